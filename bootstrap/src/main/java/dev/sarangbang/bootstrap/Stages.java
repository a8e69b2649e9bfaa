package dev.sarangbang.bootstrap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started, and how each of it stops: the last first. A stage that fails to stop does not keep the others from it, and all
 * together have so much time and no more.
 */
final class Stages {

    /** How one thing stops. {@code patience} is what is left of the time for all of them. */
    @FunctionalInterface
    interface Stop {
        void within(Duration patience) throws Exception;
    }

    private record Stage(String name, Stop stop) {}

    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);

    private final Deque<Stage> started = new ArrayDeque<>();

    /** Something was started that stops so. */
    void add(String name, Stop stop) {
        started.push(new Stage(name, stop));
    }

    /** Something was started that is closed in the end. */
    <T extends AutoCloseable> T addCloseable(String name, T closeable) {
        add(name, patience -> closeable.close());
        return closeable;
    }

    /**
     * Stops everything. What hangs is left behind when the time is up: the process is about to end anyway. True if everything stopped as
     * it should.
     */
    boolean stop(Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        var clean = new CountDownLatch(1);
        Thread stopper = Thread.ofPlatform().name("stop-stages").daemon().start(() -> {
            if (stopAll(deadlineNanos)) {
                clean.countDown();
            }
        });
        try {
            stopper.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return clean.getCount() == 0;
    }

    private boolean stopAll(long deadlineNanos) {
        boolean clean = true;
        for (Optional<Stage> next = next(); next.isPresent(); next = next()) {
            long beganNanos = System.nanoTime();
            try {
                next.get().stop().within(Duration.ofNanos(Math.max(0, deadlineNanos - beganNanos)));
                LOG.debug(
                        "stopped {} in {} ms",
                        next.get().name(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos));
            } catch (Exception e) {
                clean = false;
                LOG.error("{} did not stop as it should", next.get().name(), e);
            }
        }
        return clean;
    }

    private Optional<Stage> next() {
        return Optional.ofNullable(started.poll());
    }
}
