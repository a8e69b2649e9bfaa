package dev.sarangbang.adapter.mysql;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Keeps callers from waiting one after the other for a server that does not answer. Once a call has waited in vain, others fail at
 * once, until somebody has found out, at the expense of no caller, that the server answers again. Without locks.
 */
final class Breaker {

    /** How long after a vain attempt the next one is made, and so how much later than the server its callers recover. */
    static final long PAUSE_MILLIS = 1_000;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);

    private record Silence(Exception first, long nextTryNanos, boolean isTried) {}

    private final LongSupplier steadyNanos;
    private final AtomicReference<Optional<Silence>> silence = new AtomicReference<>(Optional.empty());
    private volatile long answeredNanos;

    Breaker(LongSupplier steadyNanos) {
        this.steadyNanos = steadyNanos;
        this.answeredNanos = steadyNanos.getAsLong();
    }

    /** A time to hand to {@link #waitedInVain}. */
    long now() {
        return steadyNanos.getAsLong();
    }

    /** Why not to call; empty if one may. */
    Optional<Exception> silence() {
        return silence.get().map(Silence::first);
    }

    /** Whether the server should be tried now. Whoever is told so has to say what came of it. */
    boolean takeTry() {
        Optional<Silence> now = silence.get();
        boolean isDue = now.isPresent() && !now.get().isTried && steadyNanos.getAsLong() - now.get().nextTryNanos >= 0;
        return isDue
                && silence.compareAndSet(now, Optional.of(new Silence(now.get().first, now.get().nextTryNanos, true)));
    }

    /** The server answered. */
    void answered() {
        answeredNanos = steadyNanos.getAsLong();
        if (silence.get().isPresent()) {
            silence.set(Optional.empty());
        }
    }

    /** A call, or a try, that began at {@code since} waited in vain. It counts only if nobody was answered meanwhile. */
    void waitedInVain(Exception why, long since) {
        if (answeredNanos - since > 0) {
            return;
        }
        silence.set(Optional.of(new Silence(why, steadyNanos.getAsLong() + PAUSE_NANOS, false)));
    }

    /** A try that was {@linkplain #takeTry taken} came to nothing; the next is due after a pause, whatever others were told meanwhile. */
    void triedInVain(Exception why, long since) {
        waitedInVain(why, since);
        silence.updateAndGet(now -> now.map(
                one -> one.isTried ? new Silence(one.first, steadyNanos.getAsLong() + PAUSE_NANOS, false) : one));
    }
}
