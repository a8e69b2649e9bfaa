package dev.sarangbang.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Both clocks of a village: they stand still until told otherwise. */
final class Time implements InstantSource {

    private Instant wall = Instant.parse("2026-11-03T09:00:00Z");
    private long steadyNanos;

    @Override
    public synchronized Instant instant() {
        return wall;
    }

    synchronized long steadyNanos() {
        return steadyNanos;
    }

    synchronized void passes(Duration duration) {
        wall = wall.plus(duration);
        steadyNanos += duration.toNanos();
    }

    /** Somebody sets the wall clock: the steady clock does not notice. */
    synchronized void wallJumps(Duration duration) {
        wall = wall.plus(duration);
    }
}
