package dev.sarangbang.application;

import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.NodeIds.NodeLease;
import dev.sarangbang.domain.port.PortException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * This node's number, as long as it may be used. Trust in a lease runs by the steady clock, from before the lease was asked
 * for, and ends well before the lease does: a node that was suspended past it gives out nothing when it wakes.
 */
final class NodeNumber implements IntSupplier {

    private record Trusted(NodeLease lease, long untilNanos) {}

    private final NodeIds nodeIds;
    private final Surroundings surroundings;
    private final AtomicReference<Optional<Trusted>> trusted = new AtomicReference<>(Optional.empty());

    NodeNumber(NodeIds nodeIds, Surroundings surroundings) {
        this.nodeIds = nodeIds;
        this.surroundings = surroundings;
    }

    /** The number. Throws {@link PortException.Unavailable} if the lease may have lapsed. */
    @Override
    public int getAsInt() {
        return held().orElseThrow(() -> new PortException.Unavailable("this node holds no number"));
    }

    /** Whether there is a number that may be used now. */
    boolean isHeld() {
        return held().isPresent();
    }

    private Optional<Integer> held() {
        Optional<Trusted> now = trusted.get();
        if (now.isEmpty() || surroundings.steadyNanos().getAsLong() - now.get().untilNanos() >= 0) {
            return Optional.empty();
        }
        return Optional.of(now.get().lease().node());
    }

    /** Borrows a number, or keeps the one there is; borrows another if that was lost. Blocks. */
    void renew() {
        long untilNanos = surroundings.steadyNanos().getAsLong() + trust().toNanos();
        var now = surroundings.clock().instant();
        Optional<Trusted> before = trusted.get();
        if (before.isPresent() && nodeIds.renew(before.get().lease(), now)) {
            trusted.set(Optional.of(new Trusted(before.get().lease(), untilNanos)));
            return;
        }
        // Lost for good, and perhaps another's already: not to be used while a new one is asked for.
        trusted.set(Optional.empty());
        trusted.set(nodeIds.acquire(now).map(lease -> new Trusted(lease, untilNanos)));
    }

    private Duration trust() {
        return nodeIds.lease().multipliedBy(Limits.NODE_TRUST_THIRDS).dividedBy(3);
    }

    /** Gives the number back. Blocks. */
    void release() {
        trusted.getAndSet(Optional.empty()).ifPresent(held -> nodeIds.release(held.lease()));
    }
}
