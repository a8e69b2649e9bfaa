package dev.sarangbang.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.memory.InMemoryProvider;
import dev.sarangbang.adapter.memory.InMemoryReadMarks;
import dev.sarangbang.adapter.memory.UnsafeFastHasherProvider;
import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.CannotOpenException;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.domain.port.PortException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OpenAdaptersTest {

    private final List<String> happened = new ArrayList<>();
    private final Map<Port<?>, AdapterProvider> chosen = new LinkedHashMap<>();

    @Test
    void an_adapter_is_opened_once_however_many_ports_it_is_chosen_for() throws StartException {
        chooseInMemoryForAll();
        var shelf = new Shelf("shelf", this::opened);
        choose(shelf, Port.READ_MARKS, Port.DEVICE_CURSORS);
        try (OpenAdapters open = open()) {
            assertThat(happened).containsExactly("shelf opened");
            assertThat(open.ports().readMarks()).isInstanceOf(InMemoryReadMarks.class);
        }
        assertThat(happened).containsExactly("shelf opened", "shelf closed");
    }

    @Test
    void they_are_closed_in_the_opposite_order() throws StartException {
        choose(new Shelf("one", this::opened), Port.READ_MARKS);
        choose(new Shelf("two", this::opened), Port.DEVICE_CURSORS);
        open().close();
        assertThat(happened).containsExactly("one opened", "two opened", "two closed", "one closed");
    }

    @Test
    void one_that_cannot_be_closed_does_not_keep_the_others_open() throws StartException {
        choose(new Shelf("one", this::opened), Port.READ_MARKS);
        choose(
                new Shelf(
                        "two",
                        host -> opened("two", host).closedBy(() -> {
                            throw new IllegalStateException("expected by this test");
                        })),
                Port.DEVICE_CURSORS);
        open().close();
        assertThat(happened).containsExactly("one opened", "two opened", "one closed");
    }

    @Test
    void those_that_are_open_are_closed_when_another_cannot_be_opened() {
        choose(new Shelf("one", this::opened), Port.READ_MARKS);
        choose(
                new Shelf("two", host -> {
                    throw new CannotOpenException("the shelf is in use by another running server");
                }),
                Port.DEVICE_CURSORS);
        refuses("the shelf is in use by another running server");
        assertThat(happened).containsExactly("one opened", "one closed");
    }

    @Test
    void a_store_that_does_not_answer_is_named() {
        choose(
                new Shelf("shelf", host -> {
                    throw new PortException.Unavailable("nobody there");
                }),
                Port.READ_MARKS);
        refuses("the adapter \"shelf\" cannot be opened: nobody there");
    }

    @Test
    void an_adapter_of_another_version_is_named() {
        choose(
                new Shelf("shelf", host -> {
                    throw new NoSuchMethodError("roomy()");
                }),
                Port.READ_MARKS);
        refuses("the adapter \"shelf\" was made for another version, or lacks a library:"
                + " java.lang.NoSuchMethodError: roomy()");
    }

    @Test
    void an_adapter_that_does_not_keep_its_word_is_named_and_closed() {
        choose(new Shelf("shelf", this::opened), Port.PASSWORD_HASHER);
        refuses("the adapter \"shelf\" does not offer password-hasher, though it says so");
        assertThat(happened).containsExactly("shelf opened", "shelf closed");
    }

    private void chooseInMemoryForAll() {
        var memory = new InMemoryProvider();
        Port.all().forEach(port -> chosen.put(port, memory));
        chosen.put(Port.PASSWORD_HASHER, new UnsafeFastHasherProvider());
    }

    private void choose(AdapterProvider provider, Port<?>... ports) {
        for (Port<?> port : ports) {
            chosen.put(port, provider);
        }
    }

    private OpenAdapters open() throws StartException {
        return OpenAdapters.open(
                chosen,
                provider -> new Host(
                        Settings.defaults(provider.settings()),
                        Path.of("nowhere"),
                        InstantSource.system(),
                        new Random(1),
                        Metrics.NONE));
    }

    private void refuses(String message) {
        assertThatThrownBy(this::open).isInstanceOf(StartException.class).hasMessage(message);
    }

    private Adapter opened(String name, Host host) {
        happened.add(name + " opened");
        return new InMemoryProvider().open(host).closedBy(() -> happened.add(name + " closed"));
    }

    /** Offers everything; only some of it is true. */
    private record Shelf(String name, Function<Host, Adapter> opening) implements AdapterProvider {

        Shelf(String name, java.util.function.BiFunction<String, Host, Adapter> opening) {
            this(name, host -> opening.apply(name, host));
        }

        @Override
        public Set<Port<?>> ports() {
            return Set.copyOf(Port.all());
        }

        @Override
        public Adapter open(Host host) {
            return opening.apply(host);
        }
    }
}
