package dev.sarangbang.bootstrap;

import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.CannotOpenException;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.application.Ports;
import dev.sarangbang.bootstrap.operations.HealthCheck;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The adapters that were chosen: each opened once, whatever it is used for, and closed in the opposite order. */
final class OpenAdapters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAdapters.class);

    private final Map<Port<?>, AdapterProvider> chosen;
    private final Map<AdapterProvider, Adapter> open = new LinkedHashMap<>();

    private OpenAdapters(Map<Port<?>, AdapterProvider> chosen) {
        this.chosen = chosen;
    }

    /** Opens them. Blocks. If one cannot be opened, those that are open already are closed again. */
    static OpenAdapters open(Map<Port<?>, AdapterProvider> chosen, Function<AdapterProvider, Host> hosts)
            throws StartException {
        var adapters = new OpenAdapters(chosen);
        boolean complete = false;
        try {
            for (AdapterProvider provider : new LinkedHashSet<>(chosen.values())) {
                adapters.open.put(provider, openOne(provider, hosts.apply(provider)));
            }
            adapters.requireAllPorts();
            complete = true;
            return adapters;
        } finally {
            if (!complete) {
                adapters.close();
            }
        }
    }

    private static Adapter openOne(AdapterProvider provider, Host host) throws StartException {
        try {
            return provider.open(host);
        } catch (CannotOpenException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (PortException e) {
            throw new StartException("the adapter \"" + provider.name() + "\" cannot be opened: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new StartException(
                    "the adapter \"" + provider.name() + "\" was made for another version, or lacks a library: " + e,
                    e);
        }
    }

    /** A provider may promise what its adapter does not keep. Better now than when somebody talks. */
    private void requireAllPorts() throws StartException {
        for (Map.Entry<Port<?>, AdapterProvider> each : chosen.entrySet()) {
            Adapter adapter = open.get(each.getValue());
            if (adapter == null || !adapter.ports().contains(each.getKey())) {
                throw new StartException("the adapter \"" + each.getValue().name() + "\" does not offer "
                        + each.getKey().name() + ", though it says so");
            }
        }
    }

    /** What the application runs on. */
    Ports ports() {
        return new Ports(
                roomLog(),
                port(Port.DEVICE_CURSORS),
                port(Port.READ_MARKS),
                port(Port.ACCOUNTS),
                port(Port.LOGIN_SESSIONS),
                port(Port.ROOM_DIRECTORY),
                port(Port.PRESENCE_BOARD),
                port(Port.HELD_MESSAGES),
                port(Port.SYNC_QUEUES),
                port(Port.NODE_IDS),
                port(Port.PASSWORD_HASHER),
                ofTheRoomLog(Port.MESSAGE_SEARCH));
    }

    /** What comes with the room log or not at all. */
    private <P> Optional<P> ofTheRoomLog(Port<P> port) {
        return Optional.ofNullable(chosen.get(Port.ROOM_LOG))
                .map(open::get)
                .filter(adapter -> adapter.ports().contains(port))
                .map(adapter -> adapter.port(port));
    }

    private RoomLog roomLog() {
        RoomLog log = port(Port.ROOM_LOG);
        return chosen.containsKey(Port.ROOM_LOG_CACHE)
                ? port(Port.ROOM_LOG_CACHE).before(log)
                : log;
    }

    private <P> P port(Port<P> port) {
        AdapterProvider provider = chosen.get(port);
        Adapter adapter = provider == null ? null : open.get(provider);
        if (adapter == null) {
            throw new IllegalStateException("nobody implements " + port);
        }
        return adapter.port(port);
    }

    /** What to ask each of them. */
    List<HealthCheck> checks(Executor executor, LongSupplier steadyNanos) {
        List<HealthCheck> checks = new ArrayList<>();
        open.forEach((provider, adapter) -> {
            List<Port<?>> used = new ArrayList<>();
            chosen.forEach((port, by) -> {
                if (by.equals(provider)) {
                    used.add(port);
                }
            });
            checks.add(new HealthCheck(provider.name(), used, adapter::health, executor, steadyNanos));
        });
        return checks;
    }

    /** Closes what is open, the last first. One that fails does not keep the others open. */
    @Override
    public void close() {
        List<AdapterProvider> lastFirst = new ArrayList<>(open.keySet()).reversed();
        for (AdapterProvider provider : lastFirst) {
            Adapter adapter = open.remove(provider);
            try {
                if (adapter != null) {
                    adapter.close();
                }
            } catch (RuntimeException e) {
                LOG.error("the adapter \"{}\" could not be closed", provider.name(), e);
            }
        }
    }
}
