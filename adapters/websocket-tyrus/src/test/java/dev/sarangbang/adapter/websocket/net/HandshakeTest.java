package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private TestEdge edge;

    @BeforeEach
    void start() throws IOException {
        edge = new TestEdge();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private int statusOf(String line, Consumer<Map<String, String>> change) throws IOException {
        try (RawClient client = edge.connect()) {
            Map<String, String> headers = client.handshake();
            change.accept(headers);
            return client.ask(RawClient.request(line, headers)).status();
        }
    }

    private int statusWith(String name, String value) throws IOException {
        return statusOf("GET /ws HTTP/1.1", headers -> headers.put(name, value));
    }

    private int statusWithout(String name) throws IOException {
        return statusOf("GET /ws HTTP/1.1", headers -> headers.remove(name));
    }

    @Test
    void a_right_one_is_answered_with_the_key_of_rfc_6455_and_the_subprotocol() throws IOException {
        try (RawClient client = edge.open()) {
            client.text("hello");
            assertThat(client.frame().text()).isEqualTo("hello");
        }
    }

    @Test
    void tokens_are_found_among_others_and_in_any_case() throws IOException {
        assertThat(statusWith("Connection", "keep-alive, UPGRADE")).isEqualTo(101);
        assertThat(statusWith("Upgrade", "WebSocket")).isEqualTo(101);
        assertThat(statusWith("Sec-WebSocket-Protocol", "other, sarangbang.v1")).isEqualTo(101);
    }

    @Test
    void offered_extensions_are_left_alone() throws IOException {
        try (RawClient client = edge.connect()) {
            client.upgrade(Map.of("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"));
        }
    }

    @Test
    void headers_that_make_tyrus_trace_do_nothing() throws IOException {
        try (RawClient client = edge.connect()) {
            Map<String, String> headers = client.handshake();
            headers.put("X-Tyrus-Tracing-Accept", "true");
            headers.put("X-Tyrus-Tracing-Threshold", "TRACE");
            RawClient.Answer answer = client.ask(RawClient.request("GET /ws HTTP/1.1", headers));
            assertThat(answer.headers().keySet()).noneMatch(name -> name.contains("tyrus"));
        }
    }

    @Test
    void only_get_and_only_http_1_1() throws IOException {
        assertThat(statusOf("POST /ws HTTP/1.1", headers -> {})).isEqualTo(405);
        assertThat(statusOf("GET /ws HTTP/1.0", headers -> {})).isEqualTo(426);
    }

    @Test
    void what_is_not_an_upgrade_is_told_so() throws IOException {
        assertThat(statusWithout("Upgrade")).isEqualTo(426);
        assertThat(statusWith("Upgrade", "h2c")).isEqualTo(426);
        assertThat(statusWithout("Connection")).isEqualTo(426);
        assertThat(statusWith("Connection", "notupgradeable")).isEqualTo(426);
    }

    @Test
    void another_version_is_told_the_right_one() throws IOException {
        try (RawClient client = edge.connect()) {
            Map<String, String> headers = client.handshake();
            headers.put("Sec-WebSocket-Version", "8");
            RawClient.Answer answer = client.ask(RawClient.request("GET /ws HTTP/1.1", headers));
            assertThat(answer.status()).isEqualTo(426);
            assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "dGhlIHNhbXBsZSBub25jZQ",
                "dGhlIHNhbXBsZSBub25jZSBsb25nZXI=",
                "****************==",
                "="
            })
    void a_key_is_sixteen_bytes_in_base64(String key) throws IOException {
        assertThat(statusWith("Sec-WebSocket-Key", key)).isEqualTo(400);
    }

    @Test
    void a_key_is_needed_once() throws IOException {
        assertThat(statusWithout("Sec-WebSocket-Key")).isEqualTo(400);
        assertThat(statusWith(
                        "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="))
                .isEqualTo(400);
    }

    @Test
    void the_subprotocol_is_needed() throws IOException {
        assertThat(statusWithout("Sec-WebSocket-Protocol")).isEqualTo(400);
        assertThat(statusWith("Sec-WebSocket-Protocol", "sarangbang.v2")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://localhost",
                "https://localhost:PORT",
                "http://localhost:PORT/",
                "http://LOCALHOST:PORT",
                "http://localhost.evil.example:PORT",
                "http://evil-localhost:PORT",
                "http://localhost:1",
                "http://user@localhost:PORT",
                "file://",
                ""
            })
    void other_origins_are_refused(String origin) throws IOException {
        String asked = origin.replace("PORT", Integer.toString(edge.port()));
        assertThat(statusWith("Origin", asked)).isEqualTo(403);
        assertThat(edge.counts.handshakesRefused).containsEntry(403, 1);
    }

    @Test
    void no_origin_and_two_origins_are_refused() throws IOException {
        assertThat(statusWithout("Origin")).isEqualTo(403);
        assertThat(statusWith("Origin", edge.origin() + "\r\nOrigin: " + edge.origin()))
                .isEqualTo(403);
    }

    @Test
    void all_names_of_this_machine_are_allowed_when_no_origin_is_configured() throws IOException {
        assertThat(statusWith("Origin", "http://127.0.0.1:" + edge.port())).isEqualTo(101);
        assertThat(statusWith("Origin", "http://[::1]:" + edge.port())).isEqualTo(101);
    }

    @Test
    void the_gate_has_the_last_word() throws IOException {
        assertThat(statusWith("Cookie", "a=b; sarangbang=bad")).isEqualTo(401);
        assertThat(statusWith("Cookie", "a=b; sarangbang=good")).isEqualTo(101);
    }

    @Test
    void refused_handshakes_leave_nothing_behind() throws IOException {
        for (int i = 0; i < 50; i++) {
            assertThat(statusWith("Origin", "http://evil.example")).isEqualTo(403);
        }
        Eventually.eventually("all connections are gone", () -> edge.server.connections() == 0);
        assertThat(edge.peers).isEmpty();
    }
}
