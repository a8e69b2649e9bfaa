package dev.sarangbang.application;

import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Optional;

/**
 * A room as a list of rooms shows it to one member, on one of their devices.
 *
 * @param first the entry by which they joined: nothing before it is theirs to see
 * @param last the newest message near the end that is not deleted, as it reads now, if there is one that they may see
 * @param cursor how far this device has confirmed to have come
 * @param read how far they have read, on any device
 * @param unread how many messages stand after {@code read}
 */
public record RoomSummary(
        Room room, Sequence first, Optional<Message> last, Sequence cursor, Sequence read, long unread) {}
