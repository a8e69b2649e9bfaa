package dev.sarangbang.adapter.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Several calls at the same moment. A pass proves little, a failure proves a promise broken: races are run often. */
final class Race {

    /** How many take part, unless a test says otherwise. */
    static final int RACERS = 8;

    /** How often a race is run in one test. */
    static final int ROUNDS = 20;

    private static final int FINISH_SECONDS_MAX = 60;

    private Race() {}

    /**
     * Starts {@code racers} calls at once, each on a virtual thread of its own, numbered from 0. Gives back what each returned, in
     * the order of their numbers; throws what one of them threw.
     */
    static <T> List<T> of(int racers, IntFunction<T> racer) {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await();
                    return racer.apply(number);
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(FINISH_SECONDS_MAX, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a call failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("still running after " + FINISH_SECONDS_MAX + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The same for calls that return nothing. */
    static void run(int racers, IntConsumer racer) {
        of(racers, number -> {
            racer.accept(number);
            return number;
        });
    }
}
