package dev.sarangbang.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device's connection, which may break at any time. */
final class Line implements WebSocket.Listener, AutoCloseable {

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);
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
    static Line open(HttpClient http, String url, String cookie, String device)
            throws IOException, InterruptedException {
        var line = new Line(http, url, cookie);
        line.say("{\"type\":\"hello\",\"id\":\"hello\",\"device\":\"" + device + "\"}");
        line.answerTo("hello");
        return line;
    }

    void say(String frame) throws IOException {
        try {
            socket.sendText(frame, true).join();
        } catch (CompletionException e) {
            throw new IOException("broken", e);
        }
    }

    /** The next frame. Throws {@link IOException} when the line is broken, or silent for too long. */
    String hear() throws IOException, InterruptedException {
        String frame = frames.poll(CONNECTED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        if (frame == null || frame.equals(BROKEN)) {
            throw new IOException("broken");
        }
        return frame;
    }

    /** The answer to the request {@code id}; what else comes before it is not looked at. */
    String answerTo(String id) throws IOException, InterruptedException {
        String frame = hear();
        while (!frame.contains("\"id\":\"" + id + "\"") || frame.startsWith("{\"type\":\"entry\"")) {
            frame = hear();
        }
        return frame;
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
