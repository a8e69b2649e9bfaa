package dev.sarangbang.adapter.redis;

import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.RoomLogCache;
import dev.sarangbang.domain.port.RoomLog;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** Puts Redis before a log. */
final class RedisRoomLogCache implements RoomLogCache, AutoCloseable {

    private final RecentEntries recent;
    private final CacheFiller filler;
    private final LongConsumer hits;
    private final LongConsumer misses;
    private final LongConsumer failures;
    private final LongAdder hitsSoFar = new LongAdder();
    private final LongAdder missesSoFar = new LongAdder();

    RedisRoomLogCache(Redis redis, Keys keys, Metrics metrics) {
        this.recent = new RecentEntries(redis, keys);
        this.filler = new CacheFiller(
                recent, metrics.counter("cache.left.out", "Batches of entries that the cache was not given."));
        this.hits = metrics.counter("cache.hits", "Pages of a log that came from the cache alone.");
        this.misses = metrics.counter("cache.misses", "Pages of a log that the cache did not have whole.");
        this.failures = metrics.counter("cache.failures", "Pages for which the cache could not be asked.");
        metrics.gauge("cache.hit.ratio", "Which part of all pages came from the cache, from 0 to 1.", this::hitRatio);
    }

    @Override
    public RoomLog before(RoomLog log) {
        return new CachedRoomLog(log, recent, filler, this);
    }

    void hit() {
        hitsSoFar.increment();
        hits.accept(1);
    }

    void missed() {
        missesSoFar.increment();
        misses.accept(1);
    }

    void failed() {
        missesSoFar.increment();
        failures.accept(1);
    }

    /** 0 if nobody has asked yet. */
    double hitRatio() {
        double hit = hitsSoFar.sum();
        double all = hit + missesSoFar.sum();
        return all == 0 ? 0 : hit / all;
    }

    @Override
    public void close() {
        filler.close();
    }
}
