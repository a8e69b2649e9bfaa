package dev.sarangbang.domain.message;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.RoomTitle;

/** What a draft wants. Where the outcome needs something random, the draft brings it along. */
public sealed interface Intent {

    /** To say something. */
    record Say(MessageText text) implements Intent {}

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
            case Say(var text) -> new Content.Text(text);
            case Rename(var title) -> new Content.TitleChanged(title);
            case Invite(var guest) -> new Content.MemberJoined(guest);
            case Join ignored -> new Content.MemberJoined(author);
            case Leave ignored -> new Content.MemberLeft();
            case Remove(var member, var ignored) -> new Content.MemberRemoved(member);
            case RenewInvite ignored -> new Content.InviteRenewed();
        };
    }
}
