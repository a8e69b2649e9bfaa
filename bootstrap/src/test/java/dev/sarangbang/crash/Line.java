package dev.sarangbang.crash;

import dev.sarangbang.e2e.Frames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device's connection, which may break at any time. What is said and heard on it is held to the protocol's schema. */
public final class Line implements WebSocket.Listener, AutoCloseable {

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

    /** Longer than the server may take for any answer, so that an answer that comes too late is seen to come too late. */
    private static final Duration SILENT_MAX = Duration.ofSeconds(12);

    private static final String BROKEN = "";

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private Line(HttpClient http, String url, String cookie) throws IOException, InterruptedException {
        try {
            socket = http.newWebSocketBuilder()
                    .connectTimeout(CONNECTED_WITHIN)
                    .header("Cookie", cookie)
                    .header("Origin", url)
                    .subprotocols("sarangbang.v1")
                    .buildAsync(URI.create(url.replace("http:", "ws:") + "/ws"), this)
                    .get(CONNECTED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException("not connected", e);
        }
    }

    /** Connects and says hello. Throws {@link IOException} if the server is not there. */
    public static Line open(HttpClient http, String url, String cookie, String device)
            throws IOException, InterruptedException {
        var line = new Line(http, url, cookie);
        try {
            line.say("{\"type\":\"hello\",\"id\":\"hello\",\"device\":\"" + device + "\"}");
            if (line.answerTo("hello").startsWith("{\"type\":\"welcome\"")) {
                return line;
            }
            throw new IOException("not welcome");
        } catch (IOException | RuntimeException e) {
            line.close();
            throw e;
        }
    }

    /** Sends a frame. */
    public void say(String frame) throws IOException {
        Frames.hold(false, frame);
        try {
            socket.sendText(frame, true).join();
        } catch (CompletionException e) {
            throw new IOException("broken", e);
        }
    }

    /** The next frame. Throws {@link IOException} when the line is broken, or silent for too long. */
    public String hear() throws IOException, InterruptedException {
        return hear(SILENT_MAX).orElseThrow(() -> new IOException("silent"));
    }

    /** The next frame, or empty if none comes within {@code patience}. Throws {@link IOException} when the line is broken. */
    public Optional<String> hear(Duration patience) throws IOException, InterruptedException {
        String frame = frames.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (BROKEN.equals(frame)) {
            throw new IOException("broken");
        }
        if (frame != null) {
            Frames.hold(true, frame);
        }
        return Optional.ofNullable(frame);
    }

    /** The answer to the request {@code id}; what else comes before it is not looked at. */
    public String answerTo(String id) throws IOException, InterruptedException {
        String frame = hear();
        while (!frame.contains("\"id\":\"" + id + "\"") || frame.startsWith("{\"type\":\"entry\"")) {
            frame = hear();
        }
        return frame;
    }

    /** Sends {@code frame}, in which {@code %s} stands for {@code id}, and gives its answer. */
    public String ask(String id, String frame) throws IOException, InterruptedException {
        say(frame.formatted(id));
        return answerTo(id);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        frames.add(BROKEN);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        frames.add(BROKEN);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
