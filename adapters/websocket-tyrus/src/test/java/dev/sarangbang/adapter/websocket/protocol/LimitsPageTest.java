package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.net.EdgeLimits;
import dev.sarangbang.adapter.websocket.net.TrustedProxies;
import dev.sarangbang.application.Limits;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.text.TextRule;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitsPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "limits.md");

    @Test
    void S20_the_page_of_limits_names_each_with_its_value() throws Exception {
        Map<String, String> real = new TreeMap<>();
        Stream.of(EdgeLimits.class, ProtocolLimits.class, Limits.class)
                .flatMap(limits -> Stream.of(limits.getFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .forEach(field -> real.put(field.getName(), shown(field)));
        List<Class<?>> others = new ArrayList<>(domain());
        others.add(TrustedProxies.class);
        for (Class<?> each : others) {
            Stream.of(each.getDeclaredFields())
                    .filter(LimitsPageTest::isLimit)
                    .forEach(field -> real.put(each.getSimpleName() + "." + field.getName(), shown(field)));
        }
        AdapterSources.bounds().forEach((name, value) -> real.put(name, shown(name, value)));
        for (TextRule rule : TextRule.values()) {
            real.put("TextRule." + rule.name(), Integer.toString(rule.codePointsMax()));
        }
        assertThat(real).hasSizeGreaterThan(120).containsEntry("Room.MEMBERS_MAX", "10");
        assertThat(new TreeMap<>(written())).isEqualTo(real);
    }

    private static Map<String, String> written() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .collect(Collectors.toMap(cells -> cells[1].strip().replace("`", ""), cells -> cells[2].strip()));
    }

    /** Every class of the domain, from its folder or its jar. */
    private static List<Class<?>> domain() throws IOException, URISyntaxException, ClassNotFoundException {
        Path place = Path.of(
                Room.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return classes(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return classes(jar.getPath("/"));
        }
    }

    private static List<Class<?>> classes(Path root) throws IOException, ClassNotFoundException {
        List<Class<?>> classes = new ArrayList<>();
        List<String> names;
        try (Stream<Path> files = Files.walk(root)) {
            names = files.map(file -> root.relativize(file).toString().replace('/', '.'))
                    .filter(name -> name.startsWith("dev.sarangbang.domain.") && name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(name -> !name.endsWith("-info"))
                    .toList();
        }
        for (String name : names) {
            classes.add(Class.forName(name));
        }
        return classes;
    }

    private static boolean isLimit(Field field) {
        boolean isConstant = Modifier.isStatic(field.getModifiers()) && Modifier.isPublic(field.getModifiers());
        return isConstant
                && (field.getName().endsWith("_MAX") || field.getName().endsWith("_MIN"));
    }

    private static String shown(Field field) {
        Object value;
        try {
            value = field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return shown(field.getName(), value);
    }

    private static String shown(String name, Object value) {
        if (value instanceof Duration time) {
            return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
        }
        long number = ((Number) value).longValue();
        boolean isSize = name.contains("BYTES") && number % 1_024 == 0;
        return isSize ? number / 1_024 + " KiB" : Long.toString(number);
    }
}
