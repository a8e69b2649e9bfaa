package dev.sarangbang.adapter.simulation.server;

import dev.sarangbang.domain.id.SnowflakeLayout;
import dev.sarangbang.domain.port.NodeIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lends a number that is free again before one that never was lent: so that a node which goes on using a number after its lease meets
 * the one that has it now, which it would not if numbers were lent in turn. It lends for a shorter time than others do, or a simulation
 * would take all its time to let one lease lapse.
 */
public final class ThriftyNodeIds implements NodeIds {

    /** How long a number is lent at a time. */
    public static final Duration SHORT_LEASE = Duration.ofMinutes(10);

    private static final int NUMBERS = SnowflakeLayout.NODE_MAX + 1;

    private final long[] fences = new long[NUMBERS];
    private final Instant[] freeFrom = new Instant[NUMBERS];
    private final boolean[] lent = new boolean[NUMBERS];

    /** Lends the numbers from 0 on. */
    public ThriftyNodeIds() {
        Arrays.fill(freeFrom, Instant.MIN);
    }

    @Override
    public Duration lease() {
        return SHORT_LEASE;
    }

    @Override
    public synchronized Optional<NodeLease> acquire(Instant now) {
        for (int node = 0; node < NUMBERS; node++) {
            if (!freeFrom[node].isAfter(now)) {
                fences[node]++;
                lent[node] = true;
                freeFrom[node] = now.plus(SHORT_LEASE);
                return Optional.of(new NodeLease(node, fences[node]));
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized boolean renew(NodeLease lease, Instant now) {
        if (!isLentBy(lease)) {
            return false;
        }
        freeFrom[lease.node()] = now.plus(SHORT_LEASE);
        return true;
    }

    @Override
    public synchronized void release(NodeLease lease) {
        if (isLentBy(lease)) {
            lent[lease.node()] = false;
            freeFrom[lease.node()] = Instant.MIN;
        }
    }

    private boolean isLentBy(NodeLease lease) {
        return lent[lease.node()] && fences[lease.node()] == lease.fence();
    }
}
