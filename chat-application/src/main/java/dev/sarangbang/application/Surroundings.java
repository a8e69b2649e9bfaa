package dev.sarangbang.application;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What plain Java gives for free and the core may not take for itself, so that a simulation can give it instead; and how much its
 * log bears.
 *
 * @param clock the wall clock, which may jump: for instants that people read and for Snowflakes
 * @param steadyNanos a clock that never goes back, from an arbitrary origin, in nanoseconds: for how long things take
 * @param random unpredictable: for session tokens and invite secrets
 * @param executor runs work that may block, each task for itself and without a bound on their number (virtual threads)
 * @param pause lets a moment pass, well under a millisecond
 * @param appendsAtOnce how many rooms the log is asked to append to at a time; at least 1
 */
public record Surroundings(
        InstantSource clock,
        LongSupplier steadyNanos,
        RandomGenerator random,
        Executor executor,
        Runnable pause,
        int appendsAtOnce) {

    /** As many at once as is right for most logs. */
    public static final int APPENDS_AT_ONCE_DEFAULT = 64;

    /** With {@link #APPENDS_AT_ONCE_DEFAULT}. */
    public Surroundings(
            InstantSource clock, LongSupplier steadyNanos, RandomGenerator random, Executor executor, Runnable pause) {
        this(clock, steadyNanos, random, executor, pause, APPENDS_AT_ONCE_DEFAULT);
    }
}
