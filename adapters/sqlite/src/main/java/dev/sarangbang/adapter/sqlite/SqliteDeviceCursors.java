package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Position;
import dev.sarangbang.domain.sync.Sequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Keeps device cursors. Each advance is one statement that compares and sets. */
final class SqliteDeviceCursors implements DeviceCursors {

    private static final String ADVANCE = """
            INSERT INTO device_cursors (account, device, room, epoch, sequence, message_id) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (account, device, room) DO UPDATE
            SET epoch = excluded.epoch, sequence = excluded.sequence, message_id = excluded.message_id
            WHERE (excluded.epoch, excluded.sequence) > (device_cursors.epoch, device_cursors.sequence)""";
    private static final String OF = "SELECT room, epoch, sequence, message_id FROM device_cursors"
            + " WHERE account = ? AND device = ? AND room " + Ids.LISTED;
    private static final String FORGET = "DELETE FROM device_cursors WHERE account = ? AND device = ?";

    private final Writer writer;
    private final Readers readers;

    SqliteDeviceCursors(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void advance(AccountId account, DeviceId device, RoomId room, Position position) {
        writer.write(session -> session.update(
                ADVANCE,
                account.value(),
                device.value(),
                room.value(),
                position.epoch().value(),
                position.sequence().value(),
                position.messageId().value()));
    }

    @Override
    public Map<RoomId, Position> of(AccountId account, DeviceId device, Collection<RoomId> rooms) {
        String wanted = Ids.list(rooms, RoomId::value);
        Map<RoomId, Position> cursors = new HashMap<>();
        for (Cursor cursor :
                readers.read(session -> session.all(OF, Cursor::read, account.value(), device.value(), wanted))) {
            cursors.put(cursor.room(), cursor.position());
        }
        return cursors;
    }

    @Override
    public void forget(AccountId account, DeviceId device) {
        writer.write(session -> session.update(FORGET, account.value(), device.value()));
    }

    private record Cursor(RoomId room, Position position) {
        static Cursor read(ResultSet row) throws SQLException {
            var position = new Position(
                    new Epoch(row.getLong(2)), new Sequence(row.getLong(3)), new MessageId(row.getLong(4)));
            return new Cursor(new RoomId(row.getLong(1)), position);
        }
    }
}
