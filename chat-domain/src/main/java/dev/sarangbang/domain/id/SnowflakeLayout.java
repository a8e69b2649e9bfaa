package dev.sarangbang.domain.id;

/**
 * Where the bits of a Snowflake are. The split is that of Twitter's Snowflake (2010): 41 + 10 + 12 bits below an unused
 * sign bit, enough for 69 years, 1,024 nodes, and 4,096 ids per node and millisecond.
 */
public final class SnowflakeLayout {

    /** 2023-01-01T00:00:00Z, in milliseconds since 1970: the instant that ids count from. The last is in 2092. */
    public static final long EPOCH_MILLIS = 1_672_531_200_000L;

    public static final int NODE_BITS = 10;
    public static final int SEQUENCE_BITS = 12;

    /** Nodes are numbered from 0 to this. */
    public static final int NODE_MAX = (1 << NODE_BITS) - 1;

    /** Ids of one node and millisecond are numbered from 0 to this. */
    public static final int SEQUENCE_MAX = (1 << SEQUENCE_BITS) - 1;

    /** The last millisecond since {@link #EPOCH_MILLIS} that fits. */
    public static final long MILLIS_MAX = (1L << (63 - NODE_BITS - SEQUENCE_BITS)) - 1;

    private SnowflakeLayout() {}

    /** Puts an id together; {@code millis} counts from {@link #EPOCH_MILLIS}. */
    public static long compose(long millis, int node, int sequence) {
        if (millis < 0
                || millis > MILLIS_MAX
                || node < 0
                || node > NODE_MAX
                || sequence < 0
                || sequence > SEQUENCE_MAX) {
            throw new IllegalArgumentException("out of range: " + millis + "/" + node + "/" + sequence);
        }
        return millis << (NODE_BITS + SEQUENCE_BITS) | (long) node << SEQUENCE_BITS | sequence;
    }

    /** The milliseconds since {@link #EPOCH_MILLIS} in {@code id}. */
    public static long millis(long id) {
        return id >>> (NODE_BITS + SEQUENCE_BITS);
    }

    /** The node in {@code id}. */
    public static int node(long id) {
        return (int) (id >>> SEQUENCE_BITS) & NODE_MAX;
    }

    /** The sequence in {@code id}. */
    public static int sequence(long id) {
        return (int) id & SEQUENCE_MAX;
    }
}
