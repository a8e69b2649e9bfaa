package dev.sarangbang.adapter.mysql;

import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Setting;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.domain.port.PortException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/** Offers accounts, login sessions and the room directory, kept in MySQL or MariaDB. */
public final class MySqlProvider implements AdapterProvider {

    private static final Logger LOG = System.getLogger(MySqlProvider.class.getName());

    private static final Pattern DATABASE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final int CONNECTIONS_MOST = 1_000;

    static final Setting<ServerAddress> ADDRESS = Setting.of(
                    "address",
                    "Where MySQL or MariaDB listens.",
                    "a host, a colon and a port, like db.example:3306",
                    ServerAddress::parse)
            .orElse("127.0.0.1:3306");

    static final Setting<String> DATABASE = Setting.of(
                    "database",
                    "The database to keep the tables in. It has to exist; the tables are created.",
                    "1 to 64 letters, digits, underscores and hyphens",
                    MySqlProvider::parseDatabase)
            .orElse("sarangbang");

    static final Setting<String> USER = Setting.text("user", "Who to log in as. Needs all privileges on that database.")
            .orElse("sarangbang");

    static final Setting<Optional<String>> PASSWORD =
            Setting.text("password", "That user's password.").secret().optional();

    static final Setting<Login.Tls> TLS = Setting.choice(
                    "tls",
                    "Whether what goes over the wire is encrypted: if the server can, always, or always and with a"
                            + " certificate that this machine trusts.",
                    Login.Tls.class)
            .orElse("preferred");

    static final Setting<Integer> CONNECTIONS_MAX = Setting.wholeNumber(
                    "connections-max", "The most connections of this node to the database.", 1, CONNECTIONS_MOST)
            .orElse("10");

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public Set<Port<?>> ports() {
        return Set.of(Port.ACCOUNTS, Port.LOGIN_SESSIONS, Port.ROOM_DIRECTORY);
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ADDRESS, DATABASE, USER, PASSWORD, TLS, CONNECTIONS_MAX);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Adapter open(Host host) {
        Settings settings = host.settings();
        var login = new Login(
                settings.get(ADDRESS),
                settings.get(DATABASE),
                settings.get(USER),
                settings.get(PASSWORD),
                settings.get(TLS));
        MySqlStore store =
                MySqlStore.open(login, settings.get(CONNECTIONS_MAX), host.random(), new Meters(host.metrics()));
        host.metrics().gauge("busy.connections", "Connections in use.", store::busyConnections);
        host.metrics().gauge("waiting.calls", "Calls that wait for a connection.", store::waitingCalls);
        warnOfFlaw(store);
        return Adapter.of(Port.ACCOUNTS, store.accounts())
                .with(Port.LOGIN_SESSIONS, store.loginSessions())
                .with(Port.ROOM_DIRECTORY, store.roomDirectory())
                .checkedBy(() -> health(store))
                .closedBy(store::close);
    }

    private static void warnOfFlaw(MySqlStore store) {
        try {
            store.flaw().ifPresent(flaw -> LOG.log(Level.WARNING, flaw));
        } catch (PortException e) {
            store.close();
            throw e;
        }
    }

    private static Health health(MySqlStore store) {
        try {
            return store.flaw().<Health>map(Health.Degraded::new).orElseGet(Health.Up::new);
        } catch (PortException e) {
            return new Health.Down("the database does not answer");
        }
    }

    private static Optional<String> parseDatabase(String text) {
        return Optional.of(text).filter(DATABASE_NAME.asMatchPredicate());
    }

    private static final class Meters implements CallListener {
        private final LongConsumer calls;
        private final LongConsumer retries;
        private final LongConsumer failures;

        Meters(Metrics metrics) {
            this.calls = metrics.durations("call", "From asking for a connection until the database has answered.");
            this.retries = metrics.counter(
                    "call.retries", "Statements tried again after a deadlock or a lock that was not given up.");
            this.failures = metrics.counter("call.failures", "Calls that the database failed.");
        }

        @Override
        public void answered(Duration took) {
            calls.accept(took.toNanos());
        }

        @Override
        public void retried() {
            retries.accept(1);
        }

        @Override
        public void failed() {
            failures.accept(1);
        }
    }
}
