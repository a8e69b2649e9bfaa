package dev.sarangbang.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Control S17, and what makes a server safe for others. */
class SafetyTest {

    private static final String SECRET = "kR7-pelican-41-umbrella";

    @TempDir
    private Path folder;

    private Flags flags = Flags.none();

    @Test
    void S4_a_server_that_others_can_reach_is_not_started_without_https() {
        set("server.bind", "0.0.0.0");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("server.bind: 0.0.0.0", "server.tls-certificate", "anywhere");
        set("server.plain-http", "anywhere");
        assertThat(problems()).isEmpty();
    }

    @Test
    void S4_a_proxy_with_https_will_do() {
        set("server.bind", "0.0.0.0");
        set("server.origins", "https://chat.example");

        assertThat(problems()).isEmpty();
        assertThat(understood().configuration().web().isForOthers()).isTrue();
    }

    @Test
    void S12_a_proxy_on_this_machine_is_named_or_nobody_behind_it_would_have_a_limit() {
        set("server.origins", "https://chat.example");
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("server.origins", "set server.trusted-proxies", "127.0.0.1");

        set("server.trusted-proxies", "127.0.0.1, ::1");
        assertThat(problems()).isEmpty();

        set("server.trusted-proxies", "");
        set("server.bind", "0.0.0.0");
        assertThat(problems()).as("a proxy elsewhere is counted itself").isEmpty();
    }

    @Test
    void the_two_files_of_tls_come_together_and_without_http() {
        set("server.tls-key", "key.pem");
        assertThat(problems()).singleElement().asString().contains("one is no use without the other");

        set("server.tls-certificate", "cert.pem");
        assertThat(problems()).isEmpty();
        assertThat(understood().configuration().web().isSecure()).isTrue();

        set("server.origins", "http://chat.example");
        assertThat(problems()).singleElement().asString().contains("all of them are https");
    }

    @Test
    void proxies_are_networks() {
        set("server.trusted-proxies", "10.0.0.0/8, 203.0.113.7");
        set("server.forwarded-header", "forwarded");
        assertThat(understood().configuration().web().proxies().networks()).hasSize(2);

        set("server.trusted-proxies", "proxy.example");
        assertThat(problems()).singleElement().asString().contains("networks like 10.0.0.0/8");
    }

    @Test
    void S17_a_secret_is_read_from_a_file_of_its_owner() throws IOException {
        set("metrics.token", "file:" + secret(SECRET + "\n", "rw-------"));

        Reading.Understood understood = understood();
        assertThat(understood.configuration().operators().metricsToken()).contains(SECRET);
        assertThat(understood.lines()).anyMatch(line -> line.contains("metrics.token is set, and not shown"));
        assertThat(String.join("\n", understood.lines())).doesNotContain(SECRET);
        assertThat(understood.configuration().toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void S17_a_secret_that_others_may_read_or_change_is_not_used(String mode) throws IOException {
        set("metrics.token", "file:" + secret(SECRET, mode));

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("metrics.token", "others may read", "chmod 600")
                .doesNotContain(SECRET);
    }

    @Test
    void S17_a_file_that_is_missing_empty_or_endless_is_told_of() throws IOException {
        for (String wrong : List.of(
                folder.resolve("none").toString(),
                secret("", "rw-------").toString(),
                secret("x".repeat(5_000), "rw-------").toString())) {
            set("metrics.token", "file:" + wrong);
            assertThat(problems()).singleElement().asString().contains("metrics.token", wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest", "Admin", "changeme", "password", "12345678", "sarangbang"})
    void S17_a_secret_that_everybody_tries_first_is_refused_where_others_come_in(String secret) {
        set("metrics.token", secret);
        assertThat(problems()).as("on one's own machine").isEmpty();

        set("server.origins", "https://chat.example");
        set("server.trusted-proxies", "127.0.0.1");
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("metrics.token", "everybody tries first")
                .doesNotContain("= " + secret);
    }

    @Test
    void S17_a_wrong_secret_is_not_repeated() {
        set("adapter.read-marks", "pantry");
        set("pantry.door", "left");
        set("pantry.lock-code", "12ab");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("pantry.lock-code")
                .doesNotContain("12ab");
    }

    private Path secret(String text, String mode) throws IOException {
        Path file = Files.createTempFile(folder, "secret", "");
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private void set(String key, String value) {
        flags = flags.given().stream()
                .filter(given -> !given.key().equals(key))
                .reduce(Flags.none(), (all, given) -> all.with(given.key(), given.value(), "--set"), (a, b) -> b)
                .with(key, value, "--set");
    }

    private Reading read() {
        return ConfigurationReader.read(flags, Map.of(), "/home/kim");
    }

    private List<String> problems() {
        return read() instanceof Reading.Flawed(List<Problem> problems)
                ? problems.stream().map(Problem::line).toList()
                : List.of();
    }

    private Reading.Understood understood() {
        assertThat(read()).isInstanceOf(Reading.Understood.class);
        return (Reading.Understood) read();
    }
}
