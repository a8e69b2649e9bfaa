package dev.sarangbang.adapter.websocket.protocol;

import java.time.Duration;
import java.util.Optional;

/** Lets a burst pass and then a steady rate. Used by one thread at a time. */
final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double burst;
    private final double perNano;
    private double tokens;
    private long filledNanos;

    TokenBucket(int burst, int perSecond, long nowNanos) {
        this.burst = burst;
        this.perNano = perSecond / NANOS_PER_SECOND;
        this.tokens = burst;
        this.filledNanos = nowNanos;
    }

    /** Takes one token; if there is none, says after what time there will be. */
    Optional<Duration> take(long nowNanos) {
        tokens = Math.min(burst, tokens + Math.max(0, nowNanos - filledNanos) * perNano);
        filledNanos = nowNanos;
        if (tokens >= 1) {
            tokens -= 1;
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano)));
    }
}
