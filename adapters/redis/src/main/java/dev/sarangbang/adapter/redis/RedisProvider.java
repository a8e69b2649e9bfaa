package dev.sarangbang.adapter.redis;

import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.CannotOpenException;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Setting;
import dev.sarangbang.adapter.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Offers what several nodes share and may lose, kept in one Redis. */
public final class RedisProvider implements AdapterProvider {

    private static final int CONNECTIONS_MAX = 256;
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);
    private static final Duration TIMEOUT_MAX = Duration.ofSeconds(5);

    static final Setting<Address> ADDRESS = Setting.of(
                    "address", "Where Redis is.", "a host and a port like 127.0.0.1:6379", Address::parse)
            .orElse("127.0.0.1:6379");

    static final Setting<Optional<String>> USER = Setting.text("user", "The user to be there. Empty: the default user.")
            .optional();

    static final Setting<Optional<String>> PASSWORD = Setting.text(
                    "password",
                    "The password of that user. Empty: Redis asks for none, and only this machine should reach it.")
            .secret()
            .optional();

    static final Setting<Encryption> TLS = Setting.choice(
                    "tls",
                    "Whether to encrypt; certificates are checked against those that Java trusts.",
                    Encryption.class)
            .orElse("off");

    static final Setting<Duration> TIMEOUT = Setting.duration(
                    "timeout", "How long to wait for Redis before it counts as away.", TIMEOUT_MIN, TIMEOUT_MAX)
            .orElse("1s");

    static final Setting<Integer> CONNECTIONS = Setting.wholeNumber(
                    "connections", "How many connections to keep open.", 1, CONNECTIONS_MAX)
            .orElse("8");

    static final Setting<String> KEY_PREFIX = Setting.of(
                    "key-prefix",
                    "What every key begins with; servers that belong together have the same.",
                    "1 to 32 letters, digits and hyphens",
                    text -> text.matches("[A-Za-z0-9-]{1,32}") ? Optional.of(text) : Optional.empty())
            .orElse("sarangbang");

    /** Whether a connection is encrypted. */
    enum Encryption {
        ON,
        OFF
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Set<Port<?>> ports() {
        return Set.of(Port.PRESENCE_BOARD, Port.HELD_MESSAGES, Port.NODE_IDS, Port.ROOM_LOG_CACHE);
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ADDRESS, USER, PASSWORD, TLS, TIMEOUT, CONNECTIONS, KEY_PREFIX);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Adapter open(Host host) {
        RedisSettings settings = read(host.settings());
        Metrics metrics = host.metrics();
        Redis redis = open(settings, metrics);
        boolean complete = false;
        try {
            var keys = new Keys(settings.prefix());
            var generation = new Generation(
                    redis,
                    keys,
                    host.clock(),
                    host.random(),
                    metrics.counter("data.losses", "How often this node found that Redis had lost its data."));
            generation.look();
            metrics.gauge("calls.under.way", "Calls that Redis has not answered yet.", redis::busy);
            var cache = new RedisRoomLogCache(redis, keys, metrics);
            complete = true;
            return Adapter.of(Port.PRESENCE_BOARD, new RedisPresenceBoard(redis, keys, LeaseClock.OF_REDIS))
                    .with(Port.HELD_MESSAGES, new RedisHeldMessages(redis, keys, generation, host.clock()))
                    .with(Port.NODE_IDS, new RedisNodeIds(redis, keys, host.random(), LeaseClock.OF_REDIS))
                    .with(Port.ROOM_LOG_CACHE, cache)
                    .checkedBy(() -> health(redis, generation))
                    .closedBy(() -> {
                        cache.close();
                        redis.close();
                    });
        } finally {
            if (!complete) {
                redis.close();
            }
        }
    }

    private static Redis open(RedisSettings settings, Metrics metrics) {
        try {
            return Redis.open(
                    settings,
                    metrics.durations("call", "From asking Redis until it has answered, or has not."),
                    metrics.counter("call.failures", "Calls to Redis that failed."));
        } catch (Redis.NotAllowedException e) {
            throw new CannotOpenException(
                    "Redis at " + settings.address()
                            + " refuses the user or the password; set redis.user and redis.password",
                    e);
        }
    }

    private static RedisSettings read(Settings settings) {
        return new RedisSettings(
                settings.get(ADDRESS),
                settings.get(USER),
                settings.get(PASSWORD),
                settings.get(TLS) == Encryption.ON,
                settings.get(TIMEOUT),
                settings.get(CONNECTIONS),
                settings.get(KEY_PREFIX));
    }

    private static Health health(Redis redis, Generation generation) {
        generation.look();
        return redis.mayEvict()
                ? new Health.Degraded("Redis may evict keys that are needed: set its maxmemory-policy to noeviction")
                : new Health.Up();
    }
}
