package dev.sarangbang.application;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets so many lanes at the log at a time, and the rest wait for their turn, in the order in which they came. Nobody blocks.
 *
 * <p>More at once than a log has processors for would only wait inside it, each with what it had decided growing old; while a lane that
 * waits here gathers drafts, and decides on all of them at once on the room as it is when its turn comes.
 *
 * <p>A turn that lasts long is over for the others: a few rooms of which the log does not answer must not keep the rest from it.
 */
final class Turnstile {

    private final Executor executor;
    private final LongSupplier steadyNanos;
    private final int atOnceMax;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Consumer<? super Turn>> waiting = new ArrayDeque<>();
    private final Set<Turn> turns = new LinkedHashSet<>();

    Turnstile(Executor executor, LongSupplier steadyNanos, int atOnceMax) {
        if (atOnceMax < 1) {
            throw new IllegalArgumentException(atOnceMax + " at once");
        }
        this.executor = executor;
        this.steadyNanos = steadyNanos;
        this.atOnceMax = atOnceMax;
    }

    /** Runs {@code task} when it is its turn, which it must {@link Turn#end} in the end. */
    void enter(Consumer<? super Turn> task) {
        lock.lock();
        try {
            waiting.add(task);
        } finally {
            lock.unlock();
        }
        letIn();
    }

    /** Ends the turns that have lasted for {@link Limits#LANE_TURN_MAX}. */
    void endLong() {
        long now = steadyNanos.getAsLong();
        List<Turn> old = new ArrayList<>();
        lock.lock();
        try {
            for (Turn turn : turns) {
                if (now - turn.sinceNanos >= Limits.LANE_TURN_MAX.toNanos()) {
                    old.add(turn);
                }
            }
        } finally {
            lock.unlock();
        }
        old.forEach(Turn::end);
    }

    private void letIn() {
        Consumer<? super Turn> next;
        Turn turn;
        lock.lock();
        try {
            if (turns.size() >= atOnceMax) {
                return;
            }
            next = waiting.poll();
            if (next == null) {
                return;
            }
            turn = new Turn(steadyNanos.getAsLong());
            turns.add(turn);
        } finally {
            lock.unlock();
        }
        executor.execute(() -> next.accept(turn));
    }

    /** One of those at the log. */
    final class Turn {
        private final long sinceNanos;

        private Turn(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }

        /** Whether others wait for theirs. */
        boolean isWanted() {
            lock.lock();
            try {
                return !waiting.isEmpty();
            } finally {
                lock.unlock();
            }
        }

        /** It is the next one's turn. To end twice does nothing. */
        void end() {
            lock.lock();
            try {
                if (!turns.remove(this)) {
                    return;
                }
            } finally {
                lock.unlock();
            }
            letIn();
        }
    }
}
