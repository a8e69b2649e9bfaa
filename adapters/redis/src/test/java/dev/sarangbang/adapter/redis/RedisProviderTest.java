package dev.sarangbang.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.CannotOpenException;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.testing.servers.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisProviderTest {

    private static final String PASSWORD = "open sesame";

    private static RedisServer server;

    @RegisterExtension
    private final OpenRedis open = new OpenRedis(server);

    private final RedisProvider provider = new RedisProvider();

    @BeforeAll
    static void start() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void it_is_found_and_offers_what_it_says() {
        assertThat(ServiceLoader.load(AdapterProvider.class))
                .extracting(AdapterProvider::name)
                .contains("redis");
        try (Adapter adapter = provider.open(host(settings()))) {
            assertThat(adapter.ports()).isEqualTo(provider.ports());
            assertThat(adapter.health()).isEqualTo(new Health.Up());
        }
    }

    @Test
    void servers_with_one_prefix_see_the_same_and_others_do_not() {
        var ann = Samples.accountId();
        var now = Instant.now();
        Settings ours = settings().with(RedisProvider.KEY_PREFIX, "ours");
        Settings theirs = settings().with(RedisProvider.KEY_PREFIX, "theirs");
        try (Adapter one = provider.open(host(ours));
                Adapter two = provider.open(host(ours));
                Adapter three = provider.open(host(theirs))) {
            board(one).arrive(Samples.connection(ann), now);
            assertThat(board(two).of(List.of(ann), now).get(ann).isOnline()).isTrue();
            assertThat(board(three).of(List.of(ann), now).get(ann).isOnline()).isFalse();
        }
    }

    @Test
    void without_the_right_password_it_is_not_opened() {
        var raw = open.raw();
        raw.configSet("requirepass", PASSWORD);
        var withPassword = Optional.of(PASSWORD);
        try {
            refuses(settings());
            refuses(settings().with(RedisProvider.PASSWORD, Optional.of("open barley")));
            try (Adapter adapter = provider.open(host(settings().with(RedisProvider.PASSWORD, withPassword)))) {
                assertThat(adapter.health()).isEqualTo(new Health.Up());
            }
        } finally {
            raw.configSet("requirepass", "");
        }
    }

    @Test
    void the_password_shows_nowhere() {
        assertThat(RedisProvider.PASSWORD.isSecret()).isTrue();
        assertThat(open.settings(Optional.of(PASSWORD)).toString()).doesNotContain(PASSWORD);
    }

    @Test
    void nobody_there_is_an_outage() {
        RedisServer gone = RedisServer.start();
        gone.close();
        Settings settings = settings().with(RedisProvider.ADDRESS, new Address(gone.host(), gone.port()));

        assertThatExceptionOfType(PortException.Unavailable.class).isThrownBy(() -> provider.open(host(settings)));
    }

    @Test
    void one_that_may_evict_is_degraded_and_one_that_is_gone_is_down() {
        var raw = open.raw();
        try (Adapter adapter = provider.open(host(settings()))) {
            raw.configSet("maxmemory-policy", "allkeys-lru");
            assertThat(adapter.health()).isInstanceOf(Health.Degraded.class);
            raw.configSet("maxmemory-policy", "noeviction");
            assertThat(adapter.health()).isEqualTo(new Health.Up());

            server.kill();
            assertThat(adapter.health()).isInstanceOf(Health.Down.class);
        } finally {
            server.restart();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "redis", "redis:", ":6379", "redis:0", "redis:65536", "re dis:1", "::1:6379", "redis:6379:1"
            })
    void what_is_no_address_is_refused(String text) {
        assertThat(RedisProvider.ADDRESS.parse(text)).isEmpty();
    }

    @Test
    void addresses_are_names_and_numbers() {
        assertThat(RedisProvider.ADDRESS.parse("redis.example:7000")).contains(new Address("redis.example", 7000));
        assertThat(RedisProvider.ADDRESS.parse("[::1]:6379")).contains(new Address("::1", 6379));
        assertThat(new Address("::1", 6379)).hasToString("[::1]:6379");
    }

    private void refuses(Settings settings) {
        assertThatExceptionOfType(CannotOpenException.class)
                .isThrownBy(() -> provider.open(host(settings)))
                .withMessageContaining("redis.password")
                .withMessageNotContaining("barley");
    }

    private Settings settings() {
        return Settings.defaults(provider.settings())
                .with(RedisProvider.ADDRESS, new Address(server.host(), server.port()))
                .with(RedisProvider.TIMEOUT, Duration.ofMillis(500));
    }

    private static PresenceBoard board(Adapter adapter) {
        return adapter.port(Port.PRESENCE_BOARD);
    }

    private static Host host(Settings settings) {
        return new Host(settings, Path.of("nowhere"), InstantSource.system(), new Random(), Metrics.NONE);
    }
}
