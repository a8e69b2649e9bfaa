package dev.sarangbang.domain.message;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.room.RoomTitle;

/** What an entry says happened. Everything that happens to a room is one of these, so that to sync one is to sync all. */
public sealed interface Content {

    /** The author said something. */
    record Text(MessageText text) implements Content {}

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
