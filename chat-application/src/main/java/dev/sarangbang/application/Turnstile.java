package dev.sarangbang.application;

import java.util.ArrayDeque;
import java.util.HashSet;
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
 * <p>Rooms that the log does not answer for must not keep the others from it: a turn that lasts long is over for the others, and a lane
 * that has asked in vain may {@link #pass} by the line.
 */
final class Turnstile {

    private final Executor executor;
    private final LongSupplier steadyNanos;
    private final int atOnceMax;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Consumer<? super Turn>> waiting = new ArrayDeque<>();
    private final Set<Turn> counted = new HashSet<>();

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

    /** Runs {@code task} at once, with a turn that does not count. */
    void pass(Consumer<? super Turn> task) {
        executor.execute(() -> task.accept(new Turn(steadyNanos.getAsLong())));
    }

    /** Those who have been at one append for {@link Limits#LANE_TURN_MAX} do not count any more. */
    void endLong() {
        long now = steadyNanos.getAsLong();
        List<Turn> ended;
        lock.lock();
        try {
            ended = counted.stream()
                    .filter(turn -> now - turn.sinceNanos >= Limits.LANE_TURN_MAX.toNanos())
                    .toList();
        } finally {
            lock.unlock();
        }
        ended.forEach(Turn::end);
    }

    private void letIn() {
        Consumer<? super Turn> next;
        Turn turn;
        lock.lock();
        try {
            if (counted.size() >= atOnceMax) {
                return;
            }
            next = waiting.poll();
            if (next == null) {
                return;
            }
            turn = new Turn(steadyNanos.getAsLong());
            counted.add(turn);
        } finally {
            lock.unlock();
        }
        executor.execute(() -> next.accept(turn));
    }

    /** What a lane has while it is at the log. */
    final class Turn {

        /** Guarded by the lock. */
        private long sinceNanos;

        private Turn(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }

        /** Whether it may go on with another batch: nobody waits, and it counts. Else it must end, and go through the line again. */
        boolean goesOn() {
            lock.lock();
            try {
                if (!waiting.isEmpty() || !counted.contains(this)) {
                    return false;
                }
                sinceNanos = steadyNanos.getAsLong();
                return true;
            } finally {
                lock.unlock();
            }
        }

        /** It is the next one's turn. To end twice does nothing. */
        void end() {
            lock.lock();
            try {
                if (!counted.remove(this)) {
                    return;
                }
            } finally {
                lock.unlock();
            }
            letIn();
        }
    }
}
