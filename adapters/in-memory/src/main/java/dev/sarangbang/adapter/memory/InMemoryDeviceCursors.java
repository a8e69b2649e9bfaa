package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the cursors of devices in memory. */
public final class InMemoryDeviceCursors implements DeviceCursors {

    private final Map<Device, Map<RoomId, Position>> cursors = new ConcurrentHashMap<>();

    @Override
    public void advance(AccountId account, DeviceId device, RoomId room, Position position) {
        cursors.computeIfAbsent(new Device(account, device), ignored -> new ConcurrentHashMap<>())
                .merge(room, position, (old, fresh) -> fresh.compareTo(old) > 0 ? fresh : old);
    }

    @Override
    public Map<RoomId, Position> of(AccountId account, DeviceId device, Collection<RoomId> rooms) {
        Map<RoomId, Position> theirs = cursors.getOrDefault(new Device(account, device), Map.of());
        Map<RoomId, Position> found = new HashMap<>();
        for (RoomId room : rooms) {
            Optional.ofNullable(theirs.get(room)).ifPresent(position -> found.put(room, position));
        }
        return found;
    }

    @Override
    public void forget(AccountId account, DeviceId device) {
        cursors.remove(new Device(account, device));
    }

    private record Device(AccountId account, DeviceId id) {}
}
