package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Keeps in which rooms an account may be. */
final class SqliteRoomDirectory implements RoomDirectory {

    private static final String RESERVE =
            "INSERT INTO room_reservations (account, client_id, room) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String RESERVED = "SELECT room FROM room_reservations WHERE account = ? AND client_id = ?";
    private static final String ADD = "INSERT INTO room_directory (account, room, log_end) VALUES (?, ?, ?)"
            + " ON CONFLICT DO UPDATE SET log_end = max(log_end, excluded.log_end)";
    private static final String REMOVE = "DELETE FROM room_directory WHERE account = ? AND room = ? AND log_end < ?";
    private static final String OF = "SELECT room FROM room_directory WHERE account = ?";

    private final Writer writer;
    private final Readers readers;

    SqliteRoomDirectory(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh) {
        return writer.write(session -> {
            session.update(RESERVE, account.value(), clientId.value(), fresh.value());
            return session.first(RESERVED, SqliteRoomDirectory::room, account.value(), clientId.value())
                    .orElseThrow();
        });
    }

    @Override
    public void add(AccountId account, RoomId room, Sequence end) {
        writer.write(session -> session.update(ADD, account.value(), room.value(), end.value()));
    }

    @Override
    public void remove(AccountId account, RoomId room, Sequence end) {
        writer.write(session -> session.update(REMOVE, account.value(), room.value(), end.value()));
    }

    @Override
    public Set<RoomId> of(AccountId account) {
        return new HashSet<>(readers.read(session -> session.all(OF, SqliteRoomDirectory::room, account.value())));
    }

    private static RoomId room(ResultSet row) throws SQLException {
        return new RoomId(row.getLong(1));
    }
}
