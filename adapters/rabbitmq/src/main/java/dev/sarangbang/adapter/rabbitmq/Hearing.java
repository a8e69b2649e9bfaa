package dev.sarangbang.adapter.rabbitmq;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.port.SyncQueues.Listener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What this node hears: keeps from its listener what is not for it, and from the rest of the adapter what the listener throws. */
final class Hearing {

    private static final Logger LOG = System.getLogger(Hearing.class.getName());

    private final Set<AccountId> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer;
    private final Traffic traffic;
    private final AtomicBoolean interruptionDue = new AtomicBoolean();
    private volatile long interruptedAt = System.nanoTime() - RabbitMqLimits.BETWEEN_INTERRUPTIONS.toNanos();

    /** Who alone is to be told, and whether that is under way. */
    private final Set<AccountId> missedBy = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean someDue = new AtomicBoolean();
    private volatile long someToldAt = interruptedAt;
    private volatile @Nullable Listener listener;

    /** {@code timer} calls the listener when something was missed. */
    Hearing(ScheduledExecutorService timer, Traffic traffic) {
        this.timer = timer;
        this.traffic = traffic;
    }

    void listen(Listener newListener) {
        listener = newListener;
    }

    /** Those whose queues this node has open: changes show at once. */
    Set<AccountId> open() {
        return open;
    }

    /** Passes on what is for those whose queues are open. */
    void hear(Delivery delivery) {
        Listener here = listener;
        Set<AccountId> recipients = delivery.recipients();
        if (here == null) {
            return;
        }
        Delivery ours = open.containsAll(recipients)
                ? delivery
                : new Delivery(
                        recipients.stream().filter(open::contains).collect(Collectors.toUnmodifiableSet()),
                        delivery.notice());
        if (ours.recipients().isEmpty()) {
            return;
        }
        try {
            here.delivered(ours);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The listener failed; the next delivery may do better.", e);
        }
    }

    /**
     * Has the listener told that something may have been missed: soon, but not often. Whatever was missed before this call is covered
     * by a telling after it.
     */
    void interrupt() {
        if (!interruptionDue.getAndSet(true)) {
            soon(this::tellOfAll, interruptedAt);
        }
    }

    /** Has the listener told the same for those of {@code recipients} alone whose queues are open: each soon, but not often. */
    void interrupt(Set<AccountId> recipients) {
        Set<AccountId> ours = recipients.stream().filter(open::contains).collect(Collectors.toUnmodifiableSet());
        missedBy.addAll(ours);
        if (!ours.isEmpty() && !someDue.getAndSet(true)) {
            soon(this::tellOfSome, someToldAt);
        }
    }

    private void soon(Runnable telling, long lastAt) {
        long pause = Math.max(0, RabbitMqLimits.BETWEEN_INTERRUPTIONS.toNanos() - (System.nanoTime() - lastAt));
        var unused = timer.schedule(telling, pause, TimeUnit.NANOSECONDS);
    }

    /** Has the listener told that something may have been missed for {@code recipient} alone. */
    void interrupt(AccountId recipient) {
        timer.execute(() -> tell(listener -> listener.interrupted(recipient)));
    }

    private void tellOfAll() {
        interruptedAt = System.nanoTime();
        interruptionDue.set(false);
        tell(Listener::interrupted);
    }

    private void tellOfSome() {
        someToldAt = System.nanoTime();
        someDue.set(false);
        for (AccountId recipient : Set.copyOf(missedBy)) {
            missedBy.remove(recipient);
            tell(listener -> listener.interrupted(recipient));
        }
    }

    private void tell(Consumer<Listener> what) {
        Listener here = listener;
        if (here == null) {
            return;
        }
        traffic.interrupted();
        try {
            what.accept(here);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The listener failed to look for what was missed.", e);
        }
    }
}
