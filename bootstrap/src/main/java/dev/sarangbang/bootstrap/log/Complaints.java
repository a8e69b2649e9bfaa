package dev.sarangbang.bootstrap.log;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of what keeps failing without filling the log: of each kind once in a while, with how often it happened meanwhile. May be
 * called from any thread, as often as things fail.
 */
public final class Complaints {

    /** How often the same kind of trouble is worth a line. */
    static final Duration EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);

    private final LongSupplier steadyNanos;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    /**
     * Nothing was complained of yet.
     *
     * @param steadyNanos a clock that never goes back, in nanoseconds
     */
    public Complaints(LongSupplier steadyNanos) {
        this.steadyNanos = steadyNanos;
    }

    /**
     * Says that something failed.
     *
     * @param what which kind of thing: one of few
     */
    public void complain(String what, RuntimeException cause) {
        long now = steadyNanos.getAsLong();
        Kind kind = kinds.computeIfAbsent(what, first -> new Kind(new AtomicLong(now), new AtomicLong()));
        long due = kind.dueNanos.get();
        if (now - due >= 0 && kind.dueNanos.compareAndSet(due, now + EVERY.toNanos())) {
            // Its kind and its reason, and not the whole trace: an outage is not a bug.
            LOG.atWarn()
                    .addKeyValue("what", what)
                    .addKeyValue("unsaid", kind.unsaid.getAndSet(0))
                    .addKeyValue("reason", reason(cause))
                    .log("degraded: the log of the room makes up for it");
        } else {
            kind.unsaid.incrementAndGet();
        }
    }

    private static String reason(Throwable cause) {
        String own = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        Throwable root = cause.getCause();
        if (root == null) {
            return own;
        }
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return own + " (" + root.getClass().getSimpleName() + ")";
    }

    /** One kind of trouble: when the next line is due, and how often there was none. */
    private record Kind(AtomicLong dueNanos, AtomicLong unsaid) {}
}
