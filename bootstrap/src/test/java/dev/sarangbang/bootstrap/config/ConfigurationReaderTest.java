package dev.sarangbang.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.websocket.net.TrustedProxies;
import dev.sarangbang.bootstrap.Pantry;
import dev.sarangbang.bootstrap.config.Configuration.LogFormat;
import dev.sarangbang.bootstrap.config.Configuration.LogLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {

    private static final String HOME = "/home/kim";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Flags flags = Flags.none();

    @Test
    void S18_a_server_without_any_setting_is_for_this_machine_and_keeps_its_data_with_the_user() {
        Configuration configuration = understood();
        assertThat(configuration.web())
                .isEqualTo(new Configuration.Web(
                        InetAddress.getLoopbackAddress(),
                        8080,
                        java.util.Set.of(),
                        15_000,
                        128,
                        new Configuration.Proxies(java.util.Set.of(), TrustedProxies.Header.X_FORWARDED_FOR),
                        java.util.Optional.empty()));
        assertThat(configuration.dataDirectory()).isEqualTo(Path.of("/home/kim/.local/share/sarangbang"));
        assertThat(configuration.logs()).isEqualTo(new Configuration.Logs(LogFormat.TEXT, LogLevel.INFO));
        assertThat(configuration.operators().metricsToken()).isEmpty();
        assertThat(configuration.stopWithin()).isEqualTo(Duration.ofSeconds(10));
        assertThat(chosen(Port.ROOM_LOG)).isEqualTo("sqlite");
        assertThat(chosen(Port.SYNC_QUEUES)).isEqualTo("in-memory");
        assertThat(chosen(Port.PASSWORD_HASHER)).isEqualTo("argon2");
    }

    @Test
    void every_port_has_an_adapter() {
        assertThat(understood().adapters().chosen().keySet()).containsExactlyElementsOf(Port.all());
    }

    @Test
    void data_goes_where_the_user_keeps_data() {
        environment.put("XDG_DATA_HOME", "/mnt/data");
        assertThat(understood().dataDirectory()).isEqualTo(Path.of("/mnt/data/sarangbang"));
        environment.put("XDG_DATA_HOME", "data");
        assertThat(understood().dataDirectory()).isEqualTo(Path.of("/home/kim/.local/share/sarangbang"));
    }

    @Test
    void a_flag_goes_before_the_environment_and_that_before_the_file() throws IOException {
        file("server.port = 1001", "log.level = debug", "log.format = json");
        environment.put("SARANGBANG_SERVER_PORT", "1002");
        environment.put("SARANGBANG_LOG_LEVEL", "warn");
        set("server.port", "1003");
        Configuration configuration = understood();
        assertThat(configuration.web().port()).isEqualTo(1003);
        assertThat(configuration.logs()).isEqualTo(new Configuration.Logs(LogFormat.JSON, LogLevel.WARN));
    }

    @Test
    void the_environment_may_name_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("chat.properties"), "server.port = 1001");
        environment.put("SARANGBANG_CONFIG", file.toString());
        assertThat(understood().web().port()).isEqualTo(1001);
    }

    @Test
    void a_file_is_read_in_utf_8_and_without_space_around_values() throws IOException {
        file("data-dir =   /srv/사랑방  ", "server.port : 1001");
        assertThat(understood().dataDirectory()).isEqualTo(Path.of("/srv/사랑방"));
        assertThat(understood().web().port()).isEqualTo(1001);
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() throws IOException {
        file("server.prot = 80", "stop.within = soon");
        environment.put("SARANGBANG_LOG_FORMAT", "xml");
        set("server.port", "80800");
        set("adapter.room-log", "sqlit");
        flawed(
                "server.prot (" + folder.resolve("chat.properties")
                        + "): there is no such key; did you mean \"server.port\"?",
                "server.port = \"80800\" (flag --set): must be a whole number from 0 to 65535",
                "log.format = \"xml\" (environment variable SARANGBANG_LOG_FORMAT): must be one of: text, json",
                "stop.within = \"soon\" (" + folder.resolve("chat.properties")
                        + "): must be a time from 1s to 5m, such as 500ms, 10s, 5m, 2h or 30d",
                "adapter.room-log = \"sqlit\" (flag --set): must be an adapter that offers this port: cassandra, in-memory, sqlite;"
                        + " did you mean \"sqlite\"?");
    }

    @Test
    void what_is_wrong_is_told_also_where_it_does_not_hold() throws IOException {
        file("server.port = high");
        set("server.port", "8081");
        flawed("server.port = \"high\" (" + folder.resolve("chat.properties")
                + "): must be a whole number from 0 to 65535");
    }

    @Test
    void values_of_every_kind_are_checked() {
        set("server.bind", "not an address");
        set("server.origins", "https://chat.example/");
        set("server.connections-max", "0");
        set("server.connections-per-address-max", "many");
        set("data-dir", "");
        set("log.level", "INFO");
        set("metrics.token", " ");
        flawed(
                "server.bind = \"not an address\" (flag --set): must be an IP address, or a name that stands for one",
                "server.origins = \"https://chat.example/\" (flag --set): must be origins in lower case like"
                        + " https://chat.example, with commas between them, all of them https or all of them http; or empty",
                "server.connections-max = \"0\" (flag --set): must be a whole number from 1 to 1000000",
                "server.connections-per-address-max = \"many\" (flag --set): must be a whole number from 1 to 1000000",
                "data-dir = \"\" (flag --set): must be a path",
                "log.level = \"INFO\" (flag --set): must be one of: error, warn, info, debug; did you mean \"info\"?",
                "metrics.token = (not shown) (flag --set): must be text, or empty");
    }

    @Test
    void a_variable_nobody_knows_is_a_mistake() {
        environment.put("SARANGBANG_SERVER_PROT", "80");
        environment.put("SARANGBANG_ZOOKEEPER_ENSEMBLE", "a,b");
        environment.put("PATH", "/usr/bin");
        flawed(
                "environment variable SARANGBANG_ZOOKEEPER_ENSEMBLE: there is no such key",
                "environment variable SARANGBANG_SERVER_PROT: there is no such key;"
                        + " did you mean \"SARANGBANG_SERVER_PORT\"?");
    }

    @Test
    void what_container_platforms_say_about_a_service_of_this_name_is_not_for_us() {
        environment.put("SARANGBANG_SERVICE_HOST", "10.0.0.7");
        environment.put("SARANGBANG_SERVICE_PORT_HTTP", "80");
        environment.put("SARANGBANG_PORT", "tcp://10.0.0.7:80");
        environment.put("SARANGBANG_PORT_80_TCP_ADDR", "10.0.0.7");
        assertThat(understood().web().port()).isEqualTo(8080);
    }

    @Test
    void nothing_is_set_twice_in_one_place() throws IOException {
        file("log.level = debug", "log.level = info");
        flags = flags.with("server.port", "1", "--port").with("server.port", "2", "--set");
        flawed(
                "server.port (flag --set): is set twice on the command line",
                "log.level (" + folder.resolve("chat.properties") + "): is set twice");
    }

    @Test
    void a_file_that_is_named_has_to_be_there_and_readable() throws IOException {
        flags = flags.withFile(folder.resolve("nowhere").toString());
        flawed("there is no configuration file " + folder.resolve("nowhere"));
        file("log.level = \\u00zz");
        flawed("the configuration file " + folder.resolve("chat.properties")
                + " cannot be read: Malformed \\uxxxx encoding.");
    }

    @Test
    void an_adapter_has_to_offer_the_port_it_is_chosen_for() {
        set("adapter.room-log", "argon2");
        flawed(
                "adapter.room-log = \"argon2\" (flag --set): must be an adapter that offers this port: cassandra, in-memory, sqlite");
    }

    @Test
    void an_adapter_that_is_chosen_gets_what_only_people_can_know() {
        set("adapter.read-marks", "pantry");
        flawed("pantry.door: is needed by the adapter \"pantry\", and must be text");
        set("pantry.door", "left");
        set("pantry.lock-code", "1234");
        var settings = understood().adapters().settings().get("pantry");
        assertThat(settings).isNotNull();
        assertThat(settings.get(Pantry.DOOR)).isEqualTo("left");
        assertThat(settings.get(Pantry.SHELVES)).isEqualTo(3);
        assertThat(settings.get(Pantry.LOCK)).contains("1234");
    }

    @Test
    void settings_of_adapters_are_checked_even_if_they_are_not_chosen() {
        set("pantry.shelves", "10");
        flawed("pantry.shelves = \"10\" (flag --set): must be a whole number from 1 to 9");
    }

    @Test
    void secrets_are_told_to_nobody() {
        set("pantry.lock-code", "12345");
        flawed("pantry.lock-code = (not shown) (flag --set): must be four digits, or empty");
        flags = Flags.none();
        set("pantry.lock-code", "1234");
        set("metrics.token", "open-sesame");
        Reading.Understood understood = (Reading.Understood) read();
        assertThat(understood.lines())
                .contains("# metrics.token is set, and not shown", "# pantry.lock-code is set, and not shown");
        assertThat(understood.toString()).doesNotContain("1234").doesNotContain("open-sesame");
    }

    @Test
    void what_is_printed_says_where_it_comes_from_and_is_a_configuration_file_again() throws IOException {
        environment.put("SARANGBANG_DATA_DIR", "/srv/two\\words");
        set("server.origins", "https://chat.example, https://사랑방.example".replace("사랑방", "sarangbang"));
        set("server.trusted-proxies", "127.0.0.1");
        List<String> lines = ((Reading.Understood) read()).lines();
        assertThat(lines)
                .containsSubsequence("# default", "server.port = 8080")
                .containsSubsequence("# environment variable SARANGBANG_DATA_DIR", "data-dir = /srv/two\\\\words")
                .containsSubsequence(
                        "# flag --set", "server.origins = https://chat.example, https://sarangbang.example");

        Configuration first = understood();
        environment.clear();
        flags = Flags.none();
        file(lines.toArray(String[]::new));
        assertThat(understood().web()).isEqualTo(first.web());
        assertThat(understood().dataDirectory()).isEqualTo(first.dataDirectory());
    }

    @Test
    void a_folder_of_plug_ins_has_to_be_there() {
        set("plugins-dir", folder.resolve("none").toString());
        flawed("plugins-dir: there is no folder " + folder.resolve("none"));
    }

    private void set(String key, String value) {
        flags = flags.with(key, value, "--set");
    }

    private void file(String... lines) throws IOException {
        flags = flags.withFile(
                Files.write(folder.resolve("chat.properties"), List.of(lines)).toString());
    }

    private Reading read() {
        return ConfigurationReader.read(flags, environment, HOME);
    }

    private Configuration understood() {
        Reading reading = read();
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        return ((Reading.Understood) reading).configuration();
    }

    private String chosen(Port<?> port) {
        return understood().adapters().chosen().get(port).name();
    }

    private void flawed(String... lines) {
        Reading reading = read();
        assertThat(reading).isInstanceOf(Reading.Flawed.class);
        assertThat(((Reading.Flawed) reading).problems())
                .extracting(Problem::line)
                .containsExactlyInAnyOrder(lines);
    }
}
