package dev.sarangbang.bootstrap;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Runs each task on a virtual thread of its own, and can tell when none is left. */
final class Workers implements Executor, AutoCloseable {

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("work-", 0).factory());
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final AtomicLong running = new AtomicLong();
    private volatile boolean awaited;

    @Override
    public void execute(Runnable task) {
        running.incrementAndGet();
        boolean handedOver = false;
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    end();
                }
            });
            handedOver = true;
        } finally {
            if (!handedOver) {
                end();
            }
        }
    }

    /** Waits until nothing runs, {@code patience} at most; false if something still does. */
    boolean awaitIdle(Duration patience) throws InterruptedException {
        long leftNanos = patience.toNanos();
        awaited = true;
        lock.lock();
        try {
            while (running.get() > 0 && leftNanos > 0) {
                leftNanos = idle.awaitNanos(leftNanos);
            }
            return running.get() == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more tasks, and interrupts those that run. Waits a moment for them. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tasks come and go by the thousand, so the lock is for those who wait, and nobody waits before the end. */
    private void end() {
        if (running.decrementAndGet() == 0 && awaited) {
            lock.lock();
            try {
                idle.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
