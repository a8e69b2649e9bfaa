package dev.sarangbang.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.CannotOpenException;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import dev.sarangbang.testing.servers.SqlServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlProviderTest {

    private final AccountId ann = Samples.accountId();
    private final RoomId kitchen = Samples.roomId();
    private final Totals totals = new Totals();

    @ParameterizedTest
    @EnumSource
    void is_found_and_opens_every_port_it_names(Servers servers) {
        AdapterProvider provider = ServiceLoader.load(AdapterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("mysql"))
                .findFirst()
                .orElseThrow();

        try (Adapter adapter = provider.open(host(servers.server()))) {
            assertThat(adapter.ports()).isEqualTo(provider.ports());
            assertThat(adapter.health()).isEqualTo(new Health.Up());
            adapter.port(Port.ROOM_DIRECTORY).add(ann, kitchen, Sequence.BEFORE_FIRST);
        }
        try (Adapter adapter = provider.open(host(servers.server()))) {
            assertThat(adapter.port(Port.ROOM_DIRECTORY).of(ann)).containsExactly(kitchen);
        }
    }

    @Test
    void calls_and_connections_are_measured() {
        try (Adapter adapter = new MySqlProvider().open(host(Servers.MYSQL.server()))) {
            adapter.port(Port.ROOM_DIRECTORY).add(ann, kitchen, Sequence.BEFORE_FIRST);

            assertThat(totals.sums.get("call")).isPositive();
            assertThat(totals.sums).doesNotContainKeys("call.retries", "call.failures");
            assertThat(totals.gauges).containsOnlyKeys("busy.connections", "waiting.calls");
            assertThat(totals.gauges.get("busy.connections").getAsDouble()).isZero();
        }
        assertThatThrownBy(this::askAClosedOne).isInstanceOf(PortException.Unavailable.class);
        assertThat(totals.sums).containsEntry("call.failures", 1L);
    }

    private void askAClosedOne() {
        Adapter adapter = new MySqlProvider().open(host(Servers.MYSQL.server()));
        adapter.close();
        adapter.port(Port.ROOM_DIRECTORY).of(ann);
    }

    @Test
    void a_wrong_password_is_something_for_a_person_to_see_to() {
        Settings wrong = settings(Servers.MYSQL.server()).with(MySqlProvider.PASSWORD, Optional.of("sesame"));

        assertThatThrownBy(() -> new MySqlProvider().open(host(wrong)))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("does not let us in")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void a_database_that_is_not_there_is_something_for_a_person_to_see_to() {
        Settings wrong = settings(Servers.MARIADB.server()).withText(MySqlProvider.DATABASE, "nowhere");

        assertThatThrownBy(() -> new MySqlProvider().open(host(wrong)))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("database nowhere");
    }

    @Test
    void a_server_that_is_not_there_is_an_outage() {
        Settings wrong = settings(Servers.MYSQL.server()).withText(MySqlProvider.ADDRESS, "127.0.0.1:1");

        assertThatThrownBy(() -> new MySqlProvider().open(host(wrong))).isInstanceOf(PortException.Unavailable.class);
    }

    @Test
    void tables_of_a_newer_version_are_left_alone() throws SQLException {
        SqlServer server = Servers.MYSQL.server();
        Login login = Servers.newDatabase(server);
        Servers.open(login).close();
        try (Connection console = Servers.connect(server, login.database());
                Statement statement = console.createStatement()) {
            statement.execute(
                    "INSERT INTO schema_history (installed_rank, version, description, type, script, checksum,"
                            + " installed_by, execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql',"
                            + " 1, 'later', 1, 1)");
        }

        assertThatThrownBy(() -> Servers.open(login))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("schema 99");
    }

    @Test
    void a_server_that_acknowledges_too_early_is_reported() throws SQLException {
        SqlServer server = Servers.MYSQL.server();
        try (Adapter adapter = new MySqlProvider().open(host(server));
                Connection console = Servers.connect(server, server.database());
                Statement statement = console.createStatement()) {
            statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
            try {
                assertThat(adapter.health())
                        .isInstanceOfSatisfying(
                                Health.Degraded.class,
                                flaw -> assertThat(flaw.reason()).contains("innodb_flush_log_at_trx_commit"));
            } finally {
                statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            }
            assertThat(adapter.health()).isEqualTo(new Health.Up());
        }
    }

    @Test
    void encryption_can_be_demanded_and_is_then_there_or_nothing_is() {
        Settings mysql = settings(Servers.MYSQL.server()).with(MySqlProvider.TLS, Login.Tls.REQUIRED);
        try (Adapter adapter = new MySqlProvider().open(host(mysql))) {
            assertThat(adapter.health()).isEqualTo(new Health.Up());
        }
        Settings verified = mysql.with(MySqlProvider.TLS, Login.Tls.VERIFIED);
        assertThatThrownBy(() -> new MySqlProvider().open(host(verified)))
                .as("nobody here trusts the certificate that the server made for itself")
                .isInstanceOf(PortException.Unavailable.class);
        Settings plain = settings(Servers.MARIADB.server()).with(MySqlProvider.TLS, Login.Tls.REQUIRED);
        assertThatThrownBy(() -> new MySqlProvider().open(host(plain)))
                .as("the server has no certificate")
                .isInstanceOf(PortException.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:3306", "127.0.0.1:1", "[::1]:3306", "db-1.example:65535"})
    void an_address_is_a_host_and_a_port(String text) {
        assertThat(MySqlProvider.ADDRESS.parse(text))
                .hasValueSatisfying(address -> assertThat(address).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                ":3306",
                "db:0",
                "db:65536",
                "db:x",
                "a b:1",
                "db:1/other",
                "::1:3306",
                "db?x=1:2"
            })
    void anything_else_is_not_an_address(String text) {
        assertThat(MySqlProvider.ADDRESS.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a?b=c", "a b", "ü"})
    void what_could_mean_more_than_a_name_is_not_a_database(String text) {
        assertThat(MySqlProvider.DATABASE.parse(text)).isEmpty();
    }

    private Host host(SqlServer server) {
        return host(settings(server));
    }

    private Host host(Settings settings) {
        return new Host(settings, Path.of("not-used"), InstantSource.system(), new SecureRandom(), totals);
    }

    private static Settings settings(SqlServer server) {
        return Settings.defaults(new MySqlProvider().settings())
                .withText(MySqlProvider.ADDRESS, server.host() + ":" + server.port())
                .with(MySqlProvider.DATABASE, server.database())
                .with(MySqlProvider.USER, server.user())
                .with(MySqlProvider.PASSWORD, Optional.of(server.password()));
    }

    private static final class Totals implements Metrics {
        private final Map<String, Long> sums = new ConcurrentHashMap<>();
        private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

        @Override
        public void gauge(String name, String meaning, DoubleSupplier value) {
            gauges.put(name, value);
        }

        @Override
        public LongConsumer counter(String name, String meaning) {
            return more -> sums.merge(name, more, Long::sum);
        }

        @Override
        public LongConsumer durations(String name, String meaning) {
            return counter(name, meaning);
        }

        @Override
        public LongConsumer sizes(String name, String meaning) {
            return counter(name, meaning);
        }
    }
}
