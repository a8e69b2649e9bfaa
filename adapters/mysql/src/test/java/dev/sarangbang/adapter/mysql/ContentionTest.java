package dev.sarangbang.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.testing.servers.SqlServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody at the server's console holds locks that a node wants. */
class ContentionTest {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");
    private static final int HEAVY_ROWS = 50;

    private final Counting calls = new Counting();
    private final LoginSession first = Samples.session(Samples.accountId(), LONG_AGO);
    private final LoginSession second = Samples.session(Samples.accountId(), LONG_AGO.plusMillis(1));

    @ParameterizedTest
    @EnumSource
    void a_deadlock_is_survived(Servers servers) throws Exception {
        SqlServer server = servers.server();
        Login login = Servers.newDatabase(server);
        try (MySqlStore store = Servers.open(login, calls);
                Connection console = Servers.connect(server, login.database());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            store.loginSessions().open(first);
            store.loginSessions().open(second);
            console.setAutoCommit(false);
            becomeHeavy(console);
            lock(console, second);

            Future<?> sweep = threads.submit(() -> store.loginSessions().sweep(LONG_AGO.plusSeconds(1)));
            awaitSomebodyWaiting(server, login);
            lock(console, first); // each now wants what the other has: the server lets the lighter one lose
            Eventually.await("the sweep lost and tries again", () -> calls.retried.get() >= 1);
            console.rollback();

            sweep.get(20, TimeUnit.SECONDS);
            assertThat(store.loginSessions().find(first.key(), LONG_AGO.minusMillis(1)))
                    .isEmpty();
            assertThat(store.loginSessions().find(second.key(), LONG_AGO.minusMillis(1)))
                    .isEmpty();
            assertThat(calls.failed).hasValue(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_lock_that_is_given_up_late_is_waited_for_and_one_that_never_is_fails_the_call(Servers servers)
            throws Exception {
        SqlServer server = servers.server();
        Login login = Servers.newDatabase(server);
        try (MySqlStore store = Servers.open(login, calls);
                Connection console = Servers.connect(server, login.database());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            store.loginSessions().open(first);
            console.setAutoCommit(false);
            lock(console, first);

            long begin = System.nanoTime();
            assertThatThrownBy(() -> store.loginSessions().close(first.key()))
                    .isInstanceOf(PortException.Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(calls.retried).hasValue(MySqlLimits.TRIES_MAX - 1);

            Future<?> closing = threads.submit(() -> store.loginSessions().close(first.key()));
            Eventually.await("it tries again", () -> calls.retried.get() >= MySqlLimits.TRIES_MAX);
            console.rollback();

            closing.get(20, TimeUnit.SECONDS);
            assertThat(store.loginSessions().find(first.key(), LONG_AGO.minusMillis(1)))
                    .isEmpty();
        }
    }

    /** A transaction that has changed much is the last to be chosen as the victim of a deadlock. */
    private static void becomeHeavy(Connection console) throws SQLException {
        try (Statement statement = console.createStatement()) {
            for (int i = 1; i <= HEAVY_ROWS; i++) {
                statement.execute("INSERT INTO room_directory (account, room, log_end) VALUES (1, " + i + ", 0)");
            }
        }
    }

    private static void lock(Connection console, LoginSession session) throws SQLException {
        try (PreparedStatement statement =
                console.prepareStatement("SELECT account FROM login_sessions WHERE session_key = ? FOR UPDATE")) {
            statement.setBytes(1, HexFormat.of().parseHex(session.key().hex()));
            statement.executeQuery().close();
        }
    }

    private static void awaitSomebodyWaiting(SqlServer server, Login login) throws SQLException {
        try (Connection looking = Servers.connect(server, login.database());
                Statement statement = looking.createStatement()) {
            Eventually.await("the sweep waits for a lock", () -> isWaiting(statement));
        }
    }

    private static boolean isWaiting(Statement statement) {
        try (var found =
                statement.executeQuery("SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")) {
            return found.next();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Counting implements CallListener {
        private final AtomicInteger retried = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        @Override
        public void answered(Duration took) {}

        @Override
        public void retried() {
            retried.incrementAndGet();
        }

        @Override
        public void failed() {
            failed.incrementAndGet();
        }
    }
}
