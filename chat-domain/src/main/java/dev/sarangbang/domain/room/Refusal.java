package dev.sarangbang.domain.room;

/** Why a room refuses a draft. */
public enum Refusal {
    /** The author is not in the room. Strangers are told no more than that there is no such room. */
    NOT_A_MEMBER,
    /** The room has {@link Room#MEMBERS_MAX} members. */
    ROOM_FULL,
    /** Only the host may do this. */
    NOT_HOST,
    /** The one it is about is not in the room, or is the host, who leaves instead of being removed. */
    NO_SUCH_MEMBER,
    /** The invite link is not, or no longer, the room's. */
    INVITE_INVALID,
    /** What it is about is not a message of this room that the author may see. */
    NO_SUCH_MESSAGE,
    /** Only who said it may change it or take it back. */
    NOT_AUTHOR
}
