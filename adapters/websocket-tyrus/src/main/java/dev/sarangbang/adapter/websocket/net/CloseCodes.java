package dev.sarangbang.adapter.websocket.net;

/** The close codes this edge gives, as {@code docs/protocol.md} lists them. */
public final class CloseCodes {

    /** Nothing is wrong. */
    public static final int NORMAL = 1000;

    /** The client broke RFC 6455. */
    public static final int PROTOCOL_ERROR = 1002;

    /** The client sent something that is not text. */
    public static final int NOT_TEXT = 1003;

    /** No close frame came: the connection was cut. Never sent. */
    public static final int CUT = 1006;

    /** The client sent a text that is not UTF-8. */
    public static final int NOT_UTF_8 = 1007;

    /** The client sent a message that is larger, or in more pieces, than is taken. */
    public static final int TOO_BIG = 1009;

    /** A bug or an outage of ours. */
    public static final int SERVER_ERROR = 1011;

    /** The server goes down and comes back; the reason says when. */
    public static final int RESTART = 1012;

    /** The client reads more slowly than it is written to. */
    public static final int TOO_SLOW = 4000;

    /** The client did not answer a ping. */
    public static final int NO_PONG = 4001;

    /** More is to be done than the server can do just now. */
    public static final int OVERLOADED = 4100;

    /** The client asks for more than its share. */
    public static final int RATE_LIMITED = 4101;

    /** The login session the connection belongs to has ended. */
    public static final int SESSION_ENDED = 4200;

    /** The client keeps sending what cannot be understood. */
    public static final int BAD_REQUESTS = 4300;

    /** The client did not say hello. */
    public static final int HELLO_EXPECTED = 4301;

    private CloseCodes() {}
}
