package dev.sarangbang.testing.servers;

import java.util.List;

/** A Redis that wants a port that is taken. */
final class WrongServer extends TestServer {

    private final int port;

    WrongServer(int takenPort) {
        super("redis");
        this.port = takenPort;
    }

    @Override
    List<String> command() {
        return List.of(
                Installed.program("redis-server", "/usr/bin/redis-server", "/usr/local/bin/redis-server"),
                "--port",
                Integer.toString(port),
                "--bind",
                Ports.LOOPBACK);
    }

    @Override
    boolean isReady() {
        return false;
    }
}
