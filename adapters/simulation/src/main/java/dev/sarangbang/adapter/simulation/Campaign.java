package dev.sarangbang.adapter.simulation;

import dev.sarangbang.adapter.simulation.check.Situations;
import dev.sarangbang.adapter.simulation.fault.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Many seeds, one after the other and several at once, until one fails. Thread-safe. */
final class Campaign {

    private final long first;
    private final long count;
    private final int atOnce;
    private final AtomicLong next = new AtomicLong();
    private final Situations situations = new Situations();
    private Optional<Outcome> failure = Optional.empty();
    private Optional<RuntimeException> mistake = Optional.empty();
    private long seeds;
    private long portCalls;
    private long portCallsLeast = Long.MAX_VALUE;

    /** Seeds {@code first}, {@code first + 1}, …: {@code count} of them, {@code atOnce} at a time. */
    Campaign(long first, long count, int atOnce) {
        this.first = first;
        this.count = count;
        this.atOnce = atOnce;
    }

    /**
     * Runs until all seeds are through or the first has failed; {@code progress} is told after each seed. A mistake of the
     * simulation itself is thrown: seeds that did not run prove nothing.
     */
    void run(Consumer<Campaign> progress) {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            workers.add(Thread.ofPlatform().name("campaign-" + i).start(() -> work(progress)));
        }
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            next.set(count);
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            mistake.ifPresent(made -> {
                throw made;
            });
        }
    }

    /** The failing seed that comes first, if one failed. */
    synchronized Optional<Outcome> failure() {
        return failure;
    }

    /** How many seeds are through. */
    synchronized long seeds() {
        return seeds;
    }

    /** How many times a port was called, in all. */
    synchronized long portCalls() {
        return portCalls;
    }

    /** And in the seed with the fewest. */
    synchronized long portCallsLeast() {
        return portCallsLeast;
    }

    /** What came about; not to be asked while it runs. */
    Situations situations() {
        return situations;
    }

    private void work(Consumer<Campaign> progress) {
        for (long index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
            try {
                take(Simulation.run(Plan.of(first + index), false));
            } catch (RuntimeException e) {
                stop(e);
                return;
            }
            progress.accept(this);
        }
    }

    private synchronized void stop(RuntimeException why) {
        next.set(count);
        mistake = Optional.of(why);
    }

    private synchronized void take(Outcome outcome) {
        seeds++;
        portCalls += outcome.portCalls();
        portCallsLeast = Math.min(portCallsLeast, outcome.portCalls());
        situations.add(outcome.situations());
        if (outcome.violation().isPresent()) {
            next.set(count);
            if (failure.isEmpty()
                    || outcome.plan().seed() < failure.get().plan().seed()) {
                failure = Optional.of(outcome);
            }
        }
    }
}
