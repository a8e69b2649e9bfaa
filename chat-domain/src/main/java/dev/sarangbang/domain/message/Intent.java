package dev.sarangbang.domain.message;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.RoomTitle;
import java.util.Optional;

/**
 * What a draft wants. Where the outcome needs something random, the draft brings it along. Where it is about a message, the draft
 * brings that entry, read from the log, as evidence: entries never change, so what it shows stays true however long the draft waits.
 */
public sealed interface Intent {

    /**
     * To say something.
     *
     * @param replyTo the message that it answers, if it answers one
     */
    record Say(MessageText text, Optional<Entry> replyTo) implements Intent {

        /** To say something to nobody in particular. */
        public Say(MessageText text) {
            this(text, Optional.empty());
        }
    }

    /** To give one's own {@code message} another text. */
    record Edit(Entry message, MessageText text) implements Intent {}

    /** To take one's own {@code message} back. */
    record Delete(Entry message) implements Intent {}

    /** To give the room another title. */
    record Rename(RoomTitle title) implements Intent {}

    /** To bring {@code guest} in. */
    record Invite(AccountId guest) implements Intent {}

    /** To come in by the invite link that holds {@code secret}. */
    record Join(InviteSecret secret) implements Intent {}

    /** To go out. */
    record Leave() implements Intent {}

    /** To put {@code member} out; {@code renewed} replaces the invite link, or they could come straight back. */
    record Remove(AccountId member, InviteSecret renewed) implements Intent {}

    /** To replace the invite link. */
    record RenewInvite(InviteSecret renewed) implements Intent {}

    /** The content that an entry made of this intent has. */
    default Content content(AccountId author) {
        return switch (this) {
            case Say(var text, var replyTo) -> new Content.Text(text, replyTo.map(Entry::sequence));
            case Edit(var message, var text) -> new Content.TextEdited(message.sequence(), text);
            case Delete(var message) -> new Content.TextDeleted(message.sequence());
            case Rename(var title) -> new Content.TitleChanged(title);
            case Invite(var guest) -> new Content.MemberJoined(guest);
            case Join ignored -> new Content.MemberJoined(author);
            case Leave ignored -> new Content.MemberLeft();
            case Remove(var member, var ignored) -> new Content.MemberRemoved(member);
            case RenewInvite ignored -> new Content.InviteRenewed();
        };
    }
}
