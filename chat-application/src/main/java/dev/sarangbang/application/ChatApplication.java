package dev.sarangbang.application;

import dev.sarangbang.domain.id.Snowflakes;
import dev.sarangbang.domain.port.PortException;

/**
 * The whole application of one node: give it its ports, and hand its conversations to the adapters that drive it.
 *
 * <p>It starts no thread and opens nothing. Whoever runs it calls {@link #start} once, {@link #tick} every {@link
 * Limits#TICK} from then on, and {@link #stop} once when no more requests come.
 */
public final class ChatApplication {

    private final Ports ports;
    private final NodeNumber number;
    private final ToldPresence told;
    private final Fanout fanout;
    private final RoomLanes lanes;
    private final LiveConnections connections = new LiveConnections();
    private final Housekeeping housekeeping;
    private final Enrolment enrolment;
    private final Lobby lobby;
    private final Conversation conversation;
    private final Attendance attendance;

    /** Puts a node together. */
    public ChatApplication(Ports ports, Surroundings surroundings, Meter meter) {
        this.ports = ports;
        number = new NodeNumber(ports.nodeIds(), surroundings);
        var ids = new Snowflakes(surroundings.clock(), number, surroundings.pause());
        told = new ToldPresence();
        var resyncs = new Resyncs(connections);
        fanout = new Fanout(ports, connections, resyncs, told, surroundings, meter);
        var writer = new BatchWriter(ports.roomLog(), ports.roomDirectory(), ids, surroundings, fanout, meter);
        lanes = new RoomLanes(surroundings, writer, meter);
        var heads = new Heads(ports.roomLog(), meter);
        var known = new KnownAccounts(ports.accounts(), meter);
        var views = new RoomViews(ports, heads, known, told, surroundings.clock(), meter);
        var queues = new OpenQueues(ports.syncQueues(), connections);
        var whereabouts = new Whereabouts(ports.presenceBoard(), views, told, fanout, connections, surroundings, meter);
        var logins = new LoginWatch(ports.loginSessions(), connections, surroundings, meter);
        housekeeping = new Housekeeping(
                heads, connections, queues, resyncs, whereabouts, logins, lanes, number, surroundings, meter);
        enrolment = new AccountEnrolment(ports, known, ids, surroundings, fanout, meter);
        lobby = new DirectoryLobby(ports, known, views, lanes, fanout, ids, surroundings, meter);
        conversation = new LogConversation(ports, lanes, fanout, surroundings, meter);
        attendance = new LiveAttendance(ports.roomLog(), connections, queues, whereabouts, logins, ids, surroundings);
    }

    /** Borrows a node number and begins to hear the queues. Blocks; throws {@link PortException} on an outage. */
    public void start() {
        number.renew();
        number.getAsInt();
        ports.syncQueues().listen(new QueueListener(lanes, fanout));
    }

    /** Lets whatever is due be done. Returns at once. */
    public void tick() {
        housekeeping.tick();
    }

    /** Gives the node number back. Connections should be closed by then. Blocks; does not throw because of an outage. */
    public void stop() {
        try {
            number.release();
        } catch (PortException e) {
            // The lease lapses by itself.
            return;
        }
    }

    /** Whether this node could give out ids now: false until started, and while its number may belong to another. */
    public boolean holdsNodeNumber() {
        return number.isHeld();
    }

    /** How many drafts wait to be appended, in all rooms of this node. */
    public int draftsWaiting() {
        return lanes.waiting();
    }

    /** How many accounts have a device connected here. */
    public int accountsConnected() {
        return connections.accounts();
    }

    /** Of how many people this node remembers what its devices were told of their being here. */
    int peopleToldOf() {
        return told.size();
    }

    public Enrolment enrolment() {
        return enrolment;
    }

    public Lobby lobby() {
        return lobby;
    }

    public Conversation conversation() {
        return conversation;
    }

    public Attendance attendance() {
        return attendance;
    }
}
