package dev.sarangbang.application;

import dev.sarangbang.domain.id.Snowflakes;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.presence.ConnectionId;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Map;
import java.util.Optional;

/** Keeps the devices of this node: in its own memory, in the queues it hears, and in what others know of who is here. */
final class LiveAttendance implements Attendance {

    private final RoomLog log;
    private final LiveConnections connections;
    private final OpenQueues queues;
    private final Whereabouts whereabouts;
    private final LoginWatch logins;
    private final Snowflakes ids;
    private final Surroundings surroundings;

    LiveAttendance(
            RoomLog log,
            LiveConnections connections,
            OpenQueues queues,
            Whereabouts whereabouts,
            LoginWatch logins,
            Snowflakes ids,
            Surroundings surroundings) {
        this.log = log;
        this.queues = queues;
        this.connections = connections;
        this.whereabouts = whereabouts;
        this.logins = logins;
        this.ids = ids;
        this.surroundings = surroundings;
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
        // They may have logged out after their login was checked and before this node could hear of it.
        logins.check(live);
        whereabouts.arrived(live);
        return new Attending(live);
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
            Map<RoomId, Sequence> head = room.flatMap(log::head)
                    .filter(found -> found.member(live.account()).isPresent())
                    .map(found -> Map.of(found.id(), found.head().sequence()))
                    .orElse(Map.of());
            boolean visible = room.isEmpty() || !head.isEmpty();
            if (visible) {
                live.view(room, head);
            }
            return visible;
        }

        @Override
        public void sends(ClientMessageId clientId) {
            live.sends(clientId);
        }

        @Override
        public void hasOtherAnswer(ClientMessageId clientId) {
            live.hasOtherAnswer(clientId);
        }

        @Override
        public void close() {
            if (connections.remove(live)) {
                whereabouts.departed(live);
            }
        }
    }
}
