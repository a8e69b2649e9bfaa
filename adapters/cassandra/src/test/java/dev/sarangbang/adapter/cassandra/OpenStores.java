package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.testing.servers.CassandraServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two stores over one keyspace of the shared server, as two chat nodes have them, and more on demand. A keyspace takes long to make and is
 * therefore kept for all tests that cut buckets alike; they do not meet, because each uses ids of its own.
 */
final class OpenStores implements BeforeEachCallback, AfterEachCallback {

    /** Buckets this small are full within one test. */
    static final int SMALL = 64;

    private static final Map<Integer, Pair> PAIRS = new ConcurrentHashMap<>();

    private final int entries;
    private final Deque<CassandraStore> further = new ArrayDeque<>();

    OpenStores(int entries) {
        this.entries = entries;
    }

    private record Pair(CassandraStore here, CassandraStore elsewhere) {}

    @Override
    public void beforeEach(ExtensionContext context) {
        CassandraServer.shared();
        PAIRS.computeIfAbsent(entries, ignored -> new Pair(open(), open()));
        // Another test may have killed the server.
        Eventually.await("both are connected", () -> isUp(here()) && isUp(elsewhere()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        further.forEach(CassandraStore::close);
        further.clear();
    }

    CassandraStore here() {
        return PAIRS.get(entries).here();
    }

    CassandraStore elsewhere() {
        return PAIRS.get(entries).elsewhere();
    }

    /** As a node finds it that starts after the others have crashed. */
    CassandraStore another() {
        CassandraStore store = open();
        further.add(store);
        return store;
    }

    private CassandraStore open() {
        return CassandraStore.open(cluster("buckets_of_" + entries), Metrics.NONE, entries);
    }

    static Cluster cluster(String keyspace) {
        CassandraServer server = CassandraServer.shared();
        return new Cluster(
                List.of(InetSocketAddress.createUnresolved(server.host(), server.port())),
                CassandraServer.DATACENTER,
                keyspace,
                1,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10));
    }

    private static boolean isUp(CassandraStore store) {
        return store.health() instanceof Health.Up;
    }
}
