package dev.sarangbang.adapter.redis;

import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which life of its log each room is in, and how far that had come, as this process saw last: of {@value #ROOMS_MAX} rooms, those used last. An epoch here is never
 * older than what the log has said, because nobody takes a log back to its past while servers run on it.
 */
final class KnownEpochs {

    /** At about 100 bytes each. */
    static final int ROOMS_MAX = 100_000;

    private final Map<RoomId, Known> rooms = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RoomId, Known> eldest) {
            return size() > ROOMS_MAX;
        }
    };

    /** The newest place is a hint: the log may have gone on elsewhere. */
    record Known(Epoch epoch, Sequence newest) {

        private Known or(Known other) {
            int order = epoch.compareTo(other.epoch);
            return order > 0 || order == 0 && newest.isAfter(other.newest) ? this : other;
        }
    }

    synchronized void note(Room room) {
        rooms.merge(room.id(), new Known(room.epoch(), room.head().sequence()), Known::or);
    }

    synchronized Optional<Known> of(RoomId room) {
        return Optional.ofNullable(rooms.get(room));
    }
}
