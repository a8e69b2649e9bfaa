package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.ReadMark;
import dev.sarangbang.domain.sync.Sequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Keeps read marks. Each advance is one statement that compares and sets. */
final class SqliteReadMarks implements ReadMarks {

    private static final String ADVANCE = """
            INSERT INTO read_marks (room, account, epoch, sequence, message_number) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (room, account) DO UPDATE
            SET epoch = excluded.epoch, sequence = excluded.sequence, message_number = excluded.message_number
            WHERE (excluded.epoch, excluded.sequence) > (read_marks.epoch, read_marks.sequence)""";
    private static final String COLUMNS = "SELECT room, account, epoch, sequence, message_number FROM read_marks";
    private static final String OF_ACCOUNT = COLUMNS + " WHERE room " + Ids.LISTED + " AND account = ?";
    private static final String IN_ROOM = COLUMNS + " WHERE room = ? AND account " + Ids.LISTED;

    private final Writer writer;
    private final Readers readers;

    SqliteReadMarks(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void advance(AccountId account, RoomId room, ReadMark mark) {
        writer.write(session -> session.update(
                ADVANCE,
                room.value(),
                account.value(),
                mark.epoch().value(),
                mark.sequence().value(),
                mark.messageNumber()));
    }

    @Override
    public Map<RoomId, ReadMark> ofAccount(AccountId account, Collection<RoomId> rooms) {
        String wanted = Ids.list(rooms, RoomId::value);
        Map<RoomId, ReadMark> marks = new HashMap<>();
        for (Marked marked : readers.read(session -> session.all(OF_ACCOUNT, Marked::read, wanted, account.value()))) {
            marks.put(marked.room(), marked.mark());
        }
        return marks;
    }

    @Override
    public Map<AccountId, ReadMark> inRoom(RoomId room, Collection<AccountId> accounts) {
        String wanted = Ids.list(accounts, AccountId::value);
        Map<AccountId, ReadMark> marks = new HashMap<>();
        for (Marked marked : readers.read(session -> session.all(IN_ROOM, Marked::read, room.value(), wanted))) {
            marks.put(marked.account(), marked.mark());
        }
        return marks;
    }

    private record Marked(RoomId room, AccountId account, ReadMark mark) {
        static Marked read(ResultSet row) throws SQLException {
            var mark = new ReadMark(new Epoch(row.getLong(3)), new Sequence(row.getLong(4)), row.getLong(5));
            return new Marked(new RoomId(row.getLong(1)), new AccountId(row.getLong(2)), mark);
        }
    }
}
