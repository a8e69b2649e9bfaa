package dev.sarangbang.adapter.contract;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.port.SyncQueues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A node that listens and remembers what it heard. */
final class ListeningNode implements SyncQueues.Listener {

    private static final Duration PROBE_WAIT = Duration.ofMillis(100);

    private final SyncQueues queues;
    private final List<ListeningNode> all;
    private final Duration patience;
    private final AccountId self = Samples.accountId();
    private final BlockingQueue<Delivery> incoming = new LinkedBlockingQueue<>();
    private final List<Delivery> heard = new ArrayList<>();
    private final Semaphore interruptions = new Semaphore(0);
    private volatile boolean failing;

    /** Joins {@code all}, and opens the queues of {@code recipients}. */
    ListeningNode(SyncQueues queues, List<ListeningNode> all, Duration patience, AccountId... recipients) {
        this.queues = queues;
        this.all = all;
        this.patience = patience;
        all.add(this);
        queues.listen(this);
        queues.open(self);
        for (AccountId recipient : recipients) {
            queues.open(recipient);
        }
    }

    @Override
    public void delivered(Delivery delivery) {
        incoming.add(delivery);
        if (failing) {
            throw new OnPurpose();
        }
    }

    @Override
    public void interrupted() {
        interruptions.release();
    }

    @Override
    public void interrupted(AccountId recipient) {
        interruptions.release();
    }

    SyncQueues queues() {
        return queues;
    }

    /** From now on throws on whatever it hears. */
    void failFromNowOn() {
        failing = true;
    }

    void publish(Notice notice, AccountId... recipients) {
        queues.publish(new Delivery(Set.of(recipients), notice));
    }

    /**
     * Checks that this node has heard exactly this of what the calling thread published. Every node sends it one more delivery
     * first: what was published before must arrive before.
     */
    void heard(Delivery... expected) {
        for (ListeningNode node : all) {
            hears(node.tell(self));
        }
        assertThat(heard).containsExactly(expected);
    }

    /** Waits until it has heard so many deliveries, and gives them. */
    List<Delivery> waitFor(int deliveries) {
        while (heard.size() < deliveries) {
            heard.add(next(patience));
        }
        return heard;
    }

    /** Waits until it has heard this, and does not count it among what it has heard. */
    void hears(Delivery awaited) {
        Delivery next = next(patience);
        while (!next.equals(awaited)) {
            heard.add(next);
            next = next(patience);
        }
    }

    void waitUntilInterrupted() {
        try {
            assertThat(interruptions.tryAcquire(patience.toMillis(), MILLISECONDS))
                    .as("told of the interruption")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Publishes to itself until it hears any of it. Not the last of it: on a slow machine each answer may be to the try before, for
     * ever.
     */
    void publishUntilHeard() {
        long deadline = System.nanoTime() + patience.toNanos();
        Set<Delivery> probes = new HashSet<>();
        do {
            assertThat(System.nanoTime() - deadline).as("time over").isNegative();
            probes.add(tell(self));
        } while (!hearsOneOf(probes));
    }

    /** Within {@link #PROBE_WAIT}. */
    private boolean hearsOneOf(Set<Delivery> awaited) {
        Delivery next = poll(PROBE_WAIT);
        while (next != null && !awaited.contains(next)) {
            heard.add(next);
            next = poll(PROBE_WAIT);
        }
        return next != null;
    }

    private Delivery tell(AccountId account) {
        Delivery delivery = new Delivery(Set.of(account), new Notice.Typing(Samples.roomId(), account));
        queues.publish(delivery);
        return delivery;
    }

    private Delivery next(Duration wait) {
        Delivery next = poll(wait);
        return next != null ? next : fail("heard nothing more than " + heard);
    }

    private @Nullable Delivery poll(Duration wait) {
        try {
            return incoming.poll(wait.toMillis(), MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Without a stack trace, so that whoever logs it does not fill the log. */
    private static final class OnPurpose extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OnPurpose() {
            super("a listener that fails on purpose", null, false, false);
        }
    }
}
