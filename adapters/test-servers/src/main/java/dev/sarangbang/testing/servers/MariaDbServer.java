package dev.sarangbang.testing.servers;

import java.util.ArrayList;
import java.util.List;

/** MariaDB, as the system has it: what many run where they say MySQL. */
public final class MariaDbServer extends SqlServer {

    private static final Shared<MariaDbServer> SHARED = new Shared<>(MariaDbServer::start);

    private final String program =
            Installed.program("mariadb-server-core", "/usr/sbin/mariadbd", "/usr/local/sbin/mariadbd");
    private final String installer = Installed.program("mariadb-server-core", "/usr/bin/mariadb-install-db");

    private MariaDbServer() {
        super("mariadb");
    }

    /** The one for all tests of this JVM. */
    public static MariaDbServer shared() {
        return SHARED.get();
    }

    /** One of one's own, empty. */
    public static MariaDbServer start() {
        MariaDbServer server = new MariaDbServer();
        server.initialise();
        server.restart();
        return server;
    }

    @Override
    String program() {
        return program;
    }

    @Override
    List<String> initialisation() {
        List<String> command = new ArrayList<>(List.of(
                installer,
                "--no-defaults",
                "--datadir=" + data(),
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        command.addAll(userOption());
        return command;
    }

    @Override
    List<String> options() {
        return List.of();
    }
}
