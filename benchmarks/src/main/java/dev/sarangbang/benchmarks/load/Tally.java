package dev.sarangbang.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What several got done in a while, each doing one thing after the other. */
final class Tally {

    private final LongAdder done = new LongAdder();
    private final LongAdder inVain = new LongAdder();
    private final Histogram took = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
    private double seconds;

    private Tally() {}

    /** One of those who do something. */
    interface Work {
        /** Does it once, and says how much was done; 0 if it was in vain. */
        int once();
    }

    /** Lets them all work, each on a thread of its own. What they do while they warm up does not count. */
    static Tally of(List<Work> workers, Duration warmUp, Duration measured) {
        var tally = new Tally();
        long from = System.nanoTime() + warmUp.toNanos();
        long until = from + measured.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Work work : workers) {
                running.add(threads.submit(() -> tally.run(work, from, until)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the measurement failed", e);
        }
        tally.seconds = measured.toNanos() / 1e9;
        return tally;
    }

    private void run(Work work, long from, long until) {
        for (long start = System.nanoTime(); start < until; start = System.nanoTime()) {
            int much = work.once();
            long end = System.nanoTime();
            if (end < from || end > until) {
                continue;
            }
            if (much == 0) {
                inVain.increment();
            } else {
                done.add(much);
                took.recordValue(end - start);
            }
        }
    }

    String line(String what) {
        return String.format(
                Locale.ROOT,
                "%-46s %8.0f messages/s   p50 %7.2f  p99 %7.2f ms   in vain %6.0f/s",
                what,
                done.sum() / seconds,
                took.getValueAtPercentile(50) / 1e6,
                took.getValueAtPercentile(99) / 1e6,
                inVain.sum() / seconds);
    }
}
