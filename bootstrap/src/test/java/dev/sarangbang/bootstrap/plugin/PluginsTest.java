package dev.sarangbang.bootstrap.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.bootstrap.config.Configuration;
import dev.sarangbang.bootstrap.config.ConfigurationReader;
import dev.sarangbang.bootstrap.config.Flags;
import dev.sarangbang.bootstrap.config.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path folder;

    @Test
    void the_adapters_that_come_with_the_server_are_found_like_any_other() throws PluginException {
        assertThat(Plugins.onClassPath())
                .extracting(AdapterProvider::name)
                .contains("argon2", "in-memory", "sqlite", "unsafe-fast");
    }

    @Test
    void a_jar_in_the_folder_brings_an_adapter() throws Exception {
        LedgerPlugin.make(folder.resolve("ledger.jar"), CLASS_PATH);
        AdapterProvider ledger = found("ledger");
        assertThat(ledger.ports()).isEqualTo(java.util.Set.of(Port.READ_MARKS));
        assertThat(ledger.getClass().getClassLoader()).isNotSameAs(getClass().getClassLoader());
        assertThat(found("sqlite").getClass().getClassLoader())
                .isSameAs(getClass().getClassLoader());
    }

    @Test
    void an_adapter_from_a_jar_is_chosen_and_set_up_like_any_other() throws Exception {
        LedgerPlugin.make(folder.resolve("ledger.jar"), CLASS_PATH);
        Flags flags = Flags.none()
                .with("plugins-dir", folder.toString(), "--plugins")
                .with("adapter.read-marks", "ledger", "--set")
                .with("ledger.cover", "red", "--set");
        Reading reading = ConfigurationReader.read(flags, Map.of(), "/home/kim");
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        Configuration configuration = ((Reading.Understood) reading).configuration();
        assertThat(configuration.adapters().chosen().get(Port.READ_MARKS).name())
                .isEqualTo("ledger");
        assertThat(((Reading.Understood) reading).lines()).contains("ledger.cover = red");
    }

    @Test
    void a_folder_without_jars_brings_nothing() throws Exception {
        Files.writeString(folder.resolve("README.txt"), "put jars here");
        assertThat(Plugins.in(folder)).hasSameSizeAs(Plugins.onClassPath());
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        refuses(folder.resolve("none"), "there is no folder " + folder.resolve("none"));
    }

    @Test
    void two_adapters_of_one_name_are_told() throws IOException {
        LedgerPlugin.make(folder.resolve("ledger.jar"), CLASS_PATH, "in-memory");
        refuses(
                folder,
                "two adapters are called \"in-memory\": dev.sarangbang.adapter.memory.InMemoryProvider"
                        + " and example.ledger.LedgerProvider");
    }

    @Test
    void a_name_that_cannot_be_written_in_a_configuration_is_told() throws IOException {
        for (String name : List.of("Ledger", "led ger", "9ledger", "server", "log")) {
            LedgerPlugin.make(folder.resolve("ledger.jar"), CLASS_PATH, name);
            refuses(folder, "example.ledger.LedgerProvider has a name that cannot be used: " + name);
        }
    }

    @Test
    void the_first_words_of_the_servers_own_keys_are_reserved() {
        Reading reading = ConfigurationReader.read(Flags.none(), Map.of(), "/home/kim");
        List<String> words = ((Reading.Understood) reading)
                .lines().stream()
                        .filter(line -> line.contains(" = "))
                        .map(line -> line.substring(0, line.indexOf(" = ")))
                        .filter(key -> key.contains("."))
                        .map(key -> key.substring(0, key.indexOf('.')))
                        .distinct()
                        .toList();
        assertThat(words).containsAll(Plugins.RESERVED);
        assertThat(Plugins.RESERVED).contains("server", "adapter", "log", "metrics", "stop");
    }

    @Test
    void an_adapter_that_fails_to_load_is_told() throws IOException {
        LedgerPlugin.makeBroken(folder.resolve("ledger.jar"), CLASS_PATH);
        assertThatThrownBy(() -> Plugins.in(folder))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith("an adapter cannot be loaded: ")
                .hasMessageContaining("example.ledger.LedgerProvider");
    }

    private AdapterProvider found(String name) throws PluginException {
        return Plugins.in(folder).stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void refuses(Path folder, String message) {
        assertThatThrownBy(() -> Plugins.in(folder))
                .isInstanceOf(PluginException.class)
                .hasMessage(message);
    }
}
