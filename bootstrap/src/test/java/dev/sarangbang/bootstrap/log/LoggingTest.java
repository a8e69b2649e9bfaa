package dev.sarangbang.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.bootstrap.config.Configuration.LogFormat;
import dev.sarangbang.bootstrap.config.Configuration.LogLevel;
import dev.sarangbang.bootstrap.config.Configuration.Logs;
import dev.sarangbang.domain.port.PortException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class LoggingTest {

    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void give_the_error_stream_back() {
        System.setErr(realErr);
        Logging.start(new Logs(LogFormat.TEXT, LogLevel.ERROR));
    }

    @Test
    void text_is_one_line_an_event_with_its_keys_and_values() {
        start(LogFormat.TEXT, LogLevel.INFO);
        LoggerFactory.getLogger("dev.sarangbang.Kitchen")
                .atInfo()
                .addKeyValue("pots", 3)
                .log("cooking");
        assertThat(lines()).singleElement().asString().endsWith("INFO  Kitchen: cooking pots=\"3\"");
    }

    @Test
    void a_line_end_in_what_is_logged_does_not_make_another_line() {
        start(LogFormat.TEXT, LogLevel.INFO);
        LoggerFactory.getLogger("dev.sarangbang.Kitchen").info("one\r\n2026-01-01 ERROR forged");
        assertThat(lines()).singleElement().asString().contains("one 2026-01-01 ERROR forged");
    }

    /** Control S15: as many lines as events, whatever comes in as a name, a reason or the message of an exception. */
    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void S15_nothing_that_is_logged_ends_its_line_or_speaks_to_the_terminal(LogFormat format) {
        start(format, LogLevel.INFO);
        List<String> evil = List.of(
                "\n2026-01-01T00:00:00.000Z INFO  Main: forged",
                "\r\nforged",
                "\u2028forged",
                "\u2029forged",
                "\u0085forged",
                "\u000bforged",
                "\u001b[2J\u001b]0;title\u0007",
                "\u0000\u0008\u007f",
                "a\tb");
        for (String each : evil) {
            LoggerFactory.getLogger("dev.sarangbang.Kitchen").info("cooking {}", each);
            LoggerFactory.getLogger("dev.sarangbang.Kitchen")
                    .atWarn()
                    .addKeyValue("who", each)
                    .log("came");
        }
        assertThat(lines()).hasSize(2 * evil.size());
        assertThat(written.toString(StandardCharsets.UTF_8).replace("\n", ""))
                .matches(format == LogFormat.TEXT ? "[^\\p{Cntrl}\u0085\u2028\u2029]*" : "[^\\x00-\\x1f]*");
    }

    @Test
    void S15_a_trace_cannot_pass_for_events() {
        start(LogFormat.TEXT, LogLevel.INFO);
        LoggerFactory.getLogger("dev.sarangbang.Kitchen")
                .error("burnt", new IllegalStateException("hot\n2026-01-01T00:00:00.000Z INFO  Main: forged\u001b[2J"));

        assertThat(lines()[0]).endsWith("ERROR Kitchen: burnt");
        assertThat(lines()).hasSizeGreaterThan(3);
        for (int i = 2; i < lines().length; i++) {
            assertThat(lines()[i]).startsWith("    ");
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
        assertThat(written.toString(StandardCharsets.UTF_8).split("java.lang.IllegalStateException", -1))
                .as("told once")
                .hasSize(2);
    }

    @Test
    void json_is_one_object_an_event() {
        start(LogFormat.JSON, LogLevel.INFO);
        LoggerFactory.getLogger("dev.sarangbang.Kitchen")
                .atWarn()
                .addKeyValue("pots", 3)
                .setCause(new IllegalStateException("too hot"))
                .log("say \"hi\"\n");
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("{")
                .endsWith("}")
                .contains("\"level\":\"WARN\"", "\"pots\":\"3\"", "say \\\"hi\\\"\\n", "too hot");
    }

    @Test
    void whatever_logs_through_the_jdk_ends_up_here() {
        start(LogFormat.TEXT, LogLevel.INFO);
        System.getLogger("dev.sarangbang.adapter.Stove").log(System.Logger.Level.WARNING, "hot");
        java.util.logging.Logger.getLogger("org.glassfish.tyrus.Stove").warning("hotter");
        assertThat(lines()).hasSize(2);
        assertThat(lines()[0]).endsWith("WARN  Stove: hot");
        assertThat(lines()[1]).endsWith("WARN  Stove: hotter");
    }

    @Test
    void what_libraries_say_of_their_insides_is_not_for_the_log_at_any_level() {
        start(LogFormat.TEXT, LogLevel.DEBUG);
        LoggerFactory.getLogger("io.netty.handler.logging").info("00000000 68 65 6c 6c 6f");
        java.util.logging.Logger.getLogger("org.glassfish.tyrus").info("frame: hello");
        LoggerFactory.getLogger("dev.sarangbang.Kitchen").debug("cooking");
        assertThat(lines()).singleElement().asString().endsWith("cooking");
    }

    @Test
    void the_level_is_the_least_that_is_logged() {
        start(LogFormat.TEXT, LogLevel.WARN);
        LoggerFactory.getLogger("dev.sarangbang.Kitchen").info("cooking");
        assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void what_keeps_failing_is_told_once_in_a_while_with_how_often() {
        start(LogFormat.TEXT, LogLevel.INFO);
        var nanos = new AtomicLong();
        var complaints = new Complaints(nanos::get);
        var outage = new PortException.Unavailable("nobody answers", new IOException("10.0.0.7"));
        for (int i = 0; i < 5; i++) {
            complaints.complain("presence", outage);
            complaints.complain("heads", new PortException.Unavailable("slow"));
        }
        nanos.addAndGet(Complaints.EVERY.toNanos());
        complaints.complain("presence", outage);
        assertThat(lines()).hasSize(3);
        assertThat(lines()[0]).contains("what=\"presence\" unsaid=\"0\" reason=\"nobody answers (IOException)\"");
        assertThat(lines()[1]).contains("what=\"heads\" unsaid=\"0\" reason=\"slow\"");
        assertThat(lines()[2]).contains("what=\"presence\" unsaid=\"4\"");
    }

    private void start(LogFormat format, LogLevel level) {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        Logging.start(new Logs(format, level));
    }

    private String[] lines() {
        return written.toString(StandardCharsets.UTF_8).split("\n");
    }
}
