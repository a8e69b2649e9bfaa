package dev.sarangbang.adapter.mysql;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps in which rooms an account may be. The first row under an account's client id is the reservation (D2), and a
 * removal is one statement that compares and deletes (D5).
 */
final class MySqlRoomDirectory implements RoomDirectory {

    private static final String RESERVE = "INSERT INTO room_reservations (account, client_id, room) VALUES (?, ?, ?)";
    private static final String RESERVED = "SELECT room FROM room_reservations WHERE account = ? AND client_id = ?";
    private static final String ADD = "INSERT INTO room_directory (account, room, log_end) VALUES (?, ?, ?)"
            + " ON DUPLICATE KEY UPDATE log_end = GREATEST(log_end, VALUES(log_end))";
    private static final String REMOVE = "DELETE FROM room_directory WHERE account = ? AND room = ? AND log_end < ?";
    private static final String OF = "SELECT room FROM room_directory WHERE account = ?";

    private final Database database;

    MySqlRoomDirectory(Database database) {
        this.database = database;
    }

    @Override
    public RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh) {
        return database.answer(handle -> {
            boolean added = Database.add(handle, RESERVE, account.value(), clientId.value(), fresh.value());
            return added
                    ? fresh
                    : handle.select(RESERVED, account.value(), clientId.value())
                            .map(Database.rows(MySqlRoomDirectory::room))
                            .one();
        });
    }

    @Override
    public void add(AccountId account, RoomId room, Sequence end) {
        database.answer(handle -> handle.execute(ADD, account.value(), room.value(), end.value()));
    }

    @Override
    public void remove(AccountId account, RoomId room, Sequence end) {
        database.answer(handle -> handle.execute(REMOVE, account.value(), room.value(), end.value()));
    }

    @Override
    public Set<RoomId> of(AccountId account) {
        return new HashSet<>(database.answer(handle -> handle.select(OF, account.value())
                .map(Database.rows(MySqlRoomDirectory::room))
                .list()));
    }

    private static RoomId room(ResultSet row) throws SQLException {
        return new RoomId(row.getLong(1));
    }
}
