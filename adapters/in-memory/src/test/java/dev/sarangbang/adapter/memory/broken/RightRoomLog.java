package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.adapter.memory.InMemoryRoomLog;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A right log, to be spoiled. */
class RightRoomLog implements RoomLog {
    private final RoomLog real = new InMemoryRoomLog();

    @Override
    public Appending append(RoomChange change) {
        return real.append(change);
    }

    @Override
    public Map<RoomId, Room> heads(Collection<RoomId> rooms) {
        return real.heads(rooms);
    }

    @Override
    public List<Entry> after(RoomId room, Sequence place, int limit) {
        return real.after(room, place, limit);
    }

    @Override
    public List<Entry> before(RoomId room, Sequence place, int limit) {
        return real.before(room, place, limit);
    }

    @Override
    public Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId) {
        return real.find(room, author, clientId);
    }

    boolean endsBefore(RoomChange change) {
        Sequence end =
                real.head(change.room()).map(room -> room.head().sequence()).orElse(Sequence.BEFORE_FIRST);
        return end.equals(change.expected());
    }
}
