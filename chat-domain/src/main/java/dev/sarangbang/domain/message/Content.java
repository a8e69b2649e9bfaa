package dev.sarangbang.domain.message;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Optional;

/** What an entry says happened. Everything that happens to a room is one of these, so that to sync one is to sync all. */
public sealed interface Content {

    /**
     * The author said something.
     *
     * @param replyTo the place of the message that it answers, if it answers one
     */
    record Text(MessageText text, Optional<Sequence> replyTo) implements Content {

        /** Said to nobody in particular. */
        public Text(MessageText text) {
            this(text, Optional.empty());
        }
    }

    /** The author gave their own message at {@code message} another text. */
    record TextEdited(Sequence message, MessageText text) implements Content {}

    /** The author took their own message at {@code message} back. It stays in the log; readers no longer show it. */
    record TextDeleted(Sequence message) implements Content {}

    /** The author opened the room; always and only the first entry. */
    record RoomCreated(RoomTitle title) implements Content {}

    /** {@code member} came in: by the invite link if it is the author, else invited by the author. */
    record MemberJoined(AccountId member) implements Content {}

    /** The author went out. */
    record MemberLeft() implements Content {}

    /** The author, host of the room, put {@code member} out. */
    record MemberRemoved(AccountId member) implements Content {}

    /** The author gave the room another title. */
    record TitleChanged(RoomTitle title) implements Content {}

    /** The author, host of the room, made a new invite link; the old one no longer works. */
    record InviteRenewed() implements Content {}

    /** Whether this counts as a message: is numbered, and unread until read. */
    default boolean isMessage() {
        return this instanceof Text;
    }
}
