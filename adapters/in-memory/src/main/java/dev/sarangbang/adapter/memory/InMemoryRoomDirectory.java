package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps in memory who may be in which room. */
public final class InMemoryRoomDirectory implements RoomDirectory {

    private final Map<AccountId, Map<RoomId, Sequence>> rooms = new ConcurrentHashMap<>();
    private final Map<Request, RoomId> reserved = new ConcurrentHashMap<>();

    @Override
    public RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh) {
        return reserved.computeIfAbsent(new Request(account, clientId), ignored -> fresh);
    }

    @Override
    public void add(AccountId account, RoomId room, Sequence end) {
        rooms.computeIfAbsent(account, ignored -> new ConcurrentHashMap<>()).merge(room, end, Sequence::max);
    }

    @Override
    public void remove(AccountId account, RoomId room, Sequence end) {
        rooms.computeIfPresent(account, (ignored, theirs) -> {
            theirs.computeIfPresent(room, (same, added) -> added.isBefore(end) ? null : added);
            return theirs;
        });
    }

    @Override
    public Set<RoomId> of(AccountId account) {
        return Set.copyOf(rooms.getOrDefault(account, Map.of()).keySet());
    }

    private record Request(AccountId account, ClientMessageId clientId) {}
}
