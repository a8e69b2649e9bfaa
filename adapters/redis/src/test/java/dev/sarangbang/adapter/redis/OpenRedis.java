package dev.sarangbang.adapter.redis;

import dev.sarangbang.testing.servers.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** A real Redis for one test: the keys of each have a prefix of their own. Closed at its end. */
final class OpenRedis implements AfterEachCallback {

    /** Long enough for a busy machine, short enough to wait for. */
    static final Duration TIMEOUT = Duration.ofMillis(500);

    /** Leases are counted by the time that the test says it is. */
    static final LeaseClock CLOCK_OF_THE_TEST = now -> Long.toString(now.toEpochMilli());

    private final RedisServer server;
    private final String prefix = "test-" + UUID.randomUUID();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** The server that all tests share. */
    OpenRedis() {
        this(RedisServer.shared());
    }

    /** One that the test may break. */
    OpenRedis(RedisServer server) {
        this.server = server;
    }

    Keys keys() {
        return new Keys(prefix);
    }

    RedisSettings settings() {
        return settings(Optional.empty());
    }

    RedisSettings settings(Optional<String> password) {
        return new RedisSettings(
                new Address(server.host(), server.port()), Optional.empty(), password, false, TIMEOUT, 8, prefix);
    }

    /** A new node's connections. */
    Redis connect() {
        return closedAtTheEnd(Redis.open(settings(), nanos -> {}, failures -> {}));
    }

    /** Past every adapter, as an operator would. */
    RedisClient raw() {
        return closedAtTheEnd(RedisClient.builder()
                .hostAndPort(new HostAndPort(server.host(), server.port()))
                .build());
    }

    <C extends AutoCloseable> C closedAtTheEnd(C what) {
        open.add(what);
        return what;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }
}
