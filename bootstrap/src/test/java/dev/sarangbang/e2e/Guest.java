package dev.sarangbang.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Someone without a browser, who speaks the protocol: for rooms with more people than this machine has memory for browsers,
 * and for what only a machine would type.
 */
final class Guest implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String url;
    private final String username;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final WebSocket socket;
    private int number;

    private Guest(String url, String username, String name) {
        this.url = url;
        this.username = username;
        String cookie = signUp(name);
        socket = await(http.newWebSocketBuilder()
                .header("Cookie", cookie)
                .header("Origin", url)
                .subprotocols("sarangbang.v1")
                .buildAsync(URI.create(url.replace("http", "ws") + "/ws"), new Ear()));
        ask("hello", Map.of("device", username));
    }

    static Guest signUp(String url, String username, String name) {
        return new Guest(url, username, name);
    }

    private String signUp(String name) {
        var body = new JsonObject();
        body.addProperty("username", username);
        body.addProperty("display_name", name);
        body.addProperty("password", Person.PASSWORD);
        var request = HttpRequest.newBuilder(URI.create(url + "/api/accounts"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Origin", url)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            String cookie = response.headers()
                    .firstValue("set-cookie")
                    .orElseThrow(() -> new IllegalStateException("not signed up: " + response.body()));
            return cookie.substring(0, cookie.indexOf(';'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String username() {
        return username;
    }

    /** Makes a room and returns its id. */
    String opensARoom(String title) {
        return ask("create_room", Map.of("title", title))
                .getAsJsonObject("room")
                .get("room")
                .getAsString();
    }

    /** Enters by a link as people pass it on. */
    void enters(String link) {
        String[] parts = link.substring(link.indexOf('#')).split("/");
        ask("join", Map.of("room", parts[2], "secret", parts[3]));
    }

    /** Says something and returns its sequence, once it is acknowledged. */
    long says(String room, String text) {
        return ask("send", Map.of("room", room, "text", text)).get("sequence").getAsLong();
    }

    /** Has everything of a room on the screen. */
    void reads(String room) {
        JsonObject snapshot = ask("room", Map.of("room", room)).getAsJsonObject("room");
        long head = snapshot.getAsJsonObject("head").get("sequence").getAsLong();
        ask("read", Map.of("room", room, "epoch", snapshot.get("epoch").getAsString(), "sequence", head));
    }

    /** Asks for something and returns the answer, which must not be a refusal. */
    JsonObject ask(String type, Map<String, Object> fields) {
        String id = username + "-" + number++;
        var frame = new JsonObject();
        frame.addProperty("type", type);
        frame.addProperty("id", id);
        fields.forEach((name, value) -> frame.add(name, json(value)));
        JsonObject reply = answerTo(id, frame);
        while (reply.has("retry_after_ms")) { // that was too fast for the server
            LockSupport.parkNanos(
                    Duration.ofMillis(reply.get("retry_after_ms").getAsLong()).toNanos());
            reply = answerTo(id, frame);
        }
        if (reply.get("type").getAsString().equals("error")) {
            throw new IllegalStateException(type + " is refused: " + reply);
        }
        return reply;
    }

    private JsonObject answerTo(String id, JsonObject frame) {
        var answer = new CompletableFuture<JsonObject>();
        asked.put(id, answer);
        await(socket.sendText(frame.toString(), true));
        return await(answer);
    }

    private static JsonElement json(Object value) {
        return value instanceof Number n ? new JsonPrimitive(n) : new JsonPrimitive(value.toString());
    }

    private static <T> T await(CompletionStage<T> coming) {
        try {
            return coming.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    /** Hears answers; what nobody asked for is passed over. */
    private final class Ear implements WebSocket.Listener {

        private final StringBuilder heard = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.append(data);
            if (last) {
                JsonObject frame = JsonParser.parseString(heard.toString()).getAsJsonObject();
                heard.setLength(0);
                JsonElement id = frame.get("id");
                CompletableFuture<JsonObject> waiting = id == null ? null : asked.remove(id.getAsString());
                if (waiting != null) {
                    waiting.complete(frame);
                }
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
