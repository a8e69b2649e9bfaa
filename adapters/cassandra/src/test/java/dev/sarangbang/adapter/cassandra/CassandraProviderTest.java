package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.testing.servers.CassandraServer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CassandraProviderTest {

    private final AdapterProvider provider = ServiceLoader.load(AdapterProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("cassandra"))
            .findAny()
            .orElseThrow();

    @Test
    void opens_a_keyspace_with_every_port_it_offers() {
        CassandraServer server = CassandraServer.shared();
        Settings settings = Settings.defaults(provider.settings())
                .withText(CassandraProvider.CONTACT_POINTS, server.host() + ":" + server.port())
                .with(CassandraProvider.KEYSPACE_NAME, "buckets_of_" + Buckets.ENTRIES)
                .with(CassandraProvider.REPLICAS, 1);
        try (Adapter adapter = provider.open(host(settings))) {
            assertThat(adapter.ports()).isEqualTo(provider.ports());
            assertThat(adapter.health()).isEqualTo(new Health.Up());

            RoomChange opening = Samples.opening();
            assertThat(adapter.port(Port.ROOM_LOG).append(opening)).isEqualTo(new Appended());
            assertThat(adapter.port(Port.ROOM_LOG).head(opening.room())).contains(opening.after());
        }
    }

    @Test
    void a_cluster_that_does_not_answer_is_an_outage() {
        Settings settings = Settings.defaults(provider.settings())
                .withText(CassandraProvider.CONTACT_POINTS, "127.0.0.1:1")
                .withText(CassandraProvider.PASSWORD, "hunter2");

        assertThatThrownBy(() -> provider.open(host(settings)))
                .isInstanceOf(PortException.Unavailable.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host:", "host:99999", "host:1,", ":1", "a b:1"})
    void contact_points_must_be_addresses(String text) {
        assertThat(CassandraProvider.CONTACT_POINTS.parse(text)).isEmpty();
    }

    @Test
    void several_contact_points_and_ipv6_are_understood() {
        assertThat(CassandraProvider.CONTACT_POINTS
                        .parse("db1:9042, [::1]:9043")
                        .orElseThrow())
                .extracting(address -> address.getHostString() + " " + address.getPort())
                .containsExactly("db1 9042", "::1 9043");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Chat", "chat; DROP", "1chat", "a-b"})
    void a_keyspace_must_be_a_plain_name(String text) {
        assertThat(CassandraProvider.KEYSPACE_NAME.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dc'1", "a b"})
    void a_datacenter_must_be_a_plain_name(String text) {
        assertThat(CassandraProvider.DATA_CENTER.parse(text)).isEmpty();
    }

    private static Host host(Settings settings) {
        return new Host(settings, Path.of("unused"), InstantSource.system(), new Random(), Metrics.NONE);
    }
}
