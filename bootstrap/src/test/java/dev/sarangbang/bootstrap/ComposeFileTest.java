package dev.sarangbang.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The servers that {@code compose.yaml} starts are open to this machine only, and have no password that anyone could know. */
class ComposeFileTest {

    private static final Path FILE = Path.of("..", "compose.yaml");

    private static final Pattern PORT = Pattern.compile("^\\s*- \"?([^\"]*:\\d+)\"?$");
    private static final Pattern SECRET = Pattern.compile("^\\s*(\\w*(?:PASSWORD|PASS)): (.*)$");

    @Test
    void every_port_is_bound_to_this_machine() throws IOException {
        assertThat(values(PORT, 1, Files.readAllLines(FILE)))
                .hasSize(4)
                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @Test
    void every_password_has_to_be_set() throws IOException {
        assertThat(values(SECRET, 2, Files.readAllLines(FILE)))
                .hasSize(4)
                .allSatisfy(ComposeFileTest::assertSetOrRandom);
    }

    /** What it says until it takes requests contains what it says then. */
    @Test
    void a_cassandra_that_does_not_run_yet_is_not_taken_for_one_that_does() throws Exception {
        String check = values(
                        Pattern.compile("^.*nodetool statusbinary \\| ([^\"]+)\".*$"), 1, Files.readAllLines(FILE))
                .get(0);

        assertThat(exitCode("echo running | " + check)).isZero();
        assertThat(exitCode("echo not running | " + check)).isNotZero();
    }

    private static int exitCode(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command).start().waitFor();
    }

    @Test
    void a_port_or_a_password_for_everyone_would_be_found() {
        List<String> careless = List.of("      - \"5672:5672\"", "      RABBITMQ_DEFAULT_PASS: guest");

        assertThat(values(PORT, 1, careless)).containsExactly("5672:5672");
        assertThat(values(SECRET, 2, careless)).containsExactly("guest");
    }

    private static void assertSetOrRandom(String password) {
        assertThat(password)
                .satisfiesAnyOf(
                        set -> assertThat(set).matches("\"\\$\\{\\w+:\\?set it in \\.env}\""),
                        random -> assertThat(random).isEqualTo("\"yes\""));
    }

    private static List<String> values(Pattern pattern, int group, List<String> lines) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(group))
                .toList();
    }
}
