package dev.sarangbang.domain.id;

import dev.sarangbang.domain.port.PortException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * Gives out Snowflake ids: strictly increasing for the whole life of the process, from any number of threads, without a
 * lock. The state is one long, the last millisecond and sequence given out, moved by compare-and-set.
 *
 * <p>When the clock goes back, ids do not: the generator goes on counting from the last millisecond it used, for as long
 * as the clock is at most {@link #CLOCK_BEHIND_MILLIS_MAX} behind. Beyond that, and when the 4,096 ids of the current
 * millisecond are used up, it pauses up to {@link #PAUSES_MAX} times for the clock to move and then refuses with
 * {@link PortException.Unavailable}: nothing has happened then.
 *
 * <p>The node number is asked for on every id, after the clock has been read, so that a node whose lease lapsed while it
 * was suspended gives out nothing: the supplier throws {@link PortException.Unavailable} when it holds no lease.
 */
public final class Snowflakes {

    /** How far the clock may fall behind the last id before ids are refused: an hour, as when a time zone is mistaken. */
    public static final long CLOCK_BEHIND_MILLIS_MAX = 3_600_000;

    /** How often one call pauses for the clock before it refuses. */
    public static final int PAUSES_MAX = 200;

    private final InstantSource clock;
    private final IntSupplier node;
    private final Runnable pause;

    /** {@code millis << SEQUENCE_BITS | sequence} of the last id given out. */
    private final AtomicLong last = new AtomicLong();

    /**
     * @param clock the wall clock, which may jump
     * @param node the number this process leases, 0 to {@link SnowflakeLayout#NODE_MAX}; throws if it holds none
     * @param pause lets a moment pass, well under a millisecond; never for longer than 5 ms
     */
    public Snowflakes(InstantSource clock, IntSupplier node, Runnable pause) {
        this.clock = clock;
        this.node = node;
        this.pause = pause;
    }

    /** The next id: above every id this generator gave out before. */
    public MessageId next() {
        for (int pauses = 0; pauses <= PAUSES_MAX; ) {
            long before = last.get();
            long now = clock.millis() - SnowflakeLayout.EPOCH_MILLIS;
            long after = successor(before, now);
            if (after == before) {
                pause.run();
                pauses++;
            } else {
                int leased = node.getAsInt();
                if (last.compareAndSet(before, after)) {
                    return new MessageId(SnowflakeLayout.compose(
                            after >>> SnowflakeLayout.SEQUENCE_BITS,
                            leased,
                            (int) after & SnowflakeLayout.SEQUENCE_MAX));
                }
            }
        }
        throw new PortException.Unavailable("the clock stands still or went back too far");
    }

    /**
     * An id above {@code floor}: {@link #next()} if that is above it already, else the one right above {@code floor}.
     *
     * <p>The floor is a room's last id, perhaps given by a node whose clock is ahead. The answer is then unique in the room,
     * because the log accepts only increasing ids, though another room might hold the same one.
     */
    public MessageId nextAfter(MessageId floor) {
        MessageId id = next();
        return id.compareTo(floor) > 0 ? id : new MessageId(Math.addExact(floor.value(), 1));
    }

    /** The state to follow {@code before} at {@code now}, or {@code before} itself if the clock must move first. */
    private static long successor(long before, long now) {
        long lastMillis = before >>> SnowflakeLayout.SEQUENCE_BITS;
        if (now > lastMillis) {
            return now << SnowflakeLayout.SEQUENCE_BITS;
        }
        long behind = lastMillis - now;
        if (behind > CLOCK_BEHIND_MILLIS_MAX) {
            return before;
        }
        boolean millisecondUsedUp = (before & SnowflakeLayout.SEQUENCE_MAX) == SnowflakeLayout.SEQUENCE_MAX;
        // With the clock in step, a used-up millisecond means the format's limit: wait for the next. With the clock
        // behind, waiting could last as long as the step back; counting on carries over into the next one by itself.
        return millisecondUsedUp && behind == 0 ? before : before + 1;
    }
}
