package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.ReadMark;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the read marks of people in memory. */
public final class InMemoryReadMarks implements ReadMarks {

    private final Map<Reader, ReadMark> marks = new ConcurrentHashMap<>();

    @Override
    public void advance(AccountId account, RoomId room, ReadMark mark) {
        marks.merge(new Reader(account, room), mark, ReadMark::max);
    }

    @Override
    public Map<RoomId, ReadMark> ofAccount(AccountId account, Collection<RoomId> rooms) {
        Map<RoomId, ReadMark> found = new HashMap<>();
        for (RoomId room : rooms) {
            mark(account, room).ifPresent(mark -> found.put(room, mark));
        }
        return found;
    }

    @Override
    public Map<AccountId, ReadMark> inRoom(RoomId room, Collection<AccountId> accounts) {
        Map<AccountId, ReadMark> found = new HashMap<>();
        for (AccountId account : accounts) {
            mark(account, room).ifPresent(mark -> found.put(account, mark));
        }
        return found;
    }

    private Optional<ReadMark> mark(AccountId account, RoomId room) {
        return Optional.ofNullable(marks.get(new Reader(account, room)));
    }

    private record Reader(AccountId account, RoomId room) {}
}
