package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import dev.sarangbang.adapter.codec.Codec;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the room logs. To append is one conditional batch; what precedes it, once a room has more than one bucket, reads only what does
 * not change any more, so that nothing can come between. Whoever begins a bucket sees to it that this is so of the one before.
 */
final class CassandraRoomLog implements RoomLog {

    private final Partitions partitions;
    private final Buckets buckets;
    private final Ends ends;
    private final ClientIds clientIds;
    private final Pages pages;
    private final Meters meters;

    CassandraRoomLog(Calls calls, Buckets buckets, Meters meters) {
        this.partitions = new Partitions(calls);
        this.buckets = buckets;
        this.ends = new Ends(partitions, buckets, calls);
        this.clientIds = new ClientIds(partitions, calls);
        this.pages = new Pages(partitions, buckets, ends);
        this.meters = meters;
    }

    @Override
    public Appending append(RoomChange change) {
        long start = System.nanoTime();
        long bucket = buckets.after(change.expected());
        Begins begins = begins(change, bucket);
        if (begins == Begins.YES) {
            clientIds.prepareFor(
                    change.room(), bucket); // first: what it copies is in neither place that is looked at next
        }
        if (begins == Begins.NOT_THERE || isNamedBefore(change, bucket)) {
            return refused(change);
        }
        boolean first = begins == Begins.YES
                || bucket == Buckets.FIRST && change.expected().equals(Sequence.BEFORE_FIRST);
        boolean appended;
        try {
            appended = partitions.append(bucket, change, first);
        } catch (PortException.Unavailable e) {
            meters.inDoubt();
            appended = wasAppended(change, bucket, e);
        }
        if (!appended) {
            meters.refused();
            return refused(change);
        }
        if (begins == Begins.YES) {
            ends.begun(change.room(), bucket);
        }
        meters.appended(change.entries().size(), System.nanoTime() - start);
        return new Appending.Appended();
    }

    /** Whether a change would be the first of its bucket. */
    private enum Begins {
        YES,
        NO,
        /** The log has never been where the change expects it. */
        NOT_THERE
    }

    private Begins begins(RoomChange change, long bucket) {
        if (bucket == Buckets.FIRST) {
            return Begins.NO;
        }
        long before = bucket - 1;
        if (!buckets.mayBegin(change.expected()) && ends.isKnownFull(change.room(), before)) {
            return Begins.NO;
        }
        Optional<Sequence> end =
                partitions.end(change.room(), before, Calls.READ).map(Partitions.End::place);
        if (end.isEmpty() || !buckets.isFull(before, end.get())) {
            return Begins.NOT_THERE;
        }
        if (!end.get().equals(change.expected())) {
            return Begins.NO;
        }
        // The change that filled it may be on one replica alone: it is final once most have it, names and entries and
        // all.
        return partitions
                        .end(change.room(), before, Calls.SETTLE)
                        .filter(settled -> settled.place().equals(change.expected()))
                        .isPresent()
                ? Begins.YES
                : Begins.NOT_THERE;
    }

    private boolean isNamedBefore(RoomChange change, long bucket) {
        return bucket != Buckets.FIRST
                && !InParallel.map(
                                change.entries(),
                                entry -> clientIds.findBefore(change.room(), bucket, entry.author(), entry.clientId()))
                        .isEmpty();
    }

    /**
     * What became of a batch that was not answered. A serial read settles what is under way, so an entry that is there is there for good. One
     * that is not may still come: the request may wait in some queue, and nothing has happened to the room that would turn it away.
     *
     * <p>All of its entries count: another change may begin with the same ones and end sooner.
     */
    private boolean wasAppended(RoomChange change, long bucket, PortException.Unavailable doubt) {
        List<Entry> entries = change.entries();
        List<Entry> there = partitions
                .upwards(change.room(), bucket, entries.get(0).sequence(), entries.size(), Calls.SETTLE)
                .entries();
        if (there.isEmpty()) {
            throw doubt;
        }
        meters.settled();
        return there.equals(entries);
    }

    /** Why a change was not appended: as the room is now, which is read serially, because reads at a quorum may lag behind a refusal. */
    private Appending refused(RoomChange change) {
        Optional<Ends.LogEnd> end = ends.find(change.room(), Calls.SETTLE);
        if (end.isEmpty()) {
            return new Appending.HeadMoved(Optional.empty());
        }
        Map<Entry, Entry> found = InParallel.map(
                change.entries(),
                entry -> clientIds.find(
                        change.room(), end.get().bucket(), entry.author(), entry.clientId(), Calls.READ));
        List<Entry> known = change.entries().stream()
                .flatMap(entry -> Optional.ofNullable(found.get(entry)).stream())
                .toList();
        return known.isEmpty()
                ? new Appending.HeadMoved(Optional.of(room(end.get())))
                : new Appending.AlreadyAppended(known);
    }

    @Override
    public Map<RoomId, Room> heads(Collection<RoomId> rooms) {
        return InParallel.map(rooms, room -> head(room, Calls.READ));
    }

    private Optional<Room> head(RoomId room, ConsistencyLevel consistency) {
        return ends.find(room, consistency).map(CassandraRoomLog::room);
    }

    private static Room room(Ends.LogEnd end) {
        return Codec.ROOM.fromText(end.end().room());
    }

    @Override
    public List<Entry> after(RoomId room, Sequence place, int limit) {
        return pages.after(room, place, checked(limit));
    }

    @Override
    public List<Entry> before(RoomId room, Sequence place, int limit) {
        return pages.before(room, place, checked(limit));
    }

    private static int checked(int limit) {
        if (limit < 0 || limit > READ_LIMIT_MAX) {
            throw new IllegalArgumentException("a limit of " + limit);
        }
        return limit;
    }

    @Override
    public Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId) {
        return ends.find(room, Calls.READ)
                .flatMap(end -> clientIds.find(room, end.bucket(), author, clientId, Calls.READ));
    }
}
