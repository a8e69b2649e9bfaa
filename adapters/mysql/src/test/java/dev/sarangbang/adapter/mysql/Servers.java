package dev.sarangbang.adapter.mysql;

import dev.sarangbang.adapter.mysql.Login.Tls;
import dev.sarangbang.testing.servers.MariaDbServer;
import dev.sarangbang.testing.servers.MySqlServer;
import dev.sarangbang.testing.servers.SqlServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** The real servers that tests share, each with two stores open, as two nodes would have them. */
enum Servers {
    MYSQL(MySqlServer::shared),
    MARIADB(MariaDbServer::shared);

    private static final int CONNECTIONS = 4;

    private final Supplier<SqlServer> running;
    private MySqlStore here;
    private MySqlStore elsewhere;

    Servers(Supplier<SqlServer> running) {
        this.running = running;
    }

    SqlServer server() {
        return running.get();
    }

    /** One node's store. */
    synchronized MySqlStore here() {
        if (here == null) {
            here = open(login(server()));
        }
        return here;
    }

    /** Another node's. */
    synchronized MySqlStore elsewhere() {
        if (elsewhere == null) {
            elsewhere = open(login(server()));
        }
        return elsewhere;
    }

    /** The store of a node that has just been started. */
    MySqlStore reopened() {
        return open(login(server()));
    }

    static MySqlStore open(Login login) {
        return open(login, CallListener.NONE);
    }

    static MySqlStore open(Login login, CallListener listener) {
        return MySqlStore.open(login, CONNECTIONS, ThreadLocalRandom.current(), listener);
    }

    static Login login(SqlServer server) {
        return login(server, server.database());
    }

    static Login login(SqlServer server, String database) {
        return new Login(
                new ServerAddress(server.host(), server.port()),
                database,
                server.user(),
                Optional.of(server.password()),
                Tls.PREFERRED);
    }

    /** A database of the test's own, empty. */
    static Login newDatabase(SqlServer server) throws SQLException {
        String name =
                "test_" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
        try (Connection connection = connect(server, server.database());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return login(server, name);
    }

    /** A connection of somebody who sits at the server. */
    static Connection connect(SqlServer server, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://" + server.host() + ":" + server.port() + "/" + database
                        + "?allowPublicKeyRetrieval=true&sslMode=PREFERRED",
                server.user(),
                server.password());
    }
}
