package dev.sarangbang.adapter.websocket.net;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whether one client has read enough of what it asked for to be answered more. Without this, a client on a slow line that asks for
 * many pages at once would be given more than may wait for it, and be closed for reading slowly what it had every right to ask.
 *
 * <p>The event loop and those who send keep the count; the one thread that hands messages on may wait.
 */
final class Appetite {

    /** Bytes that were sent and that the event loop has not seen yet. */
    private final AtomicInteger onTheWay = new AtomicInteger();

    private volatile long waiting;
    private volatile boolean ended;
    private volatile @Nullable Thread waiter;

    /** Somebody sends. */
    void sent(int bytes) {
        onTheWay.addAndGet(bytes);
    }

    /** The event loop has seen what somebody sent. */
    void seen(int bytes) {
        onTheWay.addAndGet(-bytes);
    }

    /** So much waits in the outbox now. On the event loop. */
    void waiting(long bytes) {
        waiting = bytes;
        wake();
    }

    /** Nobody will read any more. */
    void end() {
        ended = true;
        wake();
    }

    /** Waits until there is an appetite, or nobody to have one. */
    void await() throws InterruptedException {
        if (isThere()) {
            return;
        }
        waiter = Thread.currentThread();
        try {
            while (!isThere()) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            waiter = null;
        }
    }

    private boolean isThere() {
        return ended || waiting + onTheWay.get() <= EdgeLimits.OUTBOX_REQUESTS_BYTES_MAX;
    }

    private void wake() {
        Thread parked = waiter;
        if (parked != null) {
            LockSupport.unpark(parked);
        }
    }
}
