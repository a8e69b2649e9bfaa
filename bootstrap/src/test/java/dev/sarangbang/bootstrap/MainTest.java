package dev.sarangbang.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_lists_every_flag() throws InterruptedException {
        assertThat(run("--help")).isEqualTo(Main.OK);
        assertThat(out())
                .contains(
                        "--port",
                        "--bind",
                        "--data-dir",
                        "--config",
                        "--plugins",
                        "--set",
                        "--print-config",
                        "--version");
        assertThat(err()).isEmpty();
    }

    @Test
    void the_version_is_one_line() throws InterruptedException {
        assertThat(run("--version")).isEqualTo(Main.OK);
        assertThat(out().lines()).singleElement().asString().startsWith("sarangbang ");
    }

    @Test
    void the_configuration_in_force_is_printed_with_where_it_comes_from() throws InterruptedException {
        assertThat(run("--port", "8090", "--set", "log.level=debug", "--print-config"))
                .isEqualTo(Main.OK);
        assertThat(out().lines())
                .containsSubsequence("# flag --port", "server.port = 8090")
                .containsSubsequence("# flag --set", "log.level = debug")
                .containsSubsequence("# default", "data-dir = /home/kim/.local/share/sarangbang");
    }

    @Test
    void everything_that_is_wrong_is_told_and_nothing_is_started() throws InterruptedException {
        assertThat(run("--port", "many", "--set", "log.levle=debug")).isEqualTo(Main.MISUSED);
        assertThat(err().lines())
                .startsWith(
                        "sarangbang: 2 problems in the configuration:",
                        "  log.levle (flag --set): there is no such key; did you mean \"log.level\"?",
                        "  server.port = \"many\" (flag --port): must be a whole number from 0 to 65535");
        assertThat(out()).isEmpty();
    }

    @Test
    void a_flag_nobody_knows_is_told_with_a_guess() throws InterruptedException {
        assertThat(run("--prot", "80")).isEqualTo(Main.MISUSED);
        assertThat(err()).contains("there is no flag --prot; did you mean \"--port\"?");
    }

    @Test
    void a_flag_without_its_value_is_told() throws InterruptedException {
        assertThat(run("--port")).isEqualTo(Main.MISUSED);
        assertThat(err()).contains("--port");
    }

    @Test
    void an_assignment_has_a_key_and_a_value() throws InterruptedException {
        assertThat(run("--set", "log.level")).isEqualTo(Main.MISUSED);
        assertThat(err()).contains("--set takes KEY=VALUE, not \"log.level\"");
        assertThat(run("--set", "=debug")).isEqualTo(Main.MISUSED);
    }

    @Test
    void a_value_may_contain_what_looks_like_a_file_or_a_variable() throws InterruptedException {
        assertThat(run("--data-dir", "@args", "--set", "server.origins=http://a=b", "--print-config"))
                .isEqualTo(Main.MISUSED);
        assertThat(err()).contains("server.origins = \"http://a=b\"").doesNotContain("data-dir");
    }

    private int run(String... args) throws InterruptedException {
        return new Main(
                        Map.of(),
                        "/home/kim",
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
