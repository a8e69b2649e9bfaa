package dev.sarangbang.application;

import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the logs of many rooms end. A room that cannot be understood is left out and reported: it must not take all the others with
 * it.
 */
final class Heads {

    private final RoomLog log;
    private final Meter meter;

    Heads(RoomLog log, Meter meter) {
        this.log = log;
        this.meter = meter;
    }

    /** Those of {@code rooms} that exist and can be understood. Throws {@link PortException.Unavailable} on an outage. */
    Map<RoomId, Room> of(Collection<RoomId> rooms) {
        return rooms.isEmpty() ? Map.of() : read(List.copyOf(rooms));
    }

    /** By halves, so that one bad room among many costs few questions more. */
    private Map<RoomId, Room> read(List<RoomId> rooms) {
        try {
            return log.heads(rooms);
        } catch (PortException.Corrupt e) {
            if (rooms.size() == 1) {
                meter.degraded("unreadable room", e);
                return Map.of();
            }
        }
        int half = rooms.size() / 2;
        Map<RoomId, Room> heads = new HashMap<>(read(rooms.subList(0, half)));
        heads.putAll(read(rooms.subList(half, rooms.size())));
        return heads;
    }
}
