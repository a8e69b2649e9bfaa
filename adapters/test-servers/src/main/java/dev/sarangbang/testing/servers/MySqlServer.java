package dev.sarangbang.testing.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MySQL 8.0, as Maven fetched it. Speaks TLS or, with {@code allowPublicKeyRetrieval}, not. */
public final class MySqlServer extends SqlServer {

    private static final Shared<MySqlServer> SHARED = new Shared<>(MySqlServer::start);

    private final Path base = Installed.fetched("mysql.directory");

    private MySqlServer() {
        super("mysql");
        Installed.library("libaio1", "libaio.so.1");
        if (!base.resolve("bin/mysqld").toFile().setExecutable(true)) {
            throw new ServerException("cannot make " + base + "/bin/mysqld executable");
        }
    }

    /** The one for all tests of this JVM. */
    public static MySqlServer shared() {
        return SHARED.get();
    }

    /** One of one's own, empty. */
    public static MySqlServer start() {
        MySqlServer server = new MySqlServer();
        server.initialise();
        server.restart();
        return server;
    }

    @Override
    String program() {
        return base.resolve("bin/mysqld").toString();
    }

    @Override
    List<String> initialisation() {
        List<String> command = new ArrayList<>(List.of(
                program(),
                "--no-defaults",
                "--initialize-insecure",
                "--datadir=" + data(),
                "--innodb-redo-log-capacity=8M"));
        command.addAll(where());
        command.addAll(userOption());
        return command;
    }

    @Override
    List<String> options() {
        List<String> options = new ArrayList<>(where());
        options.add("--mysqlx=OFF");
        return options;
    }

    private List<String> where() {
        return List.of("--basedir=" + base, "--lc-messages-dir=" + base.resolve("share"));
    }
}
