package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Port;
import java.util.Set;

/** Offers every port but the hasher, kept in the memory of one server: gone when it stops. */
public final class InMemoryProvider implements AdapterProvider {

    @Override
    public String name() {
        return "in-memory";
    }

    @Override
    public Set<Port<?>> ports() {
        return Set.of(
                Port.ROOM_LOG,
                Port.DEVICE_CURSORS,
                Port.READ_MARKS,
                Port.ACCOUNTS,
                Port.LOGIN_SESSIONS,
                Port.ROOM_DIRECTORY,
                Port.PRESENCE_BOARD,
                Port.HELD_MESSAGES,
                Port.SYNC_QUEUES,
                Port.NODE_IDS,
                Port.MESSAGE_SEARCH);
    }

    @Override
    public Adapter open(Host host) {
        InMemorySyncQueues queues = new InMemorySyncHub().node();
        var log = new InMemoryRoomLog();
        return Adapter.of(Port.ROOM_LOG, log)
                .with(Port.MESSAGE_SEARCH, new InMemoryMessageSearch(log))
                .with(Port.DEVICE_CURSORS, new InMemoryDeviceCursors())
                .with(Port.READ_MARKS, new InMemoryReadMarks())
                .with(Port.ACCOUNTS, new InMemoryAccounts())
                .with(Port.LOGIN_SESSIONS, new InMemoryLoginSessions())
                .with(Port.ROOM_DIRECTORY, new InMemoryRoomDirectory())
                .with(Port.PRESENCE_BOARD, new InMemoryPresenceBoard())
                .with(Port.HELD_MESSAGES, new InMemoryHeldMessages(host.clock()))
                .with(Port.SYNC_QUEUES, queues)
                .with(Port.NODE_IDS, new InMemoryNodeIds())
                .closedBy(queues::leave);
    }
}
