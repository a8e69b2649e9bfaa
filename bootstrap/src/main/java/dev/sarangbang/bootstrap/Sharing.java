package dev.sarangbang.bootstrap;

import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a second node could be started beside this one. If people's accounts or rooms are in a store that nodes share, everything else
 * has to be shared, too; otherwise this node must stay alone, which nobody but its operator can know.
 */
final class Sharing {

    /** What must outlive every node. */
    private static final List<Port<?>> KEPT = List.of(
            Port.ROOM_LOG,
            Port.DEVICE_CURSORS,
            Port.READ_MARKS,
            Port.ACCOUNTS,
            Port.LOGIN_SESSIONS,
            Port.ROOM_DIRECTORY);

    /** What nodes that share it have to share besides. What waits for people may be on one node: the log has it. */
    private static final List<Port<?>> BETWEEN_NODES = List.of(Port.NODE_IDS, Port.SYNC_QUEUES, Port.PRESENCE_BOARD);

    private Sharing() {}

    /** What to tell whoever runs this server; empty if there is nothing to tell. */
    static Optional<String> warning(Map<Port<?>, AdapterProvider> chosen) {
        List<String> shared = new ArrayList<>();
        List<String> own = new ArrayList<>();
        for (Port<?> port : KEPT) {
            (isShared(chosen, port) ? shared : own).add(named(chosen, port));
        }
        for (Port<?> port : BETWEEN_NODES) {
            if (!isShared(chosen, port)) {
                own.add(named(chosen, port));
            }
        }
        return shared.isEmpty() || own.isEmpty()
                ? Optional.empty()
                : Optional.of("start no second node on these stores: nodes would share " + String.join(", ", shared)
                        + ", but not " + String.join(", ", own)
                        + "; they would give out the same ids, or not hear of each other. A single node may run so.");
    }

    private static boolean isShared(Map<Port<?>, AdapterProvider> chosen, Port<?> port) {
        AdapterProvider provider = chosen.get(port);
        return provider != null && provider.isShared();
    }

    private static String named(Map<Port<?>, AdapterProvider> chosen, Port<?> port) {
        AdapterProvider provider = chosen.get(port);
        return port.name() + " (" + (provider == null ? "none" : provider.name()) + ")";
    }
}
