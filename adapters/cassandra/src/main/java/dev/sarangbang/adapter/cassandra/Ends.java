package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the newest bucket of a room: from any bucket that has begun, go on to the next as long as the one at hand is full. Where to start
 * is a hint, kept in memory and in a table, that may be missing or old: it saves steps, and no answer depends on it.
 */
final class Ends {

    /** Of rooms with more than one bucket. About 100 bytes each. */
    private static final int REMEMBERED_MAX = 20_000;

    private final Partitions partitions;
    private final Buckets buckets;
    private final Calls calls;
    private final PreparedStatement hint;
    private final PreparedStatement hinted;

    private final Map<RoomId, Long> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RoomId, Long> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    Ends(Partitions partitions, Buckets buckets, Calls calls) {
        this.partitions = partitions;
        this.buckets = buckets;
        this.calls = calls;
        // The number of the bucket is the write's timestamp, too: an old hint never replaces a new one.
        this.hint =
                calls.prepareRepeatable("INSERT INTO newest_buckets (room_id, bucket) VALUES (?, ?) USING TIMESTAMP ?");
        this.hinted = calls.prepareRepeatable("SELECT bucket FROM newest_buckets WHERE room_id = ?");
    }

    /** Where a log ends: in which bucket, and how. */
    record LogEnd(long bucket, Partitions.End end) {}

    /** Empty if there is no such room. */
    Optional<LogEnd> find(RoomId room, ConsistencyLevel consistency) {
        Optional<Long> known = remembered(room);
        if (known.isPresent()) {
            return Optional.of(goOn(room, existing(room, known.get(), consistency), consistency));
        }
        Optional<Partitions.End> first = partitions.end(room, Buckets.FIRST, consistency);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        LogEnd start = new LogEnd(Buckets.FIRST, first.get());
        if (!buckets.isFull(start.bucket(), start.end().place())) {
            return Optional.of(start);
        }
        long further = hinted(room);
        LogEnd from = further == Buckets.FIRST ? start : existing(room, further, consistency);
        LogEnd end = goOn(room, from, consistency);
        if (end.bucket() > further) {
            hint(room, end.bucket());
        }
        return Optional.of(end);
    }

    /** Whether {@code bucket} is known to be full, without asking. */
    boolean isKnownFull(RoomId room, long bucket) {
        return remembered(room).filter(newest -> newest > bucket).isPresent();
    }

    /** {@code bucket} has begun, so those before it are full. */
    void begun(RoomId room, long bucket) {
        remember(room, bucket);
        hint(room, bucket);
    }

    private LogEnd goOn(RoomId room, LogEnd from, ConsistencyLevel consistency) {
        LogEnd newest = from;
        while (buckets.isFull(newest.bucket(), newest.end().place())) {
            long next = newest.bucket() + 1;
            Optional<Partitions.End> end = partitions.end(room, next, consistency);
            if (end.isEmpty()) {
                break;
            }
            newest = new LogEnd(next, end.get());
        }
        if (newest.bucket() > Buckets.FIRST) {
            remember(room, newest.bucket());
        }
        return newest;
    }

    /** One that has begun. If most replicas do not say so, what began it may still be on its way to them. */
    private LogEnd existing(RoomId room, long bucket, ConsistencyLevel consistency) {
        return partitions
                .end(room, bucket, consistency)
                .or(() -> partitions.end(room, bucket, Calls.SETTLE))
                .map(end -> new LogEnd(bucket, end))
                .orElseThrow(() -> new PortException.Corrupt("bucket " + bucket + " of " + room + " is gone"));
    }

    private long hinted(RoomId room) {
        return calls.readOne(hinted.bind(room.value()))
                .map(row -> row.getLong(0))
                .orElse(Buckets.FIRST);
    }

    private void hint(RoomId room, long bucket) {
        calls.hint(hint.bind(room.value(), bucket, bucket));
    }

    private Optional<Long> remembered(RoomId room) {
        synchronized (remembered) {
            return Optional.ofNullable(remembered.get(room));
        }
    }

    private void remember(RoomId room, long bucket) {
        synchronized (remembered) {
            remembered.merge(room, bucket, Math::max);
        }
    }
}
