package dev.sarangbang.bootstrap.operations;

import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Port;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Whether this server should be sent people. It should not while it stops, while it has no node number, and while something is down
 * that nobody can talk without. What the log makes up for may be down, and so may what people need to come in, since it is down for
 * all nodes alike and those who are in go on talking: then it is degraded, and ready.
 */
public final class Readiness {

    /** Without these nobody can talk. */
    static final Set<Port<?>> ESSENTIAL = Set.of(Port.ROOM_LOG, Port.DEVICE_CURSORS, Port.READ_MARKS);

    private final List<HealthCheck> checks;
    private final BooleanSupplier holdsNodeNumber;
    private final AtomicBoolean stopping = new AtomicBoolean();

    /**
     * Looks at these.
     *
     * @param checks one for each adapter
     * @param holdsNodeNumber whether this node could make ids now
     */
    public Readiness(List<HealthCheck> checks, BooleanSupplier holdsNodeNumber) {
        this.checks = List.copyOf(checks);
        this.holdsNodeNumber = holdsNodeNumber;
    }

    /** From now on, send nobody. */
    public void stop() {
        stopping.set(true);
    }

    /** How things are now. Blocks while an adapter is asked, {@link HealthCheck#WITHIN} at most. */
    public Report report() {
        checks.forEach(HealthCheck::begin);
        List<Dependency> dependencies = checks.stream()
                .map(check -> new Dependency(check.name(), check.ports(), check.await()))
                .toList();
        return new Report(stopping.get(), holdsNodeNumber.getAsBoolean(), dependencies);
    }

    /** One adapter, what it is used for, and how it is doing. */
    public record Dependency(String name, List<Port<?>> ports, Health health) {

        boolean stopsEverything() {
            return health instanceof Health.Down && ports.stream().anyMatch(ESSENTIAL::contains);
        }

        boolean isUp() {
            return health instanceof Health.Up;
        }
    }

    /** How things are. */
    public record Report(boolean stopping, boolean holdsNodeNumber, List<Dependency> dependencies) {

        /** Whether to send people. */
        public boolean isReady() {
            return !stopping && holdsNodeNumber && dependencies.stream().noneMatch(Dependency::stopsEverything);
        }

        /** In one word. */
        String status() {
            if (!isReady()) {
                return "not_ready";
            }
            return dependencies.stream().allMatch(Dependency::isUp) ? "ready" : "degraded";
        }
    }
}
