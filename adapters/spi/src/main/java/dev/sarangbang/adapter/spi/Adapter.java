package dev.sarangbang.adapter.spi;

import dev.sarangbang.domain.port.PortException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An open adapter: its ports, how it is doing, and how to close it. Immutable as an object; what is behind it lives until {@link
 * #close}.
 *
 * <pre>{@code
 * return Adapter.of(Port.ROOM_LOG, store.roomLog())
 *         .with(Port.READ_MARKS, store.readMarks())
 *         .checkedBy(store::health)
 *         .closedBy(store::close);
 * }</pre>
 */
public final class Adapter implements AutoCloseable {

    private final Map<Port<?>, Object> ports;
    private final Supplier<Health> check;
    private final Runnable closing;

    private Adapter(Map<Port<?>, Object> ports, Supplier<Health> check, Runnable closing) {
        this.ports = ports;
        this.check = check;
        this.closing = closing;
    }

    /** An adapter with one port, always up, and with nothing to close. */
    public static <P> Adapter of(Port<P> port, P implementation) {
        return new Adapter(Map.of(port, port.type().cast(implementation)), Health.Up::new, () -> {});
    }

    /** This adapter with one port more. */
    public <P> Adapter with(Port<P> port, P implementation) {
        Map<Port<?>, Object> more = new LinkedHashMap<>(ports);
        more.put(port, port.type().cast(implementation));
        return new Adapter(Map.copyOf(more), check, closing);
    }

    /**
     * This adapter with something that tells how it is doing. Called every few seconds while somebody asks, from any thread; may
     * block for about a second.
     */
    public Adapter checkedBy(Supplier<Health> newCheck) {
        return new Adapter(ports, newCheck, closing);
    }

    /** This adapter with something that closes what is behind it. Called once, when no port is used any more. */
    public Adapter closedBy(Runnable newClosing) {
        return new Adapter(ports, check, newClosing);
    }

    /** Which ports it has. */
    public Set<Port<?>> ports() {
        return ports.keySet();
    }

    /** One of its ports. Throws {@link IllegalArgumentException} if it does not have it. */
    public <P> P port(Port<P> port) {
        Object found = ports.get(port);
        if (found == null) {
            throw new IllegalArgumentException("no such port here: " + port);
        }
        return port.type().cast(found);
    }

    /** How it is doing, right now. An outage that the check did not expect counts as being down. */
    public Health health() {
        try {
            return check.get();
        } catch (PortException e) {
            return new Health.Down("does not answer");
        }
    }

    /** Closes what is behind it. */
    @Override
    public void close() {
        closing.run();
    }
}
