package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.delivery.Held;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is held for one account, room by room. Not thread-safe: {@link InMemoryHeldMessages} guards it. */
final class HeldBox {

    private final Map<RoomId, Shelf> shelves = new HashMap<>(4);
    private int size;
    private long held;
    private Instant heldLast = Instant.MIN;

    /** No entry is older than this; spares most searches for old ones. */
    private Instant heldFirst = Instant.MAX;

    /** How many entries there are. */
    int size() {
        return size;
    }

    /** Whether there is nothing to remember, not even that something had to go. */
    boolean isEmpty() {
        return shelves.isEmpty();
    }

    /** Whether everything here was held before {@code time}. */
    boolean isOlderThan(Instant time) {
        return heldLast.isBefore(time);
    }

    void hold(Entry entry, Instant now) {
        Shelf shelf = shelves.computeIfAbsent(entry.room(), ignored -> new Shelf());
        if (shelf.kept.putIfAbsent(entry.sequence(), new Kept(entry, held, now)) == null) {
            held++;
            size++;
        }
        heldLast = now;
        heldFirst = earlier(heldFirst, now);
        if (size > HeldMessages.ENTRIES_MAX) {
            dropOldest();
        }
    }

    Held heldFor(RoomId room) {
        Shelf shelf = shelves.get(room);
        return shelf == null
                ? Held.NOTHING
                : new Held(shelf.kept.values().stream().map(Kept::entry).toList(), shelf.truncated);
    }

    void release(RoomId room, Sequence upTo) {
        Shelf shelf = shelves.get(room);
        if (shelf == null) {
            return;
        }
        Map<Sequence, Kept> released = shelf.kept.headMap(upTo, true);
        size -= released.size();
        released.clear();
        if (shelf.kept.isEmpty()) {
            shelves.remove(room);
        }
    }

    void dropOlderThan(Instant time) {
        if (!heldFirst.isBefore(time)) {
            return;
        }
        heldFirst = Instant.MAX;
        for (Shelf shelf : shelves.values()) {
            while (!shelf.kept.isEmpty() && shelf.first().at().isBefore(time)) {
                dropFirst(shelf);
            }
            if (!shelf.kept.isEmpty()) {
                heldFirst = earlier(heldFirst, shelf.first().at());
            }
        }
    }

    /** Walks the rooms, not the entries: within a room, the first in the log's order is taken for the oldest. */
    private void dropOldest() {
        shelves.values().stream()
                .filter(shelf -> !shelf.kept.isEmpty())
                .min(Comparator.comparingLong(shelf -> shelf.first().number()))
                .ifPresent(this::dropFirst);
    }

    private void dropFirst(Shelf shelf) {
        shelf.kept.pollFirstEntry();
        shelf.truncated = true;
        size--;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** One room's entries, and whether some had to go. */
    private static final class Shelf {
        private final TreeMap<Sequence, Kept> kept = new TreeMap<>();
        private boolean truncated;

        Kept first() {
            return kept.firstEntry().getValue();
        }
    }

    /** An entry, the how-manieth held in this box, and when. */
    private record Kept(Entry entry, long number, Instant at) {}
}
