package dev.sarangbang.domain.presence;

/** Identifies one connection of one device among all that ever were. A Snowflake, so always positive. */
public record ConnectionId(long value) {
    public ConnectionId {
        if (value <= 0) {
            throw new IllegalArgumentException("not a connection id: " + value);
        }
    }
}
