package dev.sarangbang.adapter.mysql;

import java.time.Duration;

/**
 * How long this adapter waits, and how often it tries. In the worst case a call fails after about eight seconds; those that come after
 * it fail at once until the server answers again.
 */
final class MySqlLimits {

    /** To reach the server at all. */
    static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    /** For a connection of the pool to become free, or to be replaced. */
    static final Duration CONNECTION_FREE_WITHIN = Duration.ofSeconds(3);

    /** For a pooled connection to show that it is still alive. */
    static final Duration ALIVE_WITHIN = Duration.ofSeconds(1);

    /** For the answer to a statement, seen from here. Beyond it the connection is given up. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

    /** For the answer to a query, seen from the server, which then gives it up. */
    static final Duration QUERY_WITHIN = Duration.ofSeconds(3);

    /** For a row that somebody else has locked. */
    static final Duration LOCK_WITHIN = Duration.ofSeconds(1);

    /** For a table whose shape somebody else is changing. */
    static final Duration TABLE_WITHIN = Duration.ofSeconds(2);

    /** How often a statement is tried that lost against others: a deadlock, or a lock that was not given up in time. */
    static final int TRIES_MAX = 3;

    /** The longest pause before the second try. It doubles with each, and is drawn by lot, so that rivals part. */
    static final Duration PAUSE_MAX = Duration.ofMillis(50);

    /** For one change of the schema at the start: great tables take long. */
    static final Duration MIGRATION_STEP_WITHIN = Duration.ofMinutes(30);

    private MySqlLimits() {}
}
