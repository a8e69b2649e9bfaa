package dev.sarangbang.domain.sync;

/**
 * Which life of a room's log a position belongs to. A log that lost its past, as when a backup is restored, goes on under a
 * higher epoch, so that an old position cannot be mistaken for a new one. Only ever grows within a room.
 *
 * <p>The value is a message id, given out when that life begins: what an earlier life wrote has lower ids, whatever its place.
 */
public record Epoch(long value) implements Comparable<Epoch> {
    public Epoch {
        if (value <= 0) {
            throw new IllegalArgumentException("not an epoch: " + value);
        }
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(value, other.value);
    }
}
