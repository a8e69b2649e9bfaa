package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;

/**
 * How a log is cut into partitions. A change belongs to the bucket of the place it expects the log to end at: bucket {@code expected /
 * entries}. It is never divided, so the last change of a bucket may reach over its end by some entries.
 *
 * <p>A bucket is <em>full</em> once its last entry is at or beyond the place where the next bucket begins: any change that could follow
 * belongs to the next one. So a full bucket does not change any more.
 *
 * @param entries how many entries a bucket is for: the same for all rooms of a keyspace, for ever
 */
record Buckets(int entries) {

    /** Bounds a partition to 10,000 rows, some megabytes. */
    static final int ENTRIES = 5_000;

    static final long FIRST = 0;

    Buckets {
        if (entries < RoomChange.ENTRIES_MAX) {
            throw new IllegalArgumentException("a change would reach over more than one bucket of " + entries);
        }
    }

    /** Where a change is written that expects the log to end at {@code place}. */
    long after(Sequence place) {
        return place.value() / entries;
    }

    /** Where the entry at {@code place} is; unless it {@link #mayReachOver}, and then it may be in the bucket before. */
    long of(Sequence place) {
        return (place.value() - 1) / entries;
    }

    /** Whether the change that holds the entry at {@code place} may have begun in the bucket before. */
    boolean mayReachOver(Sequence place) {
        return of(place) > FIRST && (place.value() - 1) % entries < RoomChange.ENTRIES_MAX - 1;
    }

    /** Whether a change that expects the log to end at {@code place} may be the first of its bucket. */
    boolean mayBegin(Sequence place) {
        return after(place) > FIRST && place.value() % entries < RoomChange.ENTRIES_MAX;
    }

    /** Whether {@code bucket}, whose last entry is at {@code end}, does not change any more. */
    boolean isFull(long bucket, Sequence end) {
        return after(end) > bucket;
    }
}
