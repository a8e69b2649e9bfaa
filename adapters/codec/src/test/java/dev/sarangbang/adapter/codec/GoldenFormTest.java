package dev.sarangbang.adapter.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.message.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the form to files that were written once. What is in them is in people's stores: a line may be added, but one that stands
 * there has to be read for ever, and is not changed.
 */
class GoldenFormTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final String BETWEEN = ": ";

    static Stream<Arguments> forms() {
        return Stream.of(
                form("contents", Codec.CONTENT, Values.contents()),
                form("entries", Codec.ENTRY, Values.entries()),
                form("rooms", Codec.ROOM, Values.rooms()),
                form("notices", Codec.NOTICE, Values.notices()),
                form("deliveries", Codec.DELIVERY, Values.deliveries()));
    }

    @ParameterizedTest
    @MethodSource("forms")
    <T> void what_is_written_today_is_what_was_written_then(String file, Codec<T> codec, Map<String, T> values)
            throws IOException {
        List<String> written = new ArrayList<>();
        values.forEach((name, value) -> written.add(name + BETWEEN + codec.toText(value)));
        assertThat(written).isEqualTo(Files.readAllLines(GOLDEN.resolve(file + ".txt")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    <T> void what_was_written_then_is_read_today(String file, Codec<T> codec, Map<String, T> values)
            throws IOException {
        for (String line : Files.readAllLines(GOLDEN.resolve(file + ".txt"))) {
            String name = line.substring(0, line.indexOf(BETWEEN));
            String text = line.substring(name.length() + BETWEEN.length());
            assertThat(codec.fromText(text)).as(name).isEqualTo(values.get(name));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    <T> void bytes_say_the_same_as_text(String file, Codec<T> codec, Map<String, T> values) {
        assertThat(values.values())
                .allSatisfy(value ->
                        assertThat(codec.fromBytes(codec.toBytes(value))).isEqualTo(value))
                .allSatisfy(value -> assertThat(codec.toBytes(value)).asString().isEqualTo(codec.toText(value)));
    }

    @Test
    void no_kind_of_content_or_notice_is_missing_here() {
        assertThat(kindsOf(Values.contents().values()))
                .containsExactlyInAnyOrder(Content.class.getPermittedSubclasses());
        assertThat(kindsOf(Values.notices().values())).containsExactlyInAnyOrder(Notice.class.getPermittedSubclasses());
    }

    private static List<Class<?>> kindsOf(Iterable<?> values) {
        List<Class<?>> kinds = new ArrayList<>();
        values.forEach(value -> kinds.add(value.getClass()));
        return kinds.stream().distinct().toList();
    }

    private static <T> Arguments form(String file, Codec<T> codec, Map<String, T> values) {
        return Arguments.of(file, Named.of("codec", codec), Named.of(values.size() + " values", values));
    }
}
