package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.net.EdgeLimits;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitsPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "limits.md");

    @Test
    void the_page_of_limits_names_each_with_its_value() throws IOException {
        Map<String, String> written = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .collect(Collectors.toMap(cells -> cells[1].strip().replace("`", ""), cells -> cells[2].strip()));
        Map<String, String> real = new TreeMap<>();
        Stream.of(EdgeLimits.class, ProtocolLimits.class)
                .flatMap(limits -> Stream.of(limits.getFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .forEach(field -> real.put(field.getName(), shown(field)));
        assertThat(new TreeMap<>(written)).isEqualTo(real);
    }

    private static String shown(Field field) {
        Object value;
        try {
            value = field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        if (value instanceof Duration time) {
            return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
        }
        int number = (Integer) value;
        return field.getName().contains("BYTES") ? number / 1_024 + " KiB" : Integer.toString(number);
    }
}
