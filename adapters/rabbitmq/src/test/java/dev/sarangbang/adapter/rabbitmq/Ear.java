package dev.sarangbang.adapter.rabbitmq;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.port.SyncQueues;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what a node heard. Can be made to hear nothing for a while. */
final class Ear implements SyncQueues.Listener {

    private final List<Delivery> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger interruptions = new AtomicInteger();
    private final Set<AccountId> interruptedFor = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch unplugged = new CountDownLatch(0);

    @Override
    public void delivered(Delivery delivery) {
        try {
            unplugged.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        heard.add(delivery);
    }

    @Override
    public void interrupted() {
        interruptions.incrementAndGet();
    }

    @Override
    public void interrupted(AccountId recipient) {
        interruptedFor.add(recipient);
    }

    /** From now on whoever speaks to it has to wait. */
    void plug() {
        unplugged = new CountDownLatch(1);
    }

    void unplug() {
        unplugged.countDown();
    }

    List<Delivery> heard() {
        return heard;
    }

    /** How often it was told for everyone. */
    int interruptions() {
        return interruptions.get();
    }

    /** For whom alone it was told. */
    Set<AccountId> interruptedFor() {
        return interruptedFor;
    }
}
