package dev.sarangbang.adapter.redis;

import dev.sarangbang.domain.id.SnowflakeLayout;
import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.PortException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Lends node numbers: one hash, with a field for each number that was ever lent.
 *
 * <p><b>When Redis has lost its data</b>, what is promised is less, and it is this. Fences go on growing, because each is at least
 * the millisecond at which it was given out, by Redis' clock. A lease from before is not renewed: its holder learns of it at its next renewal, and
 * takes another number. Until then a newcomer could be lent the same number; numbers are therefore lent from a random one on, so
 * that with <i>k</i> nodes alive this happens in <i>k</i> of 1,024 cases. Even then no log is damaged: logs accept an id only if
 * it is above the room's last one. Losing the last second, as an append-only file does in a crash, is the same for the leases of
 * that second.
 */
final class RedisNodeIds implements NodeIds {

    private static final int NUMBERS = SnowflakeLayout.NODE_MAX + 1;
    private static final String LEASE_MILLIS = Long.toString(LEASE.toMillis());

    private final Redis redis;
    private final List<String> keys;
    private final RandomGenerator random;
    private final LeaseClock clock;

    RedisNodeIds(Redis redis, Keys keys, RandomGenerator random, LeaseClock clock) {
        this.redis = redis;
        this.keys = List.of(keys.nodes());
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Optional<NodeLease> acquire(Instant now) {
        List<String> arguments = List.of(
                clock.toScript(now),
                LEASE_MILLIS,
                Integer.toString(random.nextInt(NUMBERS)),
                Integer.toString(NUMBERS));
        List<?> lent = (List<?>) redis.run(Script.ACQUIRE, keys, arguments);
        return lent.isEmpty() ? Optional.empty() : Optional.of(lease(lent));
    }

    @Override
    public boolean renew(NodeLease lease, Instant now) {
        List<String> arguments = List.of(
                clock.toScript(now), LEASE_MILLIS, Integer.toString(lease.node()), Long.toString(lease.fence()));
        return redis.run(Script.RENEW, keys, arguments).equals(1L);
    }

    @Override
    public void release(NodeLease lease) {
        redis.run(Script.GIVE_BACK, keys, List.of(Integer.toString(lease.node()), Long.toString(lease.fence())));
    }

    private static NodeLease lease(List<?> lent) {
        try {
            return new NodeLease(Integer.parseInt((String) lent.get(0)), Long.parseLong((String) lent.get(1)));
        } catch (NumberFormatException e) {
            throw new PortException.Corrupt("a lease that is no number", e);
        }
    }
}
