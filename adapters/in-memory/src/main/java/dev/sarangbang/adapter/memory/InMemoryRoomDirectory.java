package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.room.RoomId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps in memory who may be in which room. */
public final class InMemoryRoomDirectory implements RoomDirectory {

    private final Map<AccountId, Set<RoomId>> rooms = new ConcurrentHashMap<>();
    private final Map<Request, RoomId> reserved = new ConcurrentHashMap<>();

    @Override
    public RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh) {
        return reserved.computeIfAbsent(new Request(account, clientId), ignored -> fresh);
    }

    @Override
    public void add(AccountId account, RoomId room) {
        rooms.computeIfAbsent(account, ignored -> ConcurrentHashMap.newKeySet()).add(room);
    }

    @Override
    public void remove(AccountId account, RoomId room) {
        rooms.computeIfPresent(account, (ignored, theirs) -> {
            theirs.remove(room);
            return theirs;
        });
    }

    @Override
    public Set<RoomId> of(AccountId account) {
        return Set.copyOf(rooms.getOrDefault(account, Set.of()));
    }

    private record Request(AccountId account, ClientMessageId clientId) {}
}
