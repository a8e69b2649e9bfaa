package dev.sarangbang.adapter.redis;

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

/** A cached log whose appends return once the cache has what was appended, so that tests find it there. */
record SettledRoomLog(RoomLog cached, RecentEntries recent) implements RoomLog {

    @Override
    public Appending append(RoomChange change) {
        Appending appending = cached.append(change);
        if (appending instanceof Appending.Appended) {
            long last = change.after().head().sequence().value();
            Eventually.holds(
                    "what was appended is cached",
                    () -> recent.stretch(change.room(), change.after().epoch(), last, last)
                            .isPresent());
        }
        return appending;
    }

    @Override
    public Map<RoomId, Room> heads(Collection<RoomId> rooms) {
        return cached.heads(rooms);
    }

    @Override
    public List<Entry> after(RoomId room, Sequence place, int limit) {
        return cached.after(room, place, limit);
    }

    @Override
    public List<Entry> before(RoomId room, Sequence place, int limit) {
        return cached.before(room, place, limit);
    }

    @Override
    public Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId) {
        return cached.find(room, author, clientId);
    }
}
