package dev.sarangbang.adapter.mysql;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.sarangbang.adapter.spi.CannotOpenException;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.RoomDirectory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * Three ports kept in one database, through a pool of connections. A server that goes away fails the calls, each within seconds;
 * when it is back, the pool finds it. May be used from any thread, virtual ones above all.
 */
final class MySqlStore implements AutoCloseable {

    private final HikariDataSource pool;
    private final Database database;

    private MySqlStore(HikariDataSource pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /**
     * Connects, and brings the schema up to date. Throws {@link CannotOpenException} if a person has to see to it, and {@link
     * dev.sarangbang.domain.port.PortException} if the server does not answer.
     *
     * @param connections the most at once
     */
    static MySqlStore open(Login login, int connections, RandomGenerator random, CallListener listener) {
        var kinds = new Connections(login);
        DataSource once = kinds.forMigrations();
        knock(login, once);
        Migrations.apply(once);
        HikariDataSource pool = kinds.pool(connections);
        return new MySqlStore(pool, new Database(pool, random, listener));
    }

    Accounts accounts() {
        return new MySqlAccounts(database);
    }

    LoginSessions loginSessions() {
        return new MySqlLoginSessions(database);
    }

    RoomDirectory roomDirectory() {
        return new MySqlRoomDirectory(database);
    }

    /** What keeps the server from being as durable as it could be; throws if it does not answer. */
    Optional<String> flaw() {
        return database.answer(Durability::flaw);
    }

    /** Connections in use. */
    int busyConnections() {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return state == null ? 0 : state.getActiveConnections();
    }

    /** Calls that wait for a connection. */
    int waitingCalls() {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return state == null ? 0 : state.getThreadsAwaitingConnection();
    }

    /** Calls that come later are answered with an outage. */
    @Override
    public void close() {
        pool.close();
    }

    /** A wrong password should be told as what it is, and before anything else. */
    private static void knock(Login login, DataSource source) {
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(false);
        } catch (SQLException e) {
            if (Failures.isLockedOut(e)) {
                throw new CannotOpenException(
                        "the server does not let us into " + login + "; see the settings mysql.*", e);
            }
            throw Failures.translate(e);
        }
    }
}
