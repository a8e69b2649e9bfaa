package dev.sarangbang.adapter.rabbitmq;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.ConfirmListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * What was sent on one line and is not confirmed yet, and whether the broker takes more. Deliveries may be confirmed out of order, and many at once. One thread sends;
 * the driver's thread confirms.
 */
final class Confirms implements ConfirmListener, BlockedListener {

    private static final Logger LOG = System.getLogger(Confirms.class.getName());

    private final Traffic traffic;
    private final Runnable refused;

    /** The number of each delivery, and when it was sent. */
    private final ConcurrentNavigableMap<Long, Long> unconfirmed = new ConcurrentSkipListMap<>();

    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean isBlocked;
    private volatile long progressAt = System.nanoTime();

    /** {@code refused} is run when the broker says that it could not take a delivery. */
    Confirms(Traffic traffic, Runnable refused) {
        this.traffic = traffic;
        this.refused = refused;
    }

    /** Called right before a delivery is sent: its confirmation may be quick. */
    void sending(long number) {
        long now = System.nanoTime();
        if (unconfirmed.isEmpty()) {
            progressAt = now;
        }
        count.incrementAndGet();
        unconfirmed.put(number, now);
    }

    /** How many. */
    int count() {
        return count.get();
    }

    /** For how long nothing has been confirmed although it could have been, in nanoseconds. */
    long stalledForNanos() {
        return isBlocked || unconfirmed.isEmpty() ? 0 : System.nanoTime() - progressAt;
    }

    /** Whether the broker has said that it takes nothing for now. */
    boolean isBlocked() {
        return isBlocked;
    }

    @Override
    public void handleBlocked(String reason) {
        isBlocked = true;
        LOG.log(Level.WARNING, "the broker takes nothing for now: {0}", reason);
    }

    @Override
    public void handleUnblocked() {
        progressAt = System.nanoTime(); // nothing could have been confirmed before
        isBlocked = false;
        LOG.log(Level.INFO, "the broker takes deliveries again");
    }

    @Override
    public void handleAck(long number, boolean multiple) {
        long now = System.nanoTime();
        settle(number, multiple, sentAt -> traffic.confirmed(now - sentAt));
    }

    @Override
    public void handleNack(long number, boolean multiple) {
        settle(number, multiple, sentAt -> traffic.dropped(1));
        refused.run();
    }

    private void settle(long number, boolean multiple, LongConsumer each) {
        progressAt = System.nanoTime();
        Iterator<Long> settled = unconfirmed
                .subMap(multiple ? 0L : number, true, number, true)
                .values()
                .iterator();
        while (settled.hasNext()) {
            each.accept(settled.next());
            settled.remove();
            count.decrementAndGet();
        }
    }
}
