package dev.sarangbang.adapter.redis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps callers from waiting one after the other for a server that does not answer. Once a call has waited in vain, others fail at
 * once for {@value #PAUSE_MILLIS} ms; then one is let through to try, and if it succeeds, all are. Without locks.
 */
final class Breaker {

    /** How long nobody tries, and so how much later than the server its callers recover. */
    static final long PAUSE_MILLIS = 500;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);

    private final LongSupplier steadyNanos;

    /** When the next one may try; 0 while nobody has to wait. */
    private final AtomicLong nextTryNanos = new AtomicLong();

    Breaker(LongSupplier steadyNanos) {
        this.steadyNanos = steadyNanos;
    }

    /** Whether to call at all. */
    boolean allows() {
        long due = nextTryNanos.get();
        if (due == 0) {
            return true;
        }
        long now = steadyNanos.getAsLong();
        return now - due >= 0 && nextTryNanos.compareAndSet(due, later(now));
    }

    /** A call got an answer. */
    void answered() {
        if (nextTryNanos.get() != 0) {
            nextTryNanos.set(0);
        }
    }

    /** A call waited in vain. */
    void waitedInVain() {
        nextTryNanos.set(later(steadyNanos.getAsLong()));
    }

    /** Never 0, which has a meaning of its own. */
    private static long later(long now) {
        return (now + PAUSE_NANOS) | 1;
    }
}
