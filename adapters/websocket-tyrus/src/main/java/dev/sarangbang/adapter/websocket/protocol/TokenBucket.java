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
        Optional<Duration> wait = waitFor(nowNanos);
        if (wait.isEmpty()) {
            tokens -= 1;
        }
        return wait;
    }

    /** After what time there will be a token; empty if there is one. */
    Optional<Duration> waitFor(long nowNanos) {
        fill(nowNanos);
        return tokens >= 1 ? Optional.empty() : Optional.of(Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano)));
    }

    /** Takes one token, even one that is not there yet. */
    void charge(long nowNanos) {
        fill(nowNanos);
        tokens -= 1;
    }

    /** Whether nobody has taken a token for so long that none is missing. */
    boolean isFull(long nowNanos) {
        fill(nowNanos);
        return tokens >= burst;
    }

    private void fill(long nowNanos) {
        tokens = Math.min(burst, tokens + Math.max(0, nowNanos - filledNanos) * perNano);
        filledNanos = nowNanos;
    }
}
