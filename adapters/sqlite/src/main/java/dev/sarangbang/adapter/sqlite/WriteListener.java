package dev.sarangbang.adapter.sqlite;

import java.time.Duration;

/**
 * Hears how the writing goes, for metrics. Called on the writer's thread, after those who waited have their answers:
 * what it does delays everybody behind them, so it should do next to nothing, and it must not throw.
 */
public interface WriteListener {

    /** Hears nothing. */
    WriteListener NONE = new WriteListener() {};

    /**
     * A commit is on the disk. Not told of commits that nobody waited for, see {@link Indexing}.
     *
     * @param operations how many operations it carried
     * @param took from the beginning of its transaction to the end of its commit
     * @param waiting how many operations came in meanwhile and wait for the next
     */
    default void committed(int operations, Duration took, int waiting) {}

    /** A commit failed: its operations were answered with an outage, and nothing of them was written. */
    default void failed(int operations, Throwable cause) {}

    /** The write-ahead log was carried over into the database. */
    default void checkpointed(Duration took) {}
}
