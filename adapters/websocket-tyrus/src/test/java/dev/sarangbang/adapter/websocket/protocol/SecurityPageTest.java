package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code SECURITY.md} claims a test for each control. */
class SecurityPageTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern CONTROL = Pattern.compile("\\| (S\\d+) \\|(.*)");
    private static final Pattern NUMBERED = Pattern.compile("void (S\\d+)_");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))`");

    @Test
    void every_control_has_a_test_that_bears_its_number_or_is_named() throws IOException {
        Map<String, String> controls = new TreeMap<>();
        Files.readAllLines(ROOT.resolve("SECURITY.md")).stream()
                .map(CONTROL::matcher)
                .filter(Matcher::matches)
                .forEach(row -> controls.put(row.group(1), row.group(2)));
        assertThat(controls).hasSizeGreaterThanOrEqualTo(20);

        Map<String, String> tests = tests();
        List<String> numbers = tests.values().stream()
                .flatMap(text -> NUMBERED.matcher(text).results().map(found -> found.group(1)))
                .toList();
        controls.forEach((number, claim) -> {
            List<String> named =
                    NAMED.matcher(claim).results().map(found -> found.group(1)).toList();
            assertThat(tests.keySet()).as(number).containsAll(named);
            assertThat(numbers.contains(number) || !named.isEmpty()).as(number).isTrue();
        });
    }

    /** All tests of the repository: the text of each by the name of its class. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new TreeMap<>();
        List<Path> sources;
        try (Stream<Path> modules = Files.list(ROOT.resolve("adapters"))) {
            sources = Stream.concat(
                            modules,
                            Stream.of("bootstrap", "chat-application", "chat-domain")
                                    .map(ROOT::resolve))
                    .map(module -> module.resolve(Path.of("src", "test", "java")))
                    .filter(Files::isDirectory)
                    .toList();
        }
        for (Path source : sources) {
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return tests;
    }
}
