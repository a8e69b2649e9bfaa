package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.port.RoomLog;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** An open keyspace and the ports that are kept in it. Safe for use by several threads. */
final class CassandraStore implements AutoCloseable {

    private static final Duration CHECK_MAX = Duration.ofSeconds(1);

    private final CqlSession session;
    private final Calls calls;
    private final PreparedStatement check;
    private final RoomLog roomLog;
    private final DeviceCursors deviceCursors;
    private final ReadMarks readMarks;

    private CassandraStore(CqlSession session, Buckets buckets, Metrics metrics) {
        Meters meters = new Meters(metrics);
        this.session = session;
        this.calls = new Calls(session, meters.reads());
        this.check = calls.prepareRepeatable("SELECT value FROM settings WHERE name = 'version'");
        this.roomLog = new CassandraRoomLog(calls, buckets, meters);
        this.deviceCursors = new CassandraDeviceCursors(calls);
        this.readMarks = new CassandraReadMarks(calls);
    }

    /**
     * Opens the keyspace, and makes it if it is not there.
     *
     * @param entries how many entries a bucket has in a new keyspace
     */
    static CassandraStore open(Cluster cluster, Metrics metrics, int entries) {
        Buckets buckets;
        try (CqlSession session = cluster.connect(null)) {
            buckets = new Schema(session, cluster.keyspace()).open(cluster.datacenter(), cluster.replicas(), entries);
        }
        CqlSession session = cluster.connect(cluster.keyspace());
        try {
            return new CassandraStore(session, buckets, metrics);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    RoomLog roomLog() {
        return roomLog;
    }

    DeviceCursors deviceCursors() {
        return deviceCursors;
    }

    ReadMarks readMarks() {
        return readMarks;
    }

    /** Whether most replicas answer, and whether all nodes of the data centre are up. */
    Health health() {
        try {
            calls.read(check.bind().setTimeout(CHECK_MAX));
        } catch (PortException e) {
            return new Health.Down("most replicas do not answer");
        }
        return health(session.getMetadata().getNodes().values());
    }

    /** Only of the nodes that are spoken to: of those in other data centres the driver does not know how they are. */
    static Health health(Collection<Node> nodes) {
        List<Node> ours = nodes.stream()
                .filter(node -> node.getDistance() != NodeDistance.IGNORED)
                .toList();
        long up = ours.stream().filter(node -> node.getState() == NodeState.UP).count();
        return up < ours.size() ? new Health.Degraded(up + " of " + ours.size() + " nodes are up") : new Health.Up();
    }

    @Override
    public void close() {
        session.close();
    }
}
