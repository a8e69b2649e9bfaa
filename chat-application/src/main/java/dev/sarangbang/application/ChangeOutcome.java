package dev.sarangbang.application;

import dev.sarangbang.domain.message.Entry;

/** How a request to change a room went. A request is answered exactly once. */
public sealed interface ChangeOutcome {

    /** It is in the room's log for good, as {@code entry}; the same on every retry. */
    record Changed(Entry entry) implements ChangeOutcome {}

    /** It was so already; nothing happened. */
    record AlreadySo() implements ChangeOutcome {}

    /** It may not happen, and nothing did. */
    record Refused(Reason reason) implements ChangeOutcome {}

    /** Too much is waiting for this room. Nothing happened; the same request may be made again later. */
    record Busy() implements ChangeOutcome {}

    /** The store did not answer: it may have happened or not. The same request, made again, gets the true answer. */
    record Unknown() implements ChangeOutcome {}

    /** Why a request is refused. */
    enum Reason {
        /** There is no such room, or the caller is not in it: which of the two is not told. */
        NO_SUCH_ROOM,
        /** There are as many members as there can be. */
        ROOM_FULL,
        /** Only the host may do this. */
        NOT_HOST,
        /** The one it is about is not in the room, or is its host. */
        NO_SUCH_MEMBER,
        /** The invite link does not, or no longer, open this room. */
        INVITE_INVALID,
        /** There is no such message in the room, or the caller may not see it. */
        NO_SUCH_MESSAGE,
        /** Only who said it may change it or take it back. */
        NOT_AUTHOR,
        /** Nobody has that name. */
        NO_SUCH_ACCOUNT,
        /** The one who would come in is in as many rooms as anyone can be. */
        TOO_MANY_ROOMS,
        /** The caller used this client id for something else before. */
        ID_REUSED
    }
}
