package dev.sarangbang.bootstrap;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once a second that a second has passed, on a thread of its own, until closed. */
final class Ticker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tick").daemon().factory());

    /** Begins. {@code tick} returns at once. */
    Ticker(Runnable tick) {
        Future<?> unused = thread.scheduleAtFixedRate(() -> guarded(tick), 1, 1, TimeUnit.SECONDS);
    }

    /** A tick that fails is a bug to be seen; but leases are kept by the ones that follow. */
    private static void guarded(Runnable tick) {
        try {
            tick.run();
        } catch (RuntimeException e) {
            LOG.error("a tick failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
