package dev.sarangbang.domain.id;

/**
 * A Snowflake: 41 bits of milliseconds since {@link SnowflakeLayout#EPOCH_MILLIS}, 10 bits of node, 12 bits of sequence.
 * Within a room ids strictly increase in the order of the log; across rooms they are roughly in time order. Never put on
 * a wire as a number: JavaScript would round it.
 */
public record MessageId(long value) implements Comparable<MessageId> {

    /** Below every id: the place of a room or a device that has nothing yet. */
    public static final MessageId NONE = new MessageId(0);

    public MessageId {
        if (value < 0) {
            throw new IllegalArgumentException("negative message id: " + value);
        }
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }
}
