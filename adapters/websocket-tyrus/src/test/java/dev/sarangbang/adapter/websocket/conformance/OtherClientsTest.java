package dev.sarangbang.adapter.websocket.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.TestEdge;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that were written by others, who read RFC 6455 for themselves: the JDK's, and ws for node. */
class OtherClientsTest {

    private static final int PATIENCE_SECONDS = 30;

    private TestEdge edge;

    @BeforeEach
    void start() throws IOException {
        edge = new TestEdge();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    /** What one socket of the JDK's heard: texts put together, pongs, and its end. */
    private static final class Ear implements WebSocket.Listener {
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder begun = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            begun.append(data);
            if (last) {
                texts.add(begun.toString());
                begun.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            pongs.add(StandardCharsets.UTF_8.decode(message).toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        String text() throws InterruptedException {
            return texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private interface Conversation {
        void with(WebSocket socket, Ear ear) throws Exception;
    }

    private void jdk(Conversation conversation) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var ear = new Ear();
            WebSocket socket = edge.openWithJdk(client, ear);
            conversation.with(socket, ear);
            socket.abort();
        }
    }

    @Test
    void the_jdk_hears_texts_of_every_form_of_length() throws Exception {
        jdk((socket, ear) -> {
            assertThat(socket.getSubprotocol()).isEqualTo("sarangbang.v1");
            for (int length : new int[] {0, 1, 125, 126, 127, 1_000, 16_384}) {
                socket.sendText("x".repeat(length), true).join();
                assertThat(ear.text()).isEqualTo("x".repeat(length));
            }
        });
    }

    @Test
    void the_jdk_may_send_a_text_in_pieces_with_pings_between() throws Exception {
        jdk((socket, ear) -> {
            socket.sendText("사랑", false).join();
            socket.sendPing(ByteBuffer.wrap("there?".getBytes(StandardCharsets.UTF_8)))
                    .join();
            socket.sendText("", false).join();
            socket.sendText("방", true).join();
            assertThat(ear.pongs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("there?");
            assertThat(ear.text()).isEqualTo("사랑방");
        });
    }

    @Test
    void the_jdk_hears_many_texts_in_order() throws Exception {
        jdk((socket, ear) -> {
            for (int i = 0; i < 500; i++) {
                socket.sendText("number " + i, true).join();
            }
            for (int i = 0; i < 500; i++) {
                assertThat(ear.text()).isEqualTo("number " + i);
            }
        });
    }

    @Test
    void the_jdk_closes_and_is_answered_with_its_code() throws Exception {
        for (int code : new int[] {1000, 1001, 3000, 4999}) {
            jdk((socket, ear) -> {
                socket.sendClose(code, "bye").join();
                assertThat(ear.closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(code);
            });
        }
    }

    @Test
    void the_jdk_is_told_when_it_is_wrong() throws Exception {
        jdk((socket, ear) -> {
            socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
            assertThat(ear.closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1003);
        });
        jdk((socket, ear) -> {
            socket.sendText("x".repeat(16_385), true).join();
            assertThat(ear.closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1009);
        });
    }

    @Test
    void the_jdk_is_refused_from_elsewhere() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var refused = client.newWebSocketBuilder()
                    .header("Origin", "http://evil.example")
                    .subprotocols("sarangbang.v1")
                    .buildAsync(URI.create("ws://127.0.0.1:" + edge.port() + "/ws"), new Ear())
                    .handle((socket, failure) ->
                            failure instanceof CompletionException wrapped ? wrapped.getCause() : failure)
                    .join();
            assertThat(refused).isInstanceOf(WebSocketHandshakeException.class);
            assertThat(((WebSocketHandshakeException) refused).getResponse().statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void ws_gets_on_with_it() throws Exception {
        List<String> lines = node("client.mjs", "ws://127.0.0.1:" + edge.port() + "/ws", edge.origin());
        assertThat(lines).hasSizeGreaterThanOrEqualTo(9).allMatch(line -> line.startsWith("ok "));
    }

    @Test
    void ws_notices_a_server_that_gets_it_wrong() throws Exception {
        try (var careless = new CarelessServer()) {
            List<String> lines = node("client.mjs", "ws://127.0.0.1:" + careless.port() + "/ws", edge.origin());
            assertThat(lines).anyMatch(line -> line.startsWith("not ok "));
        }
    }

    @Test
    void two_people_talk_by_ws() throws Exception {
        try (var server = new ChatServer()) {
            assertThat(node("chat.mjs", "http://localhost:" + server.port())).containsExactly("ok");
        }
    }

    /** What a script printed. */
    private static List<String> node(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("node", Path.of("src", "test", "js", script).toString(), ws().toString()));
        command.addAll(List.of(arguments));
        Path printed = Files.createTempFile("ws-", ".txt");
        try {
            Process node = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            if (!node.waitFor(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                node.destroyForcibly().waitFor();
            }
            return Files.readAllLines(printed);
        } catch (IOException e) {
            throw new IOException("node is needed for this test; ./chat test installs it", e);
        } finally {
            Files.delete(printed);
        }
    }

    /** Where the build has put ws. */
    private static Path ws() throws IOException {
        Path webjars = Path.of("target", "webjar", "META-INF", "resources", "webjars", "ws");
        assertThat(webjars).as("ws, which the build unpacks there").isDirectory();
        try (Stream<Path> versions = Files.list(webjars)) {
            return versions.findFirst().orElseThrow().toAbsolutePath();
        }
    }
}
