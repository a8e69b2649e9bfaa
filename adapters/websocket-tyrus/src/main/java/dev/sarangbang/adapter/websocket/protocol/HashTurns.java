package dev.sarangbang.adapter.websocket.protocol;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a few passwords be hashed at a time, some more wait, and sends the rest away: hashing is slow and large on purpose. */
final class HashTurns {

    private final Semaphore turns = new Semaphore(ProtocolLimits.HASHES_AT_ONCE_MAX, true);
    private final Semaphore places =
            new Semaphore(ProtocolLimits.HASHES_AT_ONCE_MAX + ProtocolLimits.HASHES_WAITING_MAX);

    /** What {@code work} gives, or empty if there was no turn for it. */
    <T> Optional<T> take(Supplier<T> work) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            if (!turns.tryAcquire(ProtocolLimits.HASH_TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
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
