package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.port.SyncQueues;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Passes on everything, in order, and each delivery a while later, as a real broker on a busy machine does. */
final class LateBroker extends FakeBroker {

    private static final long LATE_MILLIS = 150;

    /** One thread, so that what comes first goes first. */
    private static final ScheduledExecutorService LATER = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("late-broker").factory());

    @Override
    void pass(SyncQueues.Listener listener, Delivery delivery, Set<AccountId> recipients) {
        var unused =
                LATER.schedule(() -> super.pass(listener, delivery, recipients), LATE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
