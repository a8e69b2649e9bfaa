package dev.sarangbang.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settles a server: signs people up and puts them into rooms, through the same doors as everyone else. */
final class Village {

    private static final int SIGN_UPS_AT_ONCE = 8;
    private static final int REPLY_SECONDS_MAX = 30;
    private static final int FRAMES_QUEUED_MAX = 1_000;
    private static final Pattern ROOM = Pattern.compile("\"room\":\\{\"room\":\"(\\d+)\"");

    private final URI server;
    private final String origin;
    private final String run;
    private final HttpClient http = HttpClient.newHttpClient();

    Village(URI server, String run) {
        this.server = server;
        this.origin = "http://" + server.getHost() + ":" + server.getPort();
        this.run = run;
    }

    /** Session cookies of {@code count} new people. */
    List<String> signUp(int count) throws InterruptedException, ExecutionException {
        List<String> cookies = new ArrayList<>(count);
        try (var executor = Executors.newFixedThreadPool(SIGN_UPS_AT_ONCE)) {
            List<Future<String>> pending = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = name(i);
                pending.add(executor.submit(() -> signUp(name)));
            }
            for (Future<String> cookie : pending) {
                cookies.add(cookie.get());
            }
        }
        return cookies;
    }

    /** Rooms with {@code members} people each, in the order in which they take turns: all first members, then all second. */
    List<Seat> settle(int rooms, int members) throws InterruptedException, ExecutionException, IOException {
        List<String> cookies = signUp(rooms * members);
        Seat[] seats = new Seat[rooms * members];
        for (int room = 0; room < rooms; room++) {
            String id = furnish(cookies.get(room * members), room, members);
            for (int place = 0; place < members; place++) {
                seats[place * rooms + room] = new Seat(room, place, id, cookies.get(room * members + place));
            }
        }
        return List.of(seats);
    }

    private String name(int person) {
        return "u" + person + "-" + run;
    }

    private String signUp(String name) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve("/api/accounts"))
                .header("Content-Type", "application/json")
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\":\"" + name + "\",\"password\":\"a password under load\"}"))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IOException("sign-up: " + response.statusCode() + " " + response.body());
        }
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        int end = cookie.indexOf(';');
        return end < 0 ? cookie : cookie.substring(0, end);
    }

    private String furnish(String hostCookie, int room, int members) throws InterruptedException, ExecutionException {
        try (var host = new Guest(hostCookie)) {
            host.ask("{\"type\":\"hello\",\"id\":\"hello\",\"device\":\"village\"}", "welcome");
            Matcher found = ROOM.matcher(host.ask(
                    "{\"type\":\"create_room\",\"id\":\"create-" + run + "\",\"title\":\"Room " + room + "\"}",
                    "room"));
            if (!found.find()) {
                throw new IllegalStateException("no room was made");
            }
            for (int place = 1; place < members; place++) {
                host.ask(
                        "{\"type\":\"invite\",\"id\":\"invite-" + place + "-" + run + "\",\"room\":\"" + found.group(1)
                                + "\",\"username\":\"" + name(room * members + place) + "\"}",
                        "done");
            }
            return found.group(1);
        }
    }

    /** One connection used by asking and waiting. */
    private final class Guest implements AutoCloseable, WebSocket.Listener {
        private final BlockingQueue<String> frames = new ArrayBlockingQueue<>(FRAMES_QUEUED_MAX);
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        Guest(String cookie) throws InterruptedException, ExecutionException {
            socket = http.newWebSocketBuilder()
                    .header("Cookie", cookie)
                    .header("Origin", origin)
                    .subprotocols("sarangbang.v1")
                    .buildAsync(URI.create("ws://" + server.getHost() + ":" + server.getPort() + "/ws"), this)
                    .get();
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

        String ask(String frame, String reply) throws InterruptedException {
            socket.sendText(frame, true).join();
            while (true) {
                String heard = frames.poll(REPLY_SECONDS_MAX, TimeUnit.SECONDS);
                if (heard == null || heard.startsWith("{\"type\":\"error\"")) {
                    throw new IllegalStateException(frame + " was answered " + heard);
                }
                if (heard.contains("\"type\":\"" + reply + "\"")) {
                    return heard;
                }
            }
        }

        @Override
        public void close() {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            socket.abort();
        }
    }
}
