package dev.sarangbang.adapter.redis;

import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which life of its log each room is in, as this process saw last: of {@value #ROOMS_MAX} rooms, those used last. An epoch here is never
 * older than what the log has said, because nobody takes a log back to its past while servers run on it.
 */
final class KnownEpochs {

    /** At about 100 bytes each. */
    static final int ROOMS_MAX = 100_000;

    private final Map<RoomId, Epoch> epochs = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RoomId, Epoch> eldest) {
            return size() > ROOMS_MAX;
        }
    };

    synchronized void note(Room room) {
        epochs.merge(room.id(), room.epoch(), (known, heard) -> known.compareTo(heard) < 0 ? heard : known);
    }

    synchronized Optional<Epoch> of(RoomId room) {
        return Optional.ofNullable(epochs.get(room));
    }
}
