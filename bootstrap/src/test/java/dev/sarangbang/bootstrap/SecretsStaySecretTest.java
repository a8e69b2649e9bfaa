package dev.sarangbang.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.bootstrap.config.Configuration;
import dev.sarangbang.bootstrap.config.Configuration.LogFormat;
import dev.sarangbang.bootstrap.config.Configuration.LogLevel;
import dev.sarangbang.bootstrap.config.ConfigurationReader;
import dev.sarangbang.bootstrap.config.Flags;
import dev.sarangbang.bootstrap.config.Reading;
import dev.sarangbang.bootstrap.log.Logging;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Controls S2, S15 and S17: a whole server that says as much as it can, and people who do everything right and wrong with their secrets
 * in it; and then none of these in the log, in the metrics, or in what anybody is told.
 */
class SecretsStaySecretTest {

    private static final String PASSWORD = "kR7-pelican-41-umbrella";
    private static final String WRONG_PASSWORD = "xQ9-walrus-77-teapot";
    private static final String TEXT = "meet me behind the boathouse at nine";
    private static final Pattern SECRET = Pattern.compile("\"invite\":\"([A-Za-z0-9_-]+)\"");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> told = new ArrayList<>();

    @Test
    void S15_nothing_that_is_secret_is_written_anywhere() throws Exception {
        PrintStream realErr = System.err;
        var written = new ByteArrayOutputStream();
        List<String> secrets = new ArrayList<>(List.of(PASSWORD, WRONG_PASSWORD, TEXT));
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            Logging.start(new Configuration.Logs(LogFormat.TEXT, LogLevel.DEBUG));
            Server server = Server.start(configuration());
            String base = server.url().replace("localhost", "127.0.0.1");
            HttpResponse<String> signUp = post(base, "api/accounts", credentials(PASSWORD));
            assertThat(signUp.statusCode()).isEqualTo(201);
            for (String cookie : signUp.headers().allValues("set-cookie")) {
                secrets.add(cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
            }
            assertThat(secrets).hasSize(5);
            for (int i = 0; i < 5; i++) {
                told.add(post(base, "api/sessions", credentials(WRONG_PASSWORD)).body());
            }
            told.add(post(base, "api/sessions", "{\"username\":\"ann\",\"password\":\"" + PASSWORD)
                    .body());
            told.add(post(base, "api/accounts?password=" + PASSWORD, "[\"" + PASSWORD + "\"]")
                    .body());
            secrets.add(talk(base, signUp));
            told.add(http.send(
                            HttpRequest.newBuilder(URI.create(base + "metrics")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            server.stop();
        } finally {
            System.setErr(realErr);
            Logging.start(new Configuration.Logs(LogFormat.TEXT, LogLevel.ERROR));
        }
        String log = written.toString(StandardCharsets.UTF_8);
        assertThat(log).as("it does say something").contains("ready", "stopped");
        for (String secret : secrets) {
            assertThat(log).doesNotContain(secret);
            assertThat(String.join("\n", told)).doesNotContain(secret);
        }
    }

    /** Talks, rightly and wrongly; returns the room's invite secret. */
    private String talk(String base, HttpResponse<String> signUp) throws Exception {
        BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        String cookie = signUp.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
        WebSocket socket = http.newWebSocketBuilder()
                .header("Origin", base.substring(0, base.length() - 1))
                .header("Cookie", cookie)
                .subprotocols("sarangbang.v1")
                .buildAsync(URI.create(base.replace("http:", "ws:") + "ws"), new WebSocket.Listener() {
                    private final StringBuilder partial = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        partial.append(data);
                        if (last) {
                            frames.add(partial.toString());
                            partial.setLength(0);
                        }
                        from.request(1);
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
        ask(socket, frames, "{\"type\":\"hello\",\"id\":\"1\",\"device\":\"phone\"}", "welcome");
        String room = ask(socket, frames, "{\"type\":\"create_room\",\"id\":\"2\",\"title\":\"Kitchen\"}", "room");
        Matcher found = SECRET.matcher(room);
        assertThat(found.find()).isTrue();
        Matcher id = Pattern.compile("\"room\":\"(\\d+)\"").matcher(room);
        assertThat(id.find()).isTrue();
        String send = "{\"type\":\"send\",\"id\":\"%s\",\"room\":\"%s\",\"text\":\"" + TEXT + "\"%s}";
        ask(socket, frames, send.formatted("3", id.group(1), ""), "sent");
        told.add(ask(socket, frames, send.formatted("4", id.group(1), ",\"extra\":\"" + TEXT + "\""), "error"));
        told.add(ask(socket, frames, send.formatted("5", "1", ""), "error"));
        told.add(ask(socket, frames, "{\"type\":\"" + PASSWORD + "\",\"id\":\"6\"}", "error"));
        told.add(ask(
                socket,
                frames,
                "{\"type\":\"join\",\"id\":\"7\",\"room\":\"1\",\"secret\":\"" + found.group(1) + "\"}",
                "error"));
        told.add(ask(socket, frames, PASSWORD, "error"));
        socket.abort();
        return found.group(1);
    }

    private static String ask(WebSocket socket, BlockingQueue<String> frames, String frame, String reply)
            throws Exception {
        socket.sendText(frame, true).get(10, TimeUnit.SECONDS);
        while (true) {
            String heard = frames.poll(10, TimeUnit.SECONDS);
            assertThat(heard).as("a reply of the type %s", reply).isNotNull();
            if (heard.startsWith("{\"type\":\"" + reply + "\"")) {
                return heard;
            }
        }
    }

    private HttpResponse<String> post(String base, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Origin", base.substring(0, base.length() - 1))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String credentials(String password) {
        return "{\"username\":\"ann\",\"password\":\"" + password + "\"}";
    }

    private Configuration configuration() {
        Flags flags = Flags.none()
                .with("server.port", "0", "--port")
                .with("data-dir", folder.toString(), "--data-dir")
                .with("log.level", "debug", "--set")
                .with("adapter.password-hasher", "unsafe-fast", "--set");
        Reading reading = ConfigurationReader.read(flags, Map.of(), folder.toString());
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        return ((Reading.Understood) reading).configuration();
    }
}
