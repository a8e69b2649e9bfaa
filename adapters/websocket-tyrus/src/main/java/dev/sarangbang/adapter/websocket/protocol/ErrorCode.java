package dev.sarangbang.adapter.websocket.protocol;

import java.util.Locale;

/** Every refusal of the protocol, by its name on the wire in lower case. {@code docs/protocol.md} lists them. */
public enum ErrorCode {
    HELLO_REQUIRED("say hello first"),
    HELLO_REPEATED("hello was said already"),
    BAD_JSON("not a JSON object"),
    BAD_REQUEST("a field is missing, unknown or of the wrong form"),
    NO_SUCH_ROOM("no such room, or you are not in it"),
    NO_SUCH_ACCOUNT("nobody has that name"),
    NO_SUCH_MEMBER("not a member who can be removed"),
    NOT_HOST("only the host may"),
    NO_SUCH_MESSAGE("no such message, or you cannot see it"),
    NOT_AUTHOR("only who said it may"),
    ROOM_FULL("the room is full"),
    TOO_MANY_ROOMS("in as many rooms as anyone can be"),
    INVITE_INVALID("the invite does not open this room"),
    ID_REUSED("this id was used for something else"),
    TITLE_BLANK("the title is blank"),
    TITLE_TOO_LONG("the title is too long"),
    TITLE_BAD_CHARACTERS("the title has characters that cannot be shown"),
    TEXT_BLANK("the text is blank"),
    TEXT_TOO_LONG("the text is too long"),
    TEXT_BAD_CHARACTERS("the text has characters that cannot be shown"),
    BAD_POSITION("not a position of this room's log"),
    QUERY_INVALID("the query is too short, too long, or has characters that no message has"),
    SEARCH_UNAVAILABLE("this server cannot search"),
    RATE_LIMITED("too much at once"),
    BUSY("too much is waiting; send the same again"),
    UNAVAILABLE("the outcome is unknown; send the same again"),
    INTERNAL("something went wrong here");

    private final String message;

    ErrorCode(String message) {
        this.message = message;
    }

    /** Its name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For developers. */
    String message() {
        return message;
    }

    /** Whether nothing is known to be wrong with the request, so that it may be sent again as it is. */
    boolean isPassing() {
        return this == RATE_LIMITED || this == BUSY || this == UNAVAILABLE;
    }
}
