package dev.sarangbang.adapter.websocket.net;

import java.util.concurrent.ThreadLocalRandom;

/**
 * When to ping one client, and when to give it up. Only a pong counts as a sign of life: a connection whose other end is gone
 * takes what is sent to it for a long time, and must not live on by that.
 *
 * <p>Used by one event loop only. Times are nanoseconds of some clock of the caller's.
 */
final class Heartbeat {

    /** What is to be done now. */
    enum Due {
        NOTHING,
        PING,
        GIVE_UP
    }

    private long pingAt;
    private long pongBy;
    private boolean pinged;

    /** Begins; the first ping comes early by chance, so that clients that came together are not pinged together. */
    void start(long nowNanos) {
        long every = EdgeLimits.PING_EVERY.toNanos();
        pingAt = nowNanos + every - ThreadLocalRandom.current().nextLong(every / 2);
    }

    Due due(long nowNanos) {
        if (pinged && nowNanos - pongBy >= 0) {
            return Due.GIVE_UP;
        }
        if (nowNanos - pingAt < 0) {
            return Due.NOTHING;
        }
        pinged = true;
        pongBy = nowNanos + EdgeLimits.PONG_WITHIN.toNanos();
        pingAt = nowNanos + EdgeLimits.PING_EVERY.toNanos();
        return Due.PING;
    }

    void pong() {
        pinged = false;
    }

    /** The client is not being read from, so no pong of its can be seen; the time it has begins again. */
    void notReading(long nowNanos) {
        pongBy = nowNanos + EdgeLimits.PONG_WITHIN.toNanos();
    }
}
