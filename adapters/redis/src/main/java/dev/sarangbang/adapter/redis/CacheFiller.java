package dev.sarangbang.adapter.redis;

import dev.sarangbang.adapter.redis.RecentEntries.Batch;
import dev.sarangbang.domain.port.PortException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongConsumer;

/**
 * Adds entries to the cache behind everyone's back: nobody who appends or reads waits for it. What comes faster than Redis takes it,
 * or while Redis is away, is left out.
 */
final class CacheFiller implements AutoCloseable {

    private static final Logger LOG = System.getLogger(CacheFiller.class.getName());

    /** Batches that wait; 64 entries each at most, which the log holds in memory anyway. */
    static final int WAITING_MAX = 1_024;

    /** Batches that go to Redis together. */
    private static final int TOGETHER_MAX = 64;

    private final RecentEntries recent;
    private final LongConsumer dropped;
    private final BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
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
        if (!batch.entries().isEmpty() && !waiting.offer(batch)) {
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
        }
    }

    /** What waits is left out. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
