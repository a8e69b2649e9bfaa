package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Position;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps device cursors: a row for each room and epoch, written with the sequence as its timestamp, so that the greatest one stays.
 *
 * <p>Deleting such rows would also delete what is written later with a lower sequence. Hence a device has lives, and its rows belong to
 * one. {@link #forget} begins the next life; what an earlier one left is invisible, and then deleted. To advance costs a read for that,
 * and is still cheaper than a conditional write.
 */
final class CassandraDeviceCursors implements DeviceCursors {

    private static final long FIRST_LIFE = 0;

    /** Keeps a query short. */
    private static final int ROOMS_AT_ONCE = 100;

    private final Calls calls;
    private final PreparedStatement advance;
    private final PreparedStatement of;
    private final PreparedStatement life;
    private final PreparedStatement begin;
    private final PreparedStatement clear;

    CassandraDeviceCursors(Calls calls) {
        this.calls = calls;
        this.advance = calls.prepareRepeatable(
                "INSERT INTO device_cursors (account, device, life, room_id, epoch, sequence, message_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
        this.of = calls.prepareRepeatable("SELECT room_id, epoch, sequence, message_id FROM device_cursors"
                + " WHERE account = ? AND device = ? AND life = ? AND room_id IN ?");
        this.life = calls.prepareRepeatable(
                "SELECT DISTINCT account, device, life_now FROM device_cursors WHERE account = ? AND device = ?");
        this.begin = calls.prepareRepeatable(
                "UPDATE device_cursors USING TIMESTAMP ? SET life_now = ? WHERE account = ? AND device = ?");
        this.clear = calls.prepareRepeatable("DELETE FROM device_cursors USING TIMESTAMP " + Long.MAX_VALUE
                + " WHERE account = ? AND device = ? AND life = ?");
    }

    @Override
    public void advance(AccountId account, DeviceId device, RoomId room, Position position) {
        calls.write(advance.bind(
                account.value(),
                device.value(),
                life(account, device),
                room.value(),
                position.epoch().value(),
                position.sequence().value(),
                position.messageId().value(),
                position.sequence().value()));
    }

    @Override
    public Map<RoomId, Position> of(AccountId account, DeviceId device, Collection<RoomId> rooms) {
        Map<RoomId, Position> cursors = new HashMap<>();
        if (rooms.isEmpty()) {
            return cursors;
        }
        long now = life(account, device);
        List<Long> ids = rooms.stream().map(RoomId::value).distinct().toList();
        for (int from = 0; from < ids.size(); from += ROOMS_AT_ONCE) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + ROOMS_AT_ONCE));
            for (Row row : calls.read(of.bind(account.value(), device.value(), now, some))) {
                // Of each room, the greatest epoch comes first.
                cursors.putIfAbsent(
                        new RoomId(row.getLong(0)),
                        new Position(
                                new Epoch(row.getLong(1)),
                                new Sequence(row.getLong(2)),
                                new MessageId(row.getLong(3))));
            }
        }
        return cursors;
    }

    @Override
    public void forget(AccountId account, DeviceId device) {
        long past = life(account, device);
        long next = past + 1;
        calls.write(begin.bind(next, next, account.value(), device.value()));
        calls.write(clear.bind(account.value(), device.value(), past));
    }

    private long life(AccountId account, DeviceId device) {
        return calls.readOne(life.bind(account.value(), device.value()))
                .map(row -> row.getLong("life_now")) // null is 0
                .orElse(FIRST_LIFE);
    }
}
