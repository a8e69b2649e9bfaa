package dev.sarangbang.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.CannotOpenException;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.domain.room.RoomChange;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteProviderTest {

    @TempDir
    private Path directory;

    private final Totals totals = new Totals();

    @Test
    void is_found_and_opens_every_port_it_names() {
        AdapterProvider provider = ServiceLoader.load(AdapterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("sqlite"))
                .findFirst()
                .orElseThrow();
        RoomChange opening = Samples.opening();

        try (Adapter adapter = provider.open(host())) {
            assertThat(adapter.ports()).isEqualTo(provider.ports());
            adapter.port(Port.ROOM_LOG).append(opening);
        }

        try (Adapter adapter = provider.open(host())) {
            assertThat(adapter.port(Port.ROOM_LOG).head(opening.room())).contains(opening.after());
        }
    }

    @Test
    void a_directory_in_use_is_something_for_a_person_to_see_to() {
        try (Adapter first = new SqliteProvider().open(host())) {
            assertThatThrownBy(() -> new SqliteProvider().open(host()))
                    .isInstanceOf(CannotOpenException.class)
                    .hasMessageContaining("in use by another running server")
                    .hasCauseInstanceOf(DataDirectoryException.InUse.class);
            assertThat(first.health()).isEqualTo(new Health.Up());
        }
    }

    @Test
    void is_down_when_it_cannot_commit() {
        Adapter adapter = new SqliteProvider().open(host());
        adapter.close();

        assertThat(adapter.health()).isInstanceOf(Health.Down.class);
    }

    @Test
    void commits_are_measured() {
        try (Adapter adapter = new SqliteProvider().open(host())) {
            for (RoomChange opening : List.of(Samples.opening(), Samples.opening())) {
                adapter.port(Port.ROOM_LOG).append(opening);
            }
        }

        assertThat(totals.sums).containsEntry("commit.operations", 2L);
        assertThat(totals.sums.get("commit")).isPositive();
        assertThat(totals.sums).doesNotContainKey("commit.failures");
        assertThat(totals.gauges).containsKey("waiting.operations");
    }

    private Host host() {
        return new Host(
                Settings.defaults(new SqliteProvider().settings()),
                directory,
                InstantSource.system(),
                new SecureRandom(),
                totals);
    }

    private static final class Totals implements Metrics {
        private final Map<String, Long> sums = new ConcurrentHashMap<>();
        private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

        @Override
        public void gauge(String name, String meaning, DoubleSupplier value) {
            gauges.put(name, value);
        }

        @Override
        public LongConsumer counter(String name, String meaning) {
            return more -> sums.merge(name, more, Long::sum);
        }

        @Override
        public LongConsumer durations(String name, String meaning) {
            return counter(name, meaning);
        }

        @Override
        public LongConsumer sizes(String name, String meaning) {
            return counter(name, meaning);
        }
    }
}
