package dev.sarangbang.adapter.websocket.protocol;

import java.time.Duration;

/** What one client may ask for. Listed in {@code docs/limits.md}. */
public final class ProtocolLimits {

    /** Sockets of one account on this node; two handshakes at the same moment may go beyond. Answer: 429 {@code busy}. */
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

    /** Typing notes of one connection a second, in the long run; more are dropped. */
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

    /** How long one waits for its turn to hash. Then: 429 {@code busy}. */
    public static final Duration HASH_TURN_WITHIN = Duration.ofSeconds(10);

    private ProtocolLimits() {}
}
