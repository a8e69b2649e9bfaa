package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.ReadMark;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps read marks: a row for each account and epoch in its room's partition, written with the sequence as its timestamp, so that the
 * greatest one stays.
 */
final class CassandraReadMarks implements ReadMarks {

    /** Keeps a query short; a room has ten members. */
    private static final int ACCOUNTS_AT_ONCE = 100;

    private final Calls calls;
    private final PreparedStatement advance;
    private final PreparedStatement ofAccount;
    private final PreparedStatement inRoom;

    CassandraReadMarks(Calls calls) {
        this.calls = calls;
        this.advance =
                calls.prepareRepeatable("INSERT INTO read_marks (room_id, account, epoch, sequence, message_number)"
                        + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
        String columns = "SELECT account, epoch, sequence, message_number FROM read_marks WHERE room_id = ?";
        this.ofAccount = calls.prepareRepeatable(columns + " AND account = ? LIMIT 1");
        this.inRoom = calls.prepareRepeatable(columns + " AND account IN ?");
    }

    @Override
    public void advance(AccountId account, RoomId room, ReadMark mark) {
        calls.write(advance.bind(
                room.value(),
                account.value(),
                mark.epoch().value(),
                mark.sequence().value(),
                mark.messageNumber(),
                mark.sequence().value()));
    }

    @Override
    public Map<RoomId, ReadMark> ofAccount(AccountId account, Collection<RoomId> rooms) {
        // The greatest epoch comes first.
        return InParallel.map(
                rooms,
                room -> calls.readOne(ofAccount.bind(room.value(), account.value()))
                        .map(CassandraReadMarks::mark));
    }

    @Override
    public Map<AccountId, ReadMark> inRoom(RoomId room, Collection<AccountId> accounts) {
        Map<AccountId, ReadMark> marks = new HashMap<>();
        List<Long> ids = accounts.stream().map(AccountId::value).distinct().toList();
        for (int from = 0; from < ids.size(); from += ACCOUNTS_AT_ONCE) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + ACCOUNTS_AT_ONCE));
            for (Row row : calls.read(inRoom.bind(room.value(), some))) {
                marks.putIfAbsent(new AccountId(row.getLong(0)), mark(row));
            }
        }
        return marks;
    }

    private static ReadMark mark(Row row) {
        return new ReadMark(new Epoch(row.getLong(1)), new Sequence(row.getLong(2)), row.getLong(3));
    }
}
