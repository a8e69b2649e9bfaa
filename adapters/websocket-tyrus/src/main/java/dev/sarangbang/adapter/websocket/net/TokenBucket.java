package dev.sarangbang.adapter.websocket.net;

import java.time.Duration;
import java.util.Optional;

/** Lets a burst pass and then a steady rate. Used by one thread at a time. */
public final class TokenBucket {

    private final double burst;
    private final double everyNanos;
    private double tokens;
    private long filledNanos;

    /** A full one of {@code burst} tokens, which gets another one after each {@code every}. */
    public TokenBucket(int burst, Duration every, long nowNanos) {
        this.burst = burst;
        this.everyNanos = every.toNanos();
        this.tokens = burst;
        this.filledNanos = nowNanos;
    }

    /** What lies between two tokens of which there are so many a second. */
    public static Duration perSecond(int tokens) {
        return Duration.ofSeconds(1).dividedBy(tokens);
    }

    /** Takes one token; if there is none, says after what time there will be. */
    public Optional<Duration> take(long nowNanos) {
        Optional<Duration> wait = waitFor(nowNanos);
        if (wait.isEmpty()) {
            tokens -= 1;
        }
        return wait;
    }

    /** After what time there will be a token; empty if there is one. */
    public Optional<Duration> waitFor(long nowNanos) {
        fill(nowNanos);
        return tokens >= 1
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) Math.ceil((1 - tokens) * everyNanos)));
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
        tokens = Math.min(burst, tokens + Math.max(0, nowNanos - filledNanos) / everyNanos);
        filledNanos = nowNanos;
    }
}
