package dev.sarangbang.adapter.simulation.check;

import dev.sarangbang.domain.room.RoomId;
import java.util.Map;

/**
 * What an answer must at least know: what was so when it was asked for.
 *
 * @param at when that was, in nanoseconds since the beginning
 */
public record Expectation(long at, Map<RoomId, Room> rooms) {

    private static final Room NONE = new Room(0, 0, 0, 0);

    /** What was so of one room; of one that there was not yet, nothing. */
    public Room of(RoomId room) {
        return rooms.getOrDefault(room, NONE);
    }

    /**
     * One room at that time, for one person on one device.
     *
     * @param head where its log ended
     * @param joined the entry by which the person had come in; 0 if they were not in it
     * @param cursor what the device's cursor was confirmed to have reached
     * @param read what their read mark was confirmed to have reached
     */
    public record Room(long head, long joined, long cursor, long read) {}
}
