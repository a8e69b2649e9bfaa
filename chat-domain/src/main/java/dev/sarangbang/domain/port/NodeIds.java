package dev.sarangbang.domain.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lends out node numbers, so that no two nodes make the same Snowflakes.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code N1} A number is lent to one holder at a time: two leases that are alive at once have different numbers, however
 *       many acquire at once.
 *   <li>{@code N2} A lease lives {@link #lease()} from when it was acquired or last renewed; its number is not lent again
 *       before, and can be soon after. (The caller stops using it earlier, by its own steady clock.)
 *   <li>{@code N3} {@link #renew} answers true only if the lease was never lent to another since; false is final.
 *   <li>{@code N4} A released number can be lent again, and releasing a lease that is no longer one's own does nothing.
 *   <li>{@code N5} When all numbers are lent, {@link #acquire} is empty.
 * </ol>
 *
 * <p>All methods block, may be called from any thread, and throw {@link PortException} when the store fails.
 */
public interface NodeIds {

    /**
     * How long a number is lent at a time. Long, because a node that cannot reach the lender goes on making ids only as long as its
     * lease is trusted: people should not have to stop because the lender is away for a night. Not longer, because a node that is
     * killed takes its number with it for as long: there are 1,024, so about 85 nodes may be killed an hour, day and night, before
     * newcomers find none.
     */
    Duration LEASE = Duration.ofHours(12);

    /** How long this lender lends at a time. */
    default Duration lease() {
        return LEASE;
    }

    /** Borrows a number that nobody holds. */
    Optional<NodeLease> acquire(Instant now);

    /** Keeps a number for another {@link #lease()}. */
    boolean renew(NodeLease lease, Instant now);

    /** Gives a number back. */
    void release(NodeLease lease);

    /**
     * A borrowed number.
     *
     * @param node 0 to {@link dev.sarangbang.domain.id.SnowflakeLayout#NODE_MAX}
     * @param fence grows each time the number is lent anew: tells this lease from earlier and later ones
     */
    record NodeLease(int node, long fence) {}
}
