package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.Snowflakes;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.presence.ConnectionId;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import java.util.Optional;

/** Keeps the devices of this node: in its own memory, in the queues it hears, and on the presence board. */
final class LiveAttendance implements Attendance {

    private final RoomLog log;
    private final PresenceBoard board;
    private final LiveConnections connections;
    private final OpenQueues queues;
    private final Whereabouts whereabouts;
    private final Snowflakes ids;
    private final Surroundings surroundings;
    private final Meter meter;

    LiveAttendance(
            Ports ports,
            LiveConnections connections,
            OpenQueues queues,
            Whereabouts whereabouts,
            Snowflakes ids,
            Surroundings surroundings,
            Meter meter) {
        this.log = ports.roomLog();
        this.queues = queues;
        this.board = ports.presenceBoard();
        this.connections = connections;
        this.whereabouts = whereabouts;
        this.ids = ids;
        this.surroundings = surroundings;
        this.meter = meter;
    }

    @Override
    public Connection connect(Enrolment.SignedIn who, DeviceId id, Device device) {
        var key = new ConnectionKey(who.id(), id, new ConnectionId(ids.next().value()));
        var live =
                new LiveConnection(key, who, device, surroundings.steadyNanos().getAsLong());
        connections.add(live);
        boolean opened = false;
        try {
            queues.open(key.account());
            opened = true;
        } finally {
            if (!opened) {
                connections.remove(live);
            }
        }
        arrive(key);
        return new Attending(live);
    }

    /** Without the board people still chat; they are shown as here once it is refreshed. */
    private void arrive(ConnectionKey key) {
        try {
            if (board.arrive(key, surroundings.clock().instant())) {
                whereabouts.cameOnline(key.account());
            }
        } catch (PortException e) {
            meter.degraded("arrive", e);
        }
    }

    private void depart(ConnectionKey key) {
        try {
            if (board.depart(key, surroundings.clock().instant())) {
                whereabouts.wentOffline(key.account());
            }
        } catch (PortException e) {
            meter.degraded("depart", e);
        }
    }

    private final class Attending implements Connection {
        private final LiveConnection live;

        Attending(LiveConnection live) {
            this.live = live;
        }

        @Override
        public ConnectionKey key() {
            return live.key();
        }

        @Override
        public boolean view(Optional<RoomId> room) {
            AccountId account = live.account();
            boolean visible = room.isEmpty()
                    || log.head(room.get())
                            .flatMap(found -> found.member(account))
                            .isPresent();
            if (visible) {
                live.view(room);
            }
            return visible;
        }

        @Override
        public void sends(ClientMessageId clientId) {
            live.sends(clientId);
        }

        @Override
        public void close() {
            if (connections.remove(live)) {
                depart(live.key());
            }
        }
    }
}
