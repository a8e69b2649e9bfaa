package dev.sarangbang.application;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Work that was handed to the executor and waits until the test lets it be done, one task after the other. */
final class Errands implements Executor {

    private static final int MANY = 100_000;

    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    /** Does everything that waits, and what comes of it, until nothing is left. */
    void settle() {
        for (int done = 0; !waiting.isEmpty(); done++) {
            if (done > MANY) {
                throw new AssertionError("the work never ends");
            }
            waiting.remove().run();
        }
    }

    int waiting() {
        return waiting.size();
    }
}
