package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads along a log, over the borders of its buckets. */
final class Pages {

    private final Partitions partitions;
    private final Buckets buckets;
    private final Ends ends;

    Pages(Partitions partitions, Buckets buckets, Ends ends) {
        this.partitions = partitions;
        this.buckets = buckets;
        this.ends = ends;
    }

    List<Entry> after(RoomId room, Sequence place, int limit) {
        if (limit == 0 || place.value() == Long.MAX_VALUE) {
            return List.of();
        }
        List<Entry> found = upwards(room, place.next(), limit);
        return found.isEmpty() && endIsSeenBeyond(room, place) ? afterSettling(room, place, limit) : found;
    }

    /** Whether those who ask for the head are told of entries after {@code place}: the end is seen where its entries are not yet. */
    private boolean endIsSeenBeyond(RoomId room, Sequence place) {
        return ends.find(room, Calls.READ)
                .filter(end -> end.end().place().isAfter(place))
                .isPresent();
    }

    private List<Entry> afterSettling(RoomId room, Sequence place, int limit) {
        var unused = ends.find(room, Calls.SETTLE);
        return upwards(room, place.next(), limit);
    }

    private List<Entry> upwards(RoomId room, Sequence first, int limit) {
        Sequence next = first;
        long bucket = buckets.of(next);
        Partitions.Page page = partitions.upwards(room, bucket, next, limit, Calls.READ);
        if (!page.startsAt(next) && buckets.mayReachOver(next)) {
            bucket--;
            page = partitions.upwards(room, bucket, next, limit, Calls.READ);
        }
        List<Entry> found = new ArrayList<>();
        while (!page.entries().isEmpty()) {
            for (Entry entry : page.entries()) {
                next = follows(room, next, entry).next();
                found.add(entry);
            }
            // Only what was full when it was read is known to be read to its end.
            if (found.size() == limit || !buckets.isFull(bucket, page.end())) {
                break;
            }
            bucket++;
            page = partitions.upwards(room, bucket, next, limit - found.size(), Calls.READ);
        }
        return found;
    }

    List<Entry> before(RoomId room, Sequence place, int limit) {
        if (limit == 0 || place.value() <= 1) {
            return List.of();
        }
        Sequence last = new Sequence(place.value() - 1);
        Part part = downwards(room, last, limit);
        if (!part.page().startsAt(last)) { // perhaps beyond the end
            Optional<Ends.LogEnd> end = ends.find(room, Calls.READ);
            if (end.isEmpty()) {
                return List.of();
            }
            Sequence newest = end.get().end().place();
            last = last.isAfter(newest) ? newest : last;
            part = downwards(room, last, limit);
            if (!part.page().startsAt(last)) { // the end was seen where its entries are not yet
                part = downwardsAfterSettling(room, last, limit);
            }
        }
        long bucket = part.bucket();
        Partitions.Page page = part.page();
        List<Entry> found = new ArrayList<>();
        while (true) {
            for (Entry entry : page.entries()) {
                last = new Sequence(follows(room, last, entry).value() - 1);
                found.add(entry);
            }
            if (found.size() == limit || last.equals(Sequence.BEFORE_FIRST)) {
                Collections.reverse(found);
                return found;
            }
            if (page.entries().isEmpty()) {
                throw new PortException.Corrupt("the log of " + room + " has no entry at " + last);
            }
            bucket--;
            page = partitions.downwards(room, bucket, last, limit - found.size());
        }
    }

    private Part downwardsAfterSettling(RoomId room, Sequence last, int limit) {
        var unused = ends.find(room, Calls.SETTLE);
        return downwards(room, last, limit);
    }

    private record Part(long bucket, Partitions.Page page) {}

    /** From the bucket that holds {@code last}. */
    private Part downwards(RoomId room, Sequence last, int limit) {
        long bucket = buckets.of(last);
        Partitions.Page page = partitions.downwards(room, bucket, last, limit);
        return !page.startsAt(last) && buckets.mayReachOver(last)
                ? new Part(bucket - 1, partitions.downwards(room, bucket - 1, last, limit))
                : new Part(bucket, page);
    }

    /** Better no answer than one that hides what is lost. */
    private static Sequence follows(RoomId room, Sequence expected, Entry entry) {
        if (!entry.sequence().equals(expected)) {
            throw new PortException.Corrupt(
                    "the log of " + room + " has no entry at " + expected + ", but one at " + entry.sequence());
        }
        return expected;
    }
}
