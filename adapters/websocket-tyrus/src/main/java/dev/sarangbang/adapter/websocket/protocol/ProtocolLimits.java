package dev.sarangbang.adapter.websocket.protocol;

import java.time.Duration;

/** What one client may ask for. Listed in {@code docs/limits.md}. */
public final class ProtocolLimits {

    /** Sockets of one account on this node. Answer: 429 {@code busy}. */
    public static final int SOCKETS_PER_ACCOUNT_MAX = 20;

    /** One page of entries; a longer one is cut short and says that there is more. */
    public static final int PAGE_BYTES_MAX = 64 * 1_024;

    /** From opening the socket to {@code hello}. Closed with 4301. */
    public static final Duration HELLO_WITHIN = Duration.ofSeconds(10);

    /** Malformed requests on one connection; the last closes it with 4300. */
    public static final int BAD_REQUESTS_MAX = 10;

    /** Requests of one connection at once. Beyond the rate: {@code rate_limited}. */
    public static final int REQUESTS_BURST = 100;

    /** Requests of one connection a second, in the long run. */
    public static final int REQUESTS_PER_SECOND = 25;

    /** Requests of one account at once, over all its connections to this node. Beyond the rate: {@code rate_limited}. */
    public static final int REQUESTS_PER_ACCOUNT_BURST = 200;

    /** Requests of one account a second, in the long run. */
    public static final int REQUESTS_PER_ACCOUNT_PER_SECOND = 50;

    /**
     * Searches of one account at once, over all its connections to this node: each may walk through all that was ever said in a room.
     * Beyond the rate: {@code rate_limited}.
     */
    public static final int SEARCHES_PER_ACCOUNT_BURST = 20;

    /** Searches of one account a second, in the long run. */
    public static final int SEARCHES_PER_ACCOUNT_PER_SECOND = 2;

    /**
     * Requests over HTTP, handshakes among them, of one address (IPv6: of one /64) at once; not of this machine's own. Answer: 429
     * {@code rate_limited}.
     */
    public static final int REQUESTS_PER_ADDRESS_BURST = 500;

    /** Requests over HTTP of one address a second, in the long run. */
    public static final int REQUESTS_PER_ADDRESS_PER_SECOND = 100;

    /**
     * Sign-ups of one address (IPv6: of one /64) at once, those among them that fail for the name; not of this machine's own. Answer: 429
     * {@code rate_limited}.
     */
    public static final int SIGN_UPS_PER_ADDRESS_BURST = 20;

    /** After what time one address may sign somebody up again, in the long run. */
    public static final Duration SIGN_UPS_PER_ADDRESS_EVERY = Duration.ofSeconds(30);

    /** Changes of one room at once, whoever makes them. Beyond the rate: {@code rate_limited}. */
    public static final int CHANGES_PER_ROOM_BURST = 400;

    /** Changes of one room a second, in the long run. */
    public static final int CHANGES_PER_ROOM_PER_SECOND = 200;

    /** Rooms of which a connection is known to have changed them. */
    public static final int ROOMS_CHANGED_REMEMBERED = 128;

    /** Accounts, rooms and addresses, of each kind, whose rates are remembered; who is beyond that shares one rate with all who are. */
    public static final int RATES_KEPT_MAX = 65_536;

    /** What to wait after {@code busy}. */
    public static final Duration BUSY_RETRY_AFTER = Duration.ofSeconds(1);

    /** Typing notes of one connection a second, in the long run; more are dropped, and count as requests. */
    public static final int TYPING_PER_SECOND = 1;

    /** Typing notes of one connection at once. */
    public static final int TYPING_BURST = 3;

    /** Refusals for going too fast on one connection without a pause of {@link #RATE_FORGIVEN_AFTER}; the last closes it with 4101. */
    public static final int RATE_REFUSALS_MAX = 200;

    /** See {@link #RATE_REFUSALS_MAX}. */
    public static final Duration RATE_FORGIVEN_AFTER = Duration.ofSeconds(10);

    /** Passwords hashed at the same time: each takes a core and 19 MiB for a while. */
    public static final int HASHES_AT_ONCE_MAX = 2;

    /** Sign-ups and log-ins that wait for their turn to hash. Beyond: 429 {@code busy}. */
    public static final int HASHES_WAITING_MAX = 50;

    /** Sign-ups and log-ins of one address that hash or wait for it; not of this machine's own. Beyond: 429 {@code busy}. */
    public static final int HASHES_PER_ADDRESS_MAX = 10;

    /** How long one waits for its turn to hash. Then: 429 {@code busy}. */
    public static final Duration HASH_TURN_WITHIN = Duration.ofSeconds(10);

    /**
     * Devices that are let in at the same time: each costs a dozen reads and is told to everybody it shares a room with. When all come
     * back at once, those who are in go on talking between those who come in.
     */
    public static final int HELLOS_AT_ONCE_MAX = 8;

    /** Devices that have said hello and wait to be let in. Beyond: {@code busy}, with a time after which to say it again. */
    public static final int HELLOS_WAITING_MAX = 4_096;

    /** How long one waits to be let in. Then: {@code busy}. */
    public static final Duration HELLO_TURN_WITHIN = Duration.ofSeconds(10);

    /** Who is not let in is told to come back after a time of its own below this. */
    public static final Duration HELLO_AGAIN_WITHIN = Duration.ofSeconds(5);

    // ---- JSON, in frames and in bodies alike. Beyond: {@code bad_json} or {@code bad_request}

    /** Levels of nesting: the object, and a list in it. */
    public static final int JSON_DEPTH_MAX = 2;

    /** More fields than any request has. */
    public static final int JSON_FIELDS_MAX = 16;

    /** More elements than any list of a request has. */
    public static final int JSON_ELEMENTS_MAX = 50;

    /** A sequence has at most this many digits; longer ones are refused unread. */
    public static final int JSON_DIGITS_MAX = 19;

    /** No string is longer, in UTF-16, than the frame it comes in. */
    public static final int JSON_STRING_MAX = 16 * 1_024;

    /** A field's name, in UTF-16. */
    public static final int JSON_NAME_MAX = 64;

    private ProtocolLimits() {}
}
