package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What speaks MySQL's protocol: an empty database, and a user who may do everything. */
public abstract sealed class SqlServer extends TestServer permits MySqlServer, MariaDbServer {

    private static final String DATABASE = "sarangbang";
    private static final String USER = "sarangbang";
    private static final String PASSWORD = "a password for tests";

    private final int port = Ports.free();

    SqlServer(String name) {
        super(name);
        try {
            Files.writeString(initFile(), """
                    CREATE DATABASE IF NOT EXISTS %1$s CHARACTER SET utf8mb4;
                    CREATE USER IF NOT EXISTS '%2$s'@'%%' IDENTIFIED BY '%3$s';
                    GRANT ALL ON *.* TO '%2$s'@'%%';
                    """.formatted(DATABASE, USER, PASSWORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return Ports.LOOPBACK;
    }

    public int port() {
        return port;
    }

    /** May create further databases. */
    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    /** Exists, and is empty at first. */
    public String database() {
        return DATABASE;
    }

    abstract String program();

    /** Makes the data directory. Once: {@link #restart} keeps what is there. */
    abstract List<String> initialisation();

    abstract List<String> options();

    final Path data() {
        return directory().resolve("data");
    }

    private Path initFile() {
        return directory().resolve("init.sql");
    }

    final void initialise() {
        ServerProcess.run(initialisation(), Map.of(), directory(), log());
    }

    @Override
    final List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                program(),
                "--no-defaults",
                "--datadir=" + data(),
                "--bind-address=" + host(),
                "--port=" + port,
                "--socket=" + directory().resolve("socket"),
                "--pid-file=" + directory().resolve("pid"),
                "--init-file=" + initFile(),
                "--skip-name-resolve",
                "--skip-log-bin",
                "--innodb-buffer-pool-size=64M",
                "--performance-schema=OFF",
                "--default-time-zone=+00:00"));
        command.addAll(options());
        command.addAll(userOption());
        return command;
    }

    /** Neither server runs as root unless told to. */
    static List<String> userOption() {
        return System.getProperty("user.name").equals("root") ? List.of("--user=root") : List.of();
    }

    /** After a header of four bytes the server greets with version 10 of the protocol. */
    @Override
    final boolean isReady() {
        return Answers.with(host(), port, "", 4, 10);
    }
}
