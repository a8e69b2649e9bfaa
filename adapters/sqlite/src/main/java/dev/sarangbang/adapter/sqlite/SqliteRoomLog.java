package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the room logs. There is one writer, so what it reads before it writes cannot have changed in between: to append
 * is to look for the names that are there already, to move the head if it is where it is expected, and to add the
 * entries. The index of messages follows later, see {@link Indexing}.
 */
final class SqliteRoomLog implements RoomLog {

    private static final String OPEN_ROOM =
            "INSERT INTO rooms (" + RoomRow.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String MOVE_HEAD = "UPDATE rooms SET epoch = ?, title = ?, invite = ?, last_sequence = ?,"
            + " last_message_id = ?, last_message_number = ?, last_at = ?, members = ?"
            + " WHERE id = ? AND last_sequence = ?";
    private static final String ADD_ENTRY =
            "INSERT INTO entries (" + EntryRow.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static final String HEADS = "SELECT " + RoomRow.COLUMNS + " FROM rooms WHERE id " + Ids.LISTED;
    static final String FIND =
            "SELECT " + EntryRow.COLUMNS + " FROM entries WHERE room = ? AND author = ? AND client_id = ?";
    static final String AFTER =
            "SELECT " + EntryRow.COLUMNS + " FROM entries WHERE room = ? AND sequence > ? ORDER BY sequence LIMIT ?";
    static final String BEFORE = "SELECT " + EntryRow.COLUMNS
            + " FROM entries WHERE room = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?";

    private final Writer writer;
    private final Readers readers;
    private final Indexing indexing;

    SqliteRoomLog(Writer writer, Readers readers, Indexing indexing) {
        this.writer = writer;
        this.readers = readers;
        this.indexing = indexing;
    }

    @Override
    public Appending append(RoomChange change) {
        // What can be prepared here need not be done by the one thread that everybody waits for.
        boolean opens = change.expected().equals(Sequence.BEFORE_FIRST);
        String moveHead = opens ? OPEN_ROOM : MOVE_HEAD;
        Object[] head = opens ? RoomRow.values(change.after()) : RoomRow.values(change.after(), change.expected());
        List<@Nullable Object[]> entries =
                change.entries().stream().map(EntryRow::values).toList();
        return writer.write(session -> {
            List<Entry> known = known(session, change);
            if (!known.isEmpty()) {
                return new Appending.AlreadyAppended(known);
            }
            if (session.update(moveHead, head) == 0) {
                return new Appending.HeadMoved(head(session, change.room()));
            }
            for (@Nullable Object[] entry : entries) {
                session.update(ADD_ENTRY, entry);
            }
            indexing.news(change.room(), entries.size());
            return new Appending.Appended();
        });
    }

    private static List<Entry> known(Session session, RoomChange change) throws SQLException {
        List<Entry> known = new ArrayList<>();
        for (Entry entry : change.entries()) {
            find(session, entry.room(), entry.author(), entry.clientId()).ifPresent(known::add);
        }
        return known;
    }

    private static Optional<Room> head(Session session, RoomId room) throws SQLException {
        return session.first(HEADS, RoomRow::read, Ids.list(List.of(room), RoomId::value));
    }

    @Override
    public Map<RoomId, Room> heads(Collection<RoomId> rooms) {
        if (rooms.isEmpty()) {
            return Map.of();
        }
        String wanted = Ids.list(rooms, RoomId::value);
        Map<RoomId, Room> heads = new HashMap<>();
        for (Room room : readers.read(session -> session.all(HEADS, RoomRow::read, wanted))) {
            heads.put(room.id(), room);
        }
        return heads;
    }

    @Override
    public List<Entry> after(RoomId room, Sequence place, int limit) {
        List<Entry> entries = read(AFTER, room, place, limit);
        return entries.isEmpty() ? entries : withoutHoles(entries, place.next());
    }

    @Override
    public List<Entry> before(RoomId room, Sequence place, int limit) {
        List<Entry> entries = read(BEFORE, room, place, limit);
        Collections.reverse(entries);
        return entries.isEmpty()
                ? entries
                : withoutHoles(entries, entries.get(0).sequence());
    }

    private List<Entry> read(String query, RoomId room, Sequence place, int limit) {
        if (limit < 0 || limit > READ_LIMIT_MAX) {
            throw new IllegalArgumentException("a limit of " + limit);
        }
        return readers.read(session -> session.all(query, EntryRow::read, room.value(), place.value(), limit));
    }

    @Override
    public Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId) {
        return readers.read(session -> find(session, room, author, clientId));
    }

    private static Optional<Entry> find(Session session, RoomId room, AccountId author, ClientMessageId clientId)
            throws SQLException {
        return session.first(FIND, EntryRow::read, room.value(), author.value(), clientId.value());
    }

    /** Better no answer than one that hides what is lost. */
    private static List<Entry> withoutHoles(List<Entry> entries, Sequence first) {
        Sequence expected = first;
        for (Entry entry : entries) {
            if (!entry.sequence().equals(expected)) {
                throw new PortException.Corrupt("the log of " + entry.room() + " has no entry at " + expected
                        + ", but one at " + entry.sequence());
            }
            expected = expected.next();
        }
        return entries;
    }
}
