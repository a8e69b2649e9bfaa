package dev.sarangbang.adapter.websocket.net;

import java.time.Duration;

/**
 * Every limit of the edge, in one place. Whatever a client sends, does not send or does not read, one of these bounds what it
 * costs. The answers given when one is passed are listed in {@code docs/limits.md}.
 */
public final class EdgeLimits {

    // ---- connections

    /**
     * Open TCP connections of one address (IPv6: of one /64) that is not this machine's own, unless the setting says otherwise; more are
     * closed at once. As many sockets, also behind a trusted proxy. Answer: 429 {@code busy}.
     */
    public static final int CONNECTIONS_PER_ADDRESS_MAX = 128;

    /** New TCP connections of one such address at once; more are closed at once, before anything is done for them, such as TLS. */
    public static final int ARRIVALS_PER_ADDRESS_BURST = 128;

    /** New TCP connections of one such address a second, in the long run. */
    public static final int ARRIVALS_PER_ADDRESS_PER_SECOND = 50;

    /** Addresses whose rate of new connections is remembered; who is beyond that shares one rate with all who are. */
    public static final int ARRIVALS_KEPT_MAX = 65_536;

    /** Connections the kernel keeps for us before we accept them. */
    public static final int ACCEPT_BACKLOG = 1_024;

    /** What the kernel keeps of what is sent on one connection: a client that does not read costs no more of that either. */
    public static final int SEND_BUFFER_BYTES = 64 * 1_024;

    /** How often deadlines are looked at; a deadline may be missed by this much. */
    public static final Duration SWEEP_EVERY = Duration.ofMillis(500);

    // ---- HTTP

    /** Method, target and version together. Answer: 414. */
    public static final int REQUEST_LINE_BYTES_MAX = 2_048;

    /** All headers of one request together. Answer: 431. */
    public static final int HEADERS_BYTES_MAX = 8 * 1_024;

    /** Headers of one request. Answer: 431. */
    public static final int HEADERS_MAX = 64;

    /** Body of one request. Answer: 413. */
    public static final int BODY_BYTES_MAX = 8 * 1_024;

    /** From the first byte of a request, or from connecting, to the end of its headers. Answer: 408. */
    public static final Duration HEADERS_WITHIN = Duration.ofSeconds(5);

    /** From the end of the headers to the end of the body. Answer: 408. */
    public static final Duration BODY_WITHIN = Duration.ofSeconds(10);

    /** From the answer being ready to the client having taken all of it; then the connection is closed. */
    public static final Duration ANSWER_TAKEN_WITHIN = Duration.ofSeconds(60);

    /** From the last answer to the client ending its half of the connection; what it still sends is not looked at. */
    public static final Duration LINGER_WITHIN = Duration.ofSeconds(2);

    /** How long a connection is kept between two requests. */
    public static final Duration KEEP_ALIVE_IDLE = Duration.ofSeconds(30);

    /** Requests answered on one connection; the last answer closes it. */
    public static final int REQUESTS_PER_CONNECTION_MAX = 1_000;

    /** Requests of one connection that were too many, and answered 429; the last of these answers closes it. */
    public static final int TOO_MANY_ANSWERS_MAX = 20;

    /** Requests being worked on at once. Answer: 429 {@code busy}. */
    public static final int REQUESTS_AT_WORK_MAX = 256;

    // ---- WebSocket, in

    /** Payload of one message, whether in one frame or several. Closed with 1009, on the header that announces more. */
    public static final int MESSAGE_BYTES_MAX = 16 * 1_024;

    /** Frames one message may be cut into. Closed with 1009. */
    public static final int FRAGMENTS_MAX = 16;

    /** Pings and pongs taken from a client in one {@link #CONTROL_FRAMES_WITHIN}. Closed with 4101. */
    public static final int CONTROL_FRAMES_MAX = 20;

    /** See {@link #CONTROL_FRAMES_MAX}. */
    public static final Duration CONTROL_FRAMES_WITHIN = Duration.ofSeconds(10);

    /** Messages of one connection that wait for the one being worked on; then the connection is not read from. */
    public static final int INBOX_MESSAGES_MAX = 32;

    // ---- WebSocket, out

    /** What may wait for one client to read it. Closed with 4000. */
    public static final int OUTBOX_BYTES_MAX = 256 * 1_024;

    /** From here on, what is waiting for one client leaves no room for its further requests: they wait until it has read. */
    public static final int OUTBOX_REQUESTS_BYTES_MAX = 96 * 1_024;

    /** From here on, what is waiting for one client leaves no room for events that are worth nothing later. */
    public static final int OUTBOX_EPHEMERAL_BYTES_MAX = 64 * 1_024;

    /** How long the oldest byte may wait for one client to read it. Closed with 4000. */
    public static final Duration OUTBOX_AGE_MAX = Duration.ofSeconds(10);

    /** What is handed to the operating system for one connection at a time. */
    public static final int WRITE_BYTES_MAX = 16 * 1_024;

    /** Pushes that wait for one event loop; beyond, those they were for are closed with 4100. */
    public static final int LOOP_PUSHES_MAX = 65_536;

    /** From hearing of a client to pinging it. */
    public static final Duration PING_EVERY = Duration.ofSeconds(25);

    /** From pinging a client to its pong; nothing else it sends, and nothing sent to it, counts. Closed with 4001. */
    public static final Duration PONG_WITHIN = Duration.ofSeconds(20);

    /** From our close frame to the client's; then the connection is cut. */
    public static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    // ---- going down

    /** Clients are told to come back after a time of their own below this, so that they do not all come at once. */
    public static final Duration RESTART_SPREAD = Duration.ofSeconds(5);

    /** Of more clients than can come back at this rate within {@link #RESTART_SPREAD}, some are told to come later. */
    public static final int RESTART_RETURNS_PER_SECOND = 500;

    private EdgeLimits() {}
}
