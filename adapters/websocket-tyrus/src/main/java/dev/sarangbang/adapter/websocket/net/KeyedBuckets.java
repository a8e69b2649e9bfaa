package dev.sarangbang.adapter.websocket.net;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A token bucket for each of many: accounts, rooms, addresses. One that is full again is forgotten, for it says nothing; so what is
 * kept is what was busy lately, and no more of them than is said. Whoever comes beyond that shares one bucket with
 * all others who do. Thread-safe.
 */
public final class KeyedBuckets<K> {

    private static final Duration SWEPT_EVERY = Duration.ofSeconds(10);

    private final int burst;
    private final Duration every;
    private final int keptMax;
    private final LongSupplier nanoClock;

    // guarded by this
    private final Map<K, TokenBucket> buckets = new HashMap<>();
    private final TokenBucket crowd;
    private long sweptNanos;

    /** Buckets of {@code burst} tokens, which get another one after each {@code every}; {@code keptMax} of them are kept. */
    public KeyedBuckets(int burst, Duration every, int keptMax, LongSupplier nanoClock) {
        this.burst = burst;
        this.every = every;
        this.keptMax = keptMax;
        this.nanoClock = nanoClock;
        this.sweptNanos = nanoClock.getAsLong();
        this.crowd = new TokenBucket(burst, every, sweptNanos);
    }

    /** Takes one token of {@code key}; if there is none, says after what time there will be. */
    public synchronized Optional<Duration> take(K key) {
        long now = nanoClock.getAsLong();
        return of(key, now).take(now);
    }

    /** After what time there will be a token of {@code key}; empty if there is one. Takes none. */
    public synchronized Optional<Duration> waitFor(K key) {
        TokenBucket known = buckets.get(key);
        return known == null ? Optional.empty() : known.waitFor(nanoClock.getAsLong());
    }

    /** Takes one token of {@code key}, even one that is not there yet. */
    public synchronized void charge(K key) {
        long now = nanoClock.getAsLong();
        of(key, now).charge(now);
    }

    /** How many are kept. */
    synchronized int kept() {
        return buckets.size();
    }

    private TokenBucket of(K key, long now) {
        TokenBucket known = buckets.get(key);
        if (known != null) {
            return known;
        }
        if (now - sweptNanos >= SWEPT_EVERY.toNanos()) {
            sweptNanos = now;
            buckets.values().removeIf(bucket -> bucket.isFull(now));
        }
        if (buckets.size() >= keptMax) {
            return crowd;
        }
        var bucket = new TokenBucket(burst, every, now);
        buckets.put(key, bucket);
        return bucket;
    }
}
