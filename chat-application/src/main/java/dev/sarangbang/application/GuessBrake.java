package dev.sarangbang.application;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Slows down whoever guesses. After a few failures under one key the next attempt has to wait, twice as long each time up to a
 * bound; never for ever, so that it cannot be used to keep somebody out for good. Remembers so many keys, and forgets those
 * first under which nothing was tried for the longest time. May be used from any thread.
 */
final class GuessBrake {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final int failuresFree;
    private final Duration waitMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > Limits.LOGIN_KEYS_REMEMBERED_MAX;
        }
    };

    private record Failures(int count, long waitUntilNanos, long forgottenNanos) {}

    /**
     * @param failuresFree so many failures cost no wait
     * @param waitMax the longest wait
     */
    GuessBrake(int failuresFree, Duration waitMax) {
        this.failuresFree = failuresFree;
        this.waitMax = waitMax;
    }

    /**
     * Begins an attempt, which counts as failed until {@link #succeeded} is called: of many at the same moment, none must slip by.
     * If it is too early for one, says how long to wait, and counts nothing.
     */
    Optional<Duration> attempt(String key, long nowNanos) {
        lock.lock();
        try {
            Failures before = failures.get(key);
            if (before == null || nowNanos - before.forgottenNanos >= 0) {
                before = new Failures(0, nowNanos, nowNanos);
            }
            long wait = before.waitUntilNanos - nowNanos;
            if (wait > 0) {
                return Optional.of(Duration.ofNanos(wait));
            }
            long until = nowNanos + waitAfter(before.count + 1).toNanos();
            failures.put(key, new Failures(before.count + 1, until, until + Limits.LOGIN_FAILURES_FORGOTTEN.toNanos()));
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** The attempt was right: it does not count. Those that failed before it still do. */
    void succeeded(String key, long nowNanos) {
        lock.lock();
        try {
            failures.computeIfPresent(
                    key,
                    (ignored, counted) -> counted.count == 1
                            ? null
                            : new Failures(counted.count - 1, nowNanos, counted.forgottenNanos));
        } finally {
            lock.unlock();
        }
    }

    private Duration waitAfter(int count) {
        if (count <= failuresFree) {
            return Duration.ZERO;
        }
        // Beyond so many doublings it is longer than any bound, and soon longer than a number can be.
        int doublings = Math.min(count - failuresFree - 1, 30);
        Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
        return wait.compareTo(waitMax) < 0 ? wait : waitMax;
    }
}
