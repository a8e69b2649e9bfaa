package dev.sarangbang.testing.servers;

import java.util.List;

/** Redis with an append-only file that is written to disk every second. */
public final class RedisServer extends TestServer {

    private static final Shared<RedisServer> SHARED = new Shared<>(RedisServer::start);

    private final String program =
            Installed.program("redis-server", "/usr/bin/redis-server", "/usr/local/bin/redis-server");
    private final int port = Ports.free();

    private RedisServer() {
        super("redis");
    }

    /** The one for all tests of this JVM. */
    public static RedisServer shared() {
        return SHARED.get();
    }

    /** One of one's own, empty. */
    public static RedisServer start() {
        RedisServer server = new RedisServer();
        server.restart();
        return server;
    }

    public String host() {
        return Ports.LOOPBACK;
    }

    public int port() {
        return port;
    }

    @Override
    List<String> command() {
        return List.of(
                program,
                "--port",
                Integer.toString(port),
                "--bind",
                host(),
                "--dir",
                directory().toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--daemonize",
                "no");
    }

    /** While it loads its file it answers {@code -LOADING}. */
    @Override
    boolean isReady() {
        return Answers.with(host(), port, "PING\r\n", 0, '+');
    }
}
