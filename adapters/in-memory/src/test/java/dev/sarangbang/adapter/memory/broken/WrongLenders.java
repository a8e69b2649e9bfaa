package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.adapter.memory.InMemoryNodeIds;
import dev.sarangbang.domain.port.NodeIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Wrong lenders of node numbers. */
final class WrongLenders {

    private WrongLenders() {}

    static List<Wrong<?>> all() {
        return List.of(
                ids("N1", "lends one number to all", () -> new Ids() {
                    @Override
                    public Optional<NodeLease> acquire(Instant now) {
                        return super.acquire(now).map(lease -> new NodeLease(7, lease.fence()));
                    }
                }),
                ids("N1", "looks first and lends later", () -> new Ids() {
                    private final Map<Integer, Long> lent = new ConcurrentHashMap<>();

                    @Override
                    public Optional<NodeLease> acquire(Instant now) {
                        int free = 0;
                        while (lent.containsKey(free)) {
                            free++;
                        }
                        Moment.pass();
                        lent.put(free, 1L);
                        return Optional.of(new NodeLease(free, 1));
                    }
                }),
                ids("N2", "lends again a moment too early", () -> new Ids() {
                    @Override
                    public Optional<NodeLease> acquire(Instant now) {
                        return super.acquire(now).or(() -> super.acquire(now.plusSeconds(10)));
                    }
                }),
                ids("N2", "renews for half of the time", () -> new Ids() {
                    @Override
                    public boolean renew(NodeLease lease, Instant now) {
                        return super.renew(lease, now.minus(LEASE.dividedBy(2)));
                    }
                }),
                ids("N2", "never lends again", () -> new Ids() {
                    @Override
                    public Optional<NodeLease> acquire(Instant now) {
                        return super.acquire(Instant.EPOCH);
                    }
                }),
                ids("N2", "does not raise the fence", () -> new Ids() {
                    private final Map<Integer, NodeLease> real = new ConcurrentHashMap<>();

                    @Override
                    public Optional<NodeLease> acquire(Instant now) {
                        return super.acquire(now).map(lease -> {
                            real.put(lease.node(), lease);
                            return new NodeLease(lease.node(), 1);
                        });
                    }

                    @Override
                    public void release(NodeLease lease) {
                        super.release(real.getOrDefault(lease.node(), lease));
                    }
                }),
                ids("N3", "renews whatever it is shown", () -> new Ids() {
                    @Override
                    public boolean renew(NodeLease lease, Instant now) {
                        super.renew(lease, now);
                        return true;
                    }
                }),
                ids("N3", "renews an old lease once the next is released", () -> new Ids() {
                    private final List<NodeLease> released = new ArrayList<>();

                    @Override
                    public void release(NodeLease lease) {
                        released.add(lease);
                        super.release(lease);
                    }

                    @Override
                    public boolean renew(NodeLease lease, Instant now) {
                        return super.renew(lease, now) || !released.isEmpty() && !released.contains(lease);
                    }
                }),
                ids("N4", "releases nothing", () -> new Ids() {
                    @Override
                    public void release(NodeLease lease) {
                        // on purpose
                    }
                }),
                ids("N4", "releases what belongs to another", () -> new Ids() {
                    private final Map<Integer, NodeLease> latest = new ConcurrentHashMap<>();

                    @Override
                    public Optional<NodeLease> acquire(Instant now) {
                        Optional<NodeLease> lease = super.acquire(now);
                        lease.ifPresent(lent -> latest.put(lent.node(), lent));
                        return lease;
                    }

                    @Override
                    public void release(NodeLease lease) {
                        super.release(latest.getOrDefault(lease.node(), lease));
                    }
                }),
                ids("N5", "starts again from the first when all are lent", () -> new Ids() {
                    @Override
                    public Optional<NodeLease> acquire(Instant now) {
                        return super.acquire(now).or(() -> Optional.of(new NodeLease(0, 1)));
                    }
                }),
                ids("N5", "lends half of the numbers", () -> new Ids() {
                    @Override
                    public Optional<NodeLease> acquire(Instant now) {
                        return super.acquire(now).filter(lease -> lease.node() < 512);
                    }
                }));
    }

    private static Wrong<NodeIds> ids(String promise, String how, Supplier<NodeIds> ids) {
        return new Wrong<>(promise, how, UnderTest.OfNodeIds.class, ids);
    }

    /** A right lender, to be spoiled. */
    private static class Ids implements NodeIds {
        private final NodeIds real = new InMemoryNodeIds();

        @Override
        public Optional<NodeLease> acquire(Instant now) {
            return real.acquire(now);
        }

        @Override
        public boolean renew(NodeLease lease, Instant now) {
            return real.renew(lease, now);
        }

        @Override
        public void release(NodeLease lease) {
            real.release(lease);
        }
    }
}
