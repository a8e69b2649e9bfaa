package dev.sarangbang.domain.room;

import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.sync.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One step of a room's log: the entries to append and the room as it is after them. Dense, increasing and without a client id
 * twice by construction, so that a store need check the change against its log only, and not against itself.
 *
 * @param after the room once the entries are in its log
 * @param entries 1 to {@value #ENTRIES_MAX} entries, ascending
 */
public record RoomChange(Room after, List<Entry> entries) {

    /** The most entries of one change: bounds the batch a store writes at once. */
    public static final int ENTRIES_MAX = 64;

    public RoomChange {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException("a change of " + entries.size() + " entries");
        }
        Entry first = entries.get(0);
        Sequence expected = first.sequence();
        MessageId above = MessageId.NONE;
        Set<List<Object>> named = new HashSet<>();
        for (Entry entry : entries) {
            boolean follows = entry.room().equals(after.id())
                    && entry.sequence().equals(expected)
                    && entry.id().compareTo(above) > 0
                    && named.add(List.of(entry.author(), entry.clientId()));
            if (!follows) {
                throw new IllegalArgumentException(entry + " does not follow");
            }
            expected = expected.next();
            above = entry.id();
        }
        if (!after.head().equals(Head.at(entries.get(entries.size() - 1)))) {
            throw new IllegalArgumentException("the room is not where its last entry is");
        }
    }

    /** The room that changes. */
    public RoomId room() {
        return after.id();
    }

    /** Where the log must end for this change to be appended; {@link Sequence#BEFORE_FIRST} if there must be none yet. */
    public Sequence expected() {
        return new Sequence(entries.get(0).sequence().value() - 1);
    }
}
