package dev.sarangbang.adapter.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CapacityPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "capacity.md");
    private static final int KIB = 1_024;

    @Test
    void the_page_names_each_limit_with_its_value() throws IOException {
        Map<String, String> written = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("## Limits of the RabbitMQ adapter"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .collect(Collectors.toMap(cells -> cells[1].strip().replace("`", ""), cells -> cells[2].strip()));
        Map<String, String> real = Stream.of(RabbitMqLimits.class.getDeclaredFields())
                .filter(field -> !field.isSynthetic())
                .collect(Collectors.toMap(Field::getName, CapacityPageTest::shown));

        assertThat(new TreeMap<>(written)).isEqualTo(new TreeMap<>(real));
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
        return field.getName().contains("BYTES") ? number / KIB / KIB + " MiB" : Integer.toString(number);
    }
}
