package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Someone with an account on a server, signed in by cookie. */
record Person(ChatServer server, String name, String accountId, String cookie) {

    static final String PASSWORD = "correct horse battery";

    /** Signs {@code name} up. */
    static Person signUp(ChatServer server, String name) throws IOException {
        RawClient.Answer answer =
                post(server, "/api/accounts", "{\"username\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}");
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return new Person(server, name, Json.parse(answer.body()).string("account.id"), cookieOf(answer));
    }

    /** The name and value of the cookie that {@code answer} sets. */
    static String cookieOf(RawClient.Answer answer) {
        return java.util.Objects.requireNonNull(answer.header("set-cookie")).split(";", 2)[0];
    }

    static RawClient.Answer post(ChatServer server, String path, String body) throws IOException {
        return http(server, "POST", path, Map.of("Content-Type", "application/json"), body);
    }

    /** One request from the server's own page. */
    static RawClient.Answer http(ChatServer server, String method, String path, Map<String, String> more, String body)
            throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "localhost:" + server.port());
        headers.put("Origin", "http://localhost:" + server.port());
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            headers.put("Content-Length", Integer.toString(bytes.length));
        }
        headers.putAll(more);
        headers.values().removeIf(String::isEmpty);
        try (RawClient client = new RawClient(server.port())) {
            client.send(RawClient.request(method + " " + path + " HTTP/1.1", headers));
            client.send(bytes);
            RawClient.Answer answer = client.answer();
            check(method, path, answer);
            return answer;
        }
    }

    /** Holds every JSON body to {@code docs/protocol.schema.json}. */
    private static void check(String method, String path, RawClient.Answer answer) {
        boolean hasJson = "application/json".equals(answer.header("content-type")) && !method.equals("HEAD");
        if (hasJson && answer.status() >= 400) {
            ProtocolSchema.check("http_refusal", answer.body());
        } else if (hasJson && path.equals("/api/sessions") && method.equals("GET")) {
            ProtocolSchema.check("http_sessions", answer.body());
        } else if (hasJson && path.startsWith("/api/")) {
            ProtocolSchema.check("http_account", answer.body());
        }
    }

    RawClient.Answer http(String method, String path) throws IOException {
        return http(server, method, path, Map.of("Cookie", cookie), "");
    }

    /** A device of this person, connected, that has said hello. */
    Device device(String device) throws IOException {
        Device connected = silentDevice();
        assertThat(connected.ask("hello", "device", device).type()).isEqualTo("welcome");
        return connected;
    }

    /** A device of this person, connected. */
    Device silentDevice() throws IOException {
        var client = new RawClient(server.port());
        client.upgrade(Map.of("Cookie", cookie));
        return new Device(client);
    }
}
