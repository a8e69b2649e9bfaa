package dev.sarangbang.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Setting;
import dev.sarangbang.bootstrap.Pantry;
import dev.sarangbang.bootstrap.plugin.PluginException;
import dev.sarangbang.bootstrap.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/configuration.md} and the code together: its table of keys is the one that the code would write. */
class DocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void the_way_to_four_servers_on_one_machine_is_one_that_the_code_understands() throws IOException, PluginException {
        List<String> example = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("```properties"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .filter(line -> line.contains(" = "))
                .toList();
        // The default is for three of them, and there is one.
        assertThat(example).contains("cassandra.replicas = 1");
        Map<String, Setting<?>> settings = keys().stream().collect(Collectors.toMap(Key::name, Key::setting));
        assertThat(example).allSatisfy(line -> {
            String[] parts = line.split(" = ");
            assertThat(settings).containsKey(parts[0]);
            assertThat(settings.get(parts[0]).parse(parts[1])).isPresent();
        });
    }

    private static List<Key> keys() throws PluginException {
        List<AdapterProvider> providers = Plugins.onClassPath().stream()
                .filter(provider -> !(provider instanceof Pantry))
                .toList();
        return Key.all(ServerSettings.of(Map.of(), "~"), providers);
    }

    @Test
    void every_key_is_documented_as_it_is() throws IOException, PluginException {
        List<String> rows = keys().stream().map(DocumentationTest::row).toList();
        List<String> documented = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("## Keys"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(documented).as("the table in %s", PAGE).containsExactlyElementsOf(rows);
    }

    private static String row(Key key) {
        Setting<?> setting = key.setting();
        String otherwise = setting.otherwise()
                .map(text -> text.isEmpty() ? "" : "`" + text + "`")
                .orElse("none: has to be set");
        String allowed = Character.toUpperCase(setting.allowed().charAt(0))
                + setting.allowed().substring(1);
        String secret = setting.isSecret() ? " Secret: never shown." : "";
        return "| `%s` | %s | %s%s | %s |".formatted(key.name(), otherwise, setting.meaning(), secret, allowed);
    }
}
