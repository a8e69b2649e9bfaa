package dev.sarangbang.adapter.simulation.server;

import dev.sarangbang.adapter.simulation.scene.Scene;
import java.time.Instant;
import java.time.InstantSource;

/** One machine's clocks: a wall clock that drifts and jumps, and a steady one that only drifts. */
final class NodeClock implements InstantSource {

    private static final double PER_MILLION = 1e-6;

    private final Scene scene;
    private double drift;
    private long driftSince;
    private long offsetNanos;
    private long steadyBase;

    NodeClock(Scene scene) {
        this.scene = scene;
    }

    @Override
    public Instant instant() {
        return scene.trueTime().plusNanos(offsetNanos + drifted());
    }

    /** Never goes back. */
    long steadyNanos() {
        return steadyBase + scene.schedule().now() + drifted();
    }

    long offsetNanos() {
        return offsetNanos;
    }

    /** From now on it runs too fast by so many parts per million, or too slow. */
    void driftBy(int partsPerMillion) {
        long gained = drifted();
        offsetNanos += gained;
        steadyBase += gained;
        driftSince = scene.schedule().now();
        drift = partsPerMillion * PER_MILLION;
    }

    /** The wall clock is set; the steady one does not notice. */
    void jumpTo(long newOffsetNanos) {
        offsetNanos = newOffsetNanos;
    }

    private long drifted() {
        return (long) ((scene.schedule().now() - driftSince) * drift);
    }
}
