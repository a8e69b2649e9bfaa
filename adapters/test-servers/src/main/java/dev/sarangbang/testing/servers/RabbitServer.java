package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** RabbitMQ without plugins, with the Erlang port mapper it needs. */
public final class RabbitServer extends TestServer {

    private static final Shared<RabbitServer> SHARED = new Shared<>(RabbitServer::start);

    private final String program = Installed.program("rabbitmq-server", "/usr/lib/rabbitmq/bin/rabbitmq-server");
    private final String control = Installed.program("rabbitmq-server", "/usr/lib/rabbitmq/bin/rabbitmqctl");
    private final String mapper = Installed.program("erlang-base", "/usr/bin/epmd");
    private final int port = Ports.free();
    private final int distributionPort = Ports.free();
    private final int mapperPort = Ports.free();
    private final ServerProcess portMapper;

    private RabbitServer() {
        super("rabbitmq");
        configure();
        // Started here, because the one that Erlang would start makes itself a daemon.
        this.portMapper = ServerProcess.start(
                List.of(mapper, "-port", Integer.toString(mapperPort), "-address", host()),
                Map.of(),
                directory(),
                log());
    }

    /** The one for all tests of this JVM. */
    public static RabbitServer shared() {
        return SHARED.get();
    }

    /** One of one's own, empty. */
    public static RabbitServer start() {
        RabbitServer server = new RabbitServer();
        server.restart();
        return server;
    }

    public String host() {
        return Ports.LOOPBACK;
    }

    public int port() {
        return port;
    }

    public String user() {
        return "guest";
    }

    public String password() {
        return "guest";
    }

    /** Runs {@code rabbitmqctl} on this server: {@code control("set_vm_memory_high_watermark", "0")}. Takes a second or two. */
    public void control(String... arguments) {
        List<String> command = new ArrayList<>(List.of(control));
        command.addAll(List.of(arguments));
        ServerProcess.run(command, environment(), directory(), log());
    }

    @Override
    List<String> command() {
        return List.of(program);
    }

    @Override
    Map<String, String> environment() {
        Path home = directory();
        return Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("RABBITMQ_NODENAME", "sarangbang-" + port + "@localhost"),
                Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", home.resolve("logs").toString()),
                Map.entry("RABBITMQ_PID_FILE", home.resolve("pid").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq.conf").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("plugins").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", home.resolve("env.conf").toString()),
                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
                Map.entry("ERL_EPMD_PORT", Integer.toString(mapperPort)),
                Map.entry("ERL_EPMD_ADDRESS", host()),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 2:2 +sbwt none"));
    }

    private void configure() {
        try {
            Path cookie = directory().resolve(".erlang.cookie");
            Files.writeString(cookie, "SARANGBANG");
            Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
            Files.writeString(directory().resolve("plugins"), "[].\n");
            Files.writeString(directory().resolve("env.conf"), "");
            Files.writeString(directory().resolve("rabbitmq.conf"), """
                    listeners.tcp.1 = %s:%d
                    vm_memory_high_watermark.absolute = 512MB
                    disk_free_limit.absolute = 50MB
                    log.console = true
                    log.file = false
                    """.formatted(host(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker greets with a frame of type 1. */
    @Override
    boolean isReady() {
        return Answers.with(host(), port, "AMQP\0\0\u0009\1", 0, 1);
    }

    @Override
    public void close() {
        kill();
        portMapper.kill();
        super.close();
    }
}
