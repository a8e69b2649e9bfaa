package dev.sarangbang.adapter.websocket.protocol;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a few do something large at a time, some more wait in the order in which they came, and sends the rest away. */
final class Turns {

    private final Semaphore turns;
    private final Semaphore places;
    private final Duration within;

    /**
     * @param atOnce so many have a turn at the same time
     * @param waiting so many more wait for one
     * @param within so long
     */
    Turns(int atOnce, int waiting, Duration within) {
        this.turns = new Semaphore(atOnce, true);
        this.places = new Semaphore(atOnce + waiting);
        this.within = within;
    }

    /** What {@code work} gives, or empty if there was no turn for it. Blocks. */
    <T> Optional<T> take(Supplier<T> work) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            if (!turns.tryAcquire(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            places.release();
        }
    }
}
