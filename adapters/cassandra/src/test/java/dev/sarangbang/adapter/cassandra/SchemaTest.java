package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.CannotOpenException;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.testing.servers.CassandraServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaTest {

    @Test
    void nodes_that_start_at_once_make_one_keyspace() {
        Cluster cluster = OpenStores.cluster("made_at_once");
        List<CassandraStore> nodes = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> CassandraStore.open(cluster, Metrics.NONE, OpenStores.SMALL)))
                .limit(3)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        try {
            RoomChange opening = Samples.opening();
            assertThat(nodes.get(0).roomLog().append(opening)).isEqualTo(new Appended());
            assertThat(nodes)
                    .allSatisfy(node ->
                            assertThat(node.roomLog().head(opening.room())).contains(opening.after()));
        } finally {
            nodes.forEach(CassandraStore::close);
        }
    }

    @Test
    void a_keyspace_of_which_one_node_cannot_keep_all_copies_is_neither_made_nor_opened() {
        Cluster cluster = OpenStores.cluster("made_for_three");
        try (CqlSession session = cluster.connect(null)) {
            Schema schema = new Schema(session, cluster.keyspace());
            assertThatThrownBy(() -> schema.open(CassandraServer.DATACENTER, 3, 100))
                    .isInstanceOf(CannotOpenException.class)
                    .hasMessageContaining("cassandra.replicas is 3");
            // Nothing was made that would be in the way now.
            assertThat(schema.open(CassandraServer.DATACENTER, 1, 100)).isEqualTo(new Buckets(100));

            session.execute("ALTER KEYSPACE made_for_three WITH replication = {'class': 'NetworkTopologyStrategy', '"
                    + CassandraServer.DATACENTER + "': 3}");
            assertThatThrownBy(() -> schema.open(CassandraServer.DATACENTER, 1, 100))
                    .isInstanceOf(CannotOpenException.class)
                    .hasMessageContaining("ALTER KEYSPACE made_for_three");
        }
    }

    @Test
    void buckets_stay_as_they_were_cut_first_and_foreign_tables_and_versions_are_refused() {
        Cluster cluster = OpenStores.cluster("made_by_others");
        try (CqlSession session = cluster.connect(null)) {
            Schema schema = new Schema(session, cluster.keyspace());
            assertThat(schema.open(CassandraServer.DATACENTER, 1, 100)).isEqualTo(new Buckets(100));
            assertThat(schema.open(CassandraServer.DATACENTER, 1, 200)).isEqualTo(new Buckets(100));

            session.execute("UPDATE made_by_others.settings SET value = '2' WHERE name = 'version' IF EXISTS");
            assertThatThrownBy(() -> schema.open(CassandraServer.DATACENTER, 1, 100))
                    .isInstanceOf(CannotOpenException.class)
                    .hasMessageContaining("version 2");

            session.execute("ALTER TABLE made_by_others.read_marks ADD mood text");
            assertThatThrownBy(() -> schema.open(CassandraServer.DATACENTER, 1, 100))
                    .isInstanceOf(CannotOpenException.class)
                    .hasMessageContaining("read_marks")
                    .hasMessageContaining("mood text");
        }
    }
}
