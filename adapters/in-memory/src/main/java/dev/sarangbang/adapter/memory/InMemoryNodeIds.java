package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.id.SnowflakeLayout;
import dev.sarangbang.domain.port.NodeIds;
import java.time.Instant;
import java.util.Optional;

/** Lends node numbers to the nodes of one process, the longest unused first. */
public final class InMemoryNodeIds implements NodeIds {

    private final Slot[] slots = new Slot[SnowflakeLayout.NODE_MAX + 1];

    /** Lends all numbers. */
    public InMemoryNodeIds() {
        for (int node = 0; node < slots.length; node++) {
            slots[node] = new Slot();
        }
    }

    @Override
    public synchronized Optional<NodeLease> acquire(Instant now) {
        int longestFree = 0;
        for (int node = 1; node < slots.length; node++) {
            if (slots[node].freeFrom.isBefore(slots[longestFree].freeFrom)) {
                longestFree = node;
            }
        }
        Slot slot = slots[longestFree];
        if (slot.freeFrom.isAfter(now)) {
            return Optional.empty();
        }
        slot.fence++;
        slot.lent = true;
        slot.freeFrom = now.plus(LEASE);
        return Optional.of(new NodeLease(longestFree, slot.fence));
    }

    @Override
    public synchronized boolean renew(NodeLease lease, Instant now) {
        Slot slot = slots[lease.node()];
        if (!slot.isLentBy(lease)) {
            return false;
        }
        slot.freeFrom = now.plus(LEASE);
        return true;
    }

    @Override
    public synchronized void release(NodeLease lease) {
        Slot slot = slots[lease.node()];
        if (slot.isLentBy(lease)) {
            slot.lent = false;
            slot.freeFrom = Instant.EPOCH;
        }
    }

    /** What is known of one node slot. */
    private static final class Slot {
        private long fence;
        private boolean lent;
        private Instant freeFrom = Instant.MIN;

        boolean isLentBy(NodeLease lease) {
            return lent && fence == lease.fence();
        }
    }
}
