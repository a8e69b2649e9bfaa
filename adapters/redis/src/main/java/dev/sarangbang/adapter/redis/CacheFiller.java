package dev.sarangbang.adapter.redis;

import dev.sarangbang.adapter.redis.RecentEntries.Batch;
import dev.sarangbang.domain.port.PortException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/**
 * Adds entries to the cache behind everyone's back: nobody who appends or reads waits for it. What comes faster than Redis takes it,
 * or while Redis is away, is left out.
 */
final class CacheFiller implements AutoCloseable {

    private static final Logger LOG = System.getLogger(CacheFiller.class.getName());

    /** Entries that wait or are on their way. At most some 5 KiB each; most have some hundred bytes. */
    static final int ENTRIES_WAITING_MAX = 8_192;

    /** Batches that go to Redis together. */
    private static final int TOGETHER_MAX = 64;

    private final RecentEntries recent;
    private final LongConsumer dropped;
    private final Semaphore places = new Semaphore(ENTRIES_WAITING_MAX);
    private final BlockingQueue<Batch> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    /**
     * Starts its thread.
     *
     * @param dropped takes how many batches were left out
     */
    CacheFiller(RecentEntries recent, LongConsumer dropped) {
        this.recent = recent;
        this.dropped = dropped;
        this.thread = Thread.ofPlatform().name("redis-cache").daemon().start(this::run);
    }

    /** Adds entries that are in their log for good, soon. Returns at once. */
    void add(Batch batch) {
        if (batch.entries().isEmpty()) {
            return;
        }
        if (places.tryAcquire(batch.entries().size())) {
            waiting.add(batch);
        } else {
            dropped.accept(1);
        }
    }

    private void run() {
        List<Batch> together = new ArrayList<>(TOGETHER_MAX);
        try {
            while (true) {
                together.add(waiting.take());
                waiting.drainTo(together, TOGETHER_MAX - 1);
                write(together);
                together.clear();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Batch> together) {
        try {
            recent.add(together);
        } catch (PortException e) {
            dropped.accept(together.size());
        } catch (RuntimeException e) {
            // A bug; but not one that should keep everything else from the cache from now on.
            LOG.log(Level.ERROR, "entries could not be cached", e);
        } finally {
            together.forEach(batch -> places.release(batch.entries().size()));
        }
    }

    /** What waits is left out. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
