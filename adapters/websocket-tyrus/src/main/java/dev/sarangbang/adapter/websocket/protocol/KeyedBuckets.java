package dev.sarangbang.adapter.websocket.protocol;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A token bucket for each of many: accounts, rooms, addresses. One that is full again is forgotten, for it says nothing; so what is
 * kept is what was busy lately, at most {@link ProtocolLimits#RATES_KEPT_MAX} of them. Whoever comes beyond that shares one bucket with
 * all others who do. Thread-safe.
 */
final class KeyedBuckets<K> {

    private static final Duration SWEPT_EVERY = Duration.ofSeconds(10);

    private final int burst;
    private final int perSecond;
    private final int keptMax;
    private final LongSupplier nanoClock;

    // guarded by this
    private final Map<K, TokenBucket> buckets = new HashMap<>();
    private final TokenBucket crowd;
    private long sweptNanos;

    KeyedBuckets(int burst, int perSecond, int keptMax, LongSupplier nanoClock) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.keptMax = keptMax;
        this.nanoClock = nanoClock;
        this.sweptNanos = nanoClock.getAsLong();
        this.crowd = new TokenBucket(burst, perSecond, sweptNanos);
    }

    /** Takes one token of {@code key}; if there is none, says after what time there will be. */
    synchronized Optional<Duration> take(K key) {
        long now = nanoClock.getAsLong();
        return of(key, now).take(now);
    }

    /** After what time there will be a token of {@code key}; empty if there is one. Takes none. */
    synchronized Optional<Duration> waitFor(K key) {
        TokenBucket known = buckets.get(key);
        return known == null ? Optional.empty() : known.waitFor(nanoClock.getAsLong());
    }

    /** Takes one token of {@code key}, even one that is not there yet. */
    synchronized void charge(K key) {
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
        var bucket = new TokenBucket(burst, perSecond, now);
        buckets.put(key, bucket);
        return bucket;
    }
}
