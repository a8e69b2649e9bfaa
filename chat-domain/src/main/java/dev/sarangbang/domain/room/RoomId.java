package dev.sarangbang.domain.room;

/** Identifies one room for ever; survives renames. A Snowflake, so always positive. */
public record RoomId(long value) {
    public RoomId {
        if (value <= 0) {
            throw new IllegalArgumentException("not a room id: " + value);
        }
    }
}
