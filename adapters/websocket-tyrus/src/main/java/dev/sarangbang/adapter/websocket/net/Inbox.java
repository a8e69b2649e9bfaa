package dev.sarangbang.adapter.websocket.net;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands what one client sends to its listener, one message at a time, in order, on a virtual thread that exists only while there is
 * something to hand over. Tells when it is too full to be read into, and when it is not any more.
 */
final class Inbox {

    /** What the inbox needs done, on whatever thread it notices. */
    interface Owner {

        /**
         * Read no more for now, or go on reading: as {@code wanted} says when it comes to that, which may be later than this is asked.
         * By then the opposite may have been asked for.
         */
        void reading(BooleanSupplier wanted);

        /** Waits until the client has read enough of what it asked for. Blocks; not longer than the client is there. */
        void awaitAppetite() throws InterruptedException;

        /** The listener threw. */
        void failed(Throwable failure);
    }

    private final Executor executor;
    private final Owner owner;
    private final SocketListener listener;

    // guarded by this
    private @Nullable Queue<String> waiting;
    private boolean running;
    private boolean paused;
    private boolean ended;
    private boolean endTold;
    private int endCode;

    Inbox(Executor executor, Owner owner, SocketListener listener) {
        this.executor = executor;
        this.owner = owner;
        this.listener = listener;
    }

    /** A message came. On the event loop. */
    void offer(String message) {
        boolean full;
        synchronized (this) {
            if (ended) {
                return;
            }
            if (waiting == null) {
                waiting = new ArrayDeque<>(2);
            }
            waiting.add(message);
            full = !paused && waiting.size() >= EdgeLimits.INBOX_MESSAGES_MAX;
            paused |= full;
            run();
        }
        if (full) {
            owner.reading(this::hasRoom);
        }
    }

    /** Nothing more will come. What came before is still handed over, unless it is to be {@code dropped}. */
    void end(int code, boolean dropped) {
        synchronized (this) {
            if (dropped) {
                waiting = null;
            }
            if (!ended) {
                ended = true;
                endCode = code;
                run();
            }
        }
    }

    /** Whether reading is paused. */
    synchronized boolean isPaused() {
        return paused;
    }

    private boolean hasRoom() {
        return !isPaused();
    }

    private void run() {
        if (!running) {
            running = true;
            executor.execute(this::work);
        }
    }

    private void work() {
        try {
            boolean more = true;
            while (more) {
                more = step();
            }
        } catch (Throwable failure) {
            synchronized (this) {
                running = false;
                if (ended && !endTold) {
                    // Who has failed is handed no more, but has to know of the end; nobody else will tell it.
                    waiting = null;
                    run();
                }
            }
            owner.failed(failure);
            if (failure instanceof Error error) {
                throw error;
            }
        }
    }

    /** Hands over one message, or the end; false if there was neither, and this run is over. */
    private boolean step() throws InterruptedException {
        String message;
        boolean roomAgain;
        synchronized (this) {
            message = waiting == null ? null : waiting.poll();
            if (message == null && (!ended || endTold)) {
                running = false;
                return false;
            }
            endTold |= message == null;
            roomAgain = paused && (waiting == null || waiting.size() <= EdgeLimits.INBOX_MESSAGES_MAX / 2);
            paused &= !roomAgain;
        }
        if (roomAgain) {
            owner.reading(this::hasRoom);
        }
        if (message == null) {
            listener.closed(endCode);
        } else {
            listener.message(message);
            owner.awaitAppetite();
        }
        return true;
    }
}
