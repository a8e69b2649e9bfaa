package dev.sarangbang.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** All who talk while something happens to the servers. None of them may stop before it is enough. */
public final class Talk {

    private static final long LOOK_EVERY_NANOS = 5_000_000;

    private final Ledger ledger;
    private final Duration patience;
    private final List<Future<Void>> talking = new ArrayList<>();

    /** @param patience how long anything that is waited for may take */
    public Talk(Ledger ledger, Duration patience) {
        this.ledger = ledger;
        this.patience = patience;
    }

    /** Lets one more talk. */
    public void begin(ExecutorService executor, Talker talker) {
        talking.add(executor.submit(talker));
    }

    /** How many talk. */
    public int size() {
        return talking.size();
    }

    /** Waits until so many more messages have been acknowledged. */
    public void awaitMoreAnswers(int more) {
        int wanted = ledger.answers() + more;
        await("more answers", () -> ledger.answers() >= wanted);
    }

    /** Waits for something to come about, and says how long it took. */
    public Duration await(String what, BooleanSupplier condition) {
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(talking).as("someone stopped talking").noneMatch(Future::isDone);
            assertThat(System.nanoTime() - since).as("%s in time", what).isLessThan(patience.toNanos());
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** It is enough: waits until all have had the answer to their last message. */
    public void end() throws ExecutionException, InterruptedException {
        ledger.enough();
        for (Future<Void> each : talking) {
            each.get();
        }
    }
}
