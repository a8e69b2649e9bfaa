package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HttpConversationTest {

    private static final String HOST = "Host: localhost\r\n";

    private TestEdge edge;

    @BeforeEach
    void start() throws IOException {
        edge = new TestEdge();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void requests_on_one_connection_are_answered_one_after_the_other() throws IOException {
        try (RawClient client = edge.connect()) {
            assertThat(client.ask("GET /one HTTP/1.1\r\n" + HOST + "\r\n").body())
                    .isEqualTo("GET /one ");
            assertThat(client.ask("POST /two HTTP/1.1\r\n" + HOST + "Content-Length: 4\r\n\r\nbody")
                            .body())
                    .isEqualTo("POST /two body");
            assertThat(client.ask("POST /three HTTP/1.1\r\n" + HOST
                                    + "Transfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n")
                            .body())
                    .isEqualTo("POST /three body");
        }
    }

    @Test
    void requests_that_come_together_are_answered_in_order() throws IOException {
        try (RawClient client = edge.connect()) {
            client.send("GET /1 HTTP/1.1\r\n" + HOST + "\r\nGET /2 HTTP/1.1\r\n" + HOST + "\r\nGET /3 HTTP/1.1\r\n"
                    + HOST + "\r\n");
            for (int i = 1; i <= 3; i++) {
                assertThat(client.answer().body()).isEqualTo("GET /" + i + " ");
            }
        }
    }

    @Test
    void requests_may_come_byte_by_byte() throws IOException {
        try (RawClient client = edge.connect()) {
            for (char c : ("GET /slowly HTTP/1.1\r\n" + HOST + "\r\n").toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.answer().body()).isEqualTo("GET /slowly ");
        }
    }

    @Test
    void head_is_answered_without_a_body_and_with_its_length() throws IOException {
        try (RawClient client = edge.connect()) {
            RawClient.Answer answer = client.ask("HEAD /x HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(answer.header("content-length")).isEqualTo("8");
            assertThat(client.ask("GET /next HTTP/1.1\r\n" + HOST + "\r\n").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void expect_continue_is_told_to_go_on() throws IOException {
        try (RawClient client = edge.connect()) {
            RawClient.Answer first =
                    client.ask("POST /x HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(first.status()).isEqualTo(100);
            assertThat(client.ask("body").body()).isEqualTo("POST /x body");
        }
    }

    @Test
    void http_1_0_and_connection_close_are_answered_and_ended() throws IOException {
        for (String request :
                new String[] {"GET /x HTTP/1.0\r\n\r\n", "GET /x HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"}) {
            try (RawClient client = edge.connect()) {
                RawClient.Answer answer = client.ask(request);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("connection")).isEqualTo("close");
                assertThat(client.isEnded()).isTrue();
            }
        }
    }

    @Test
    void a_connection_is_not_used_for_ever() throws IOException {
        try (RawClient client = edge.connect()) {
            for (int i = 1; i < EdgeLimits.REQUESTS_PER_CONNECTION_MAX; i++) {
                assertThat(client.ask("GET /x HTTP/1.1\r\n" + HOST + "\r\n").header("connection"))
                        .isNull();
            }
            assertThat(client.ask("GET /x HTTP/1.1\r\n" + HOST + "\r\n").header("connection"))
                    .isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void every_answer_is_safe_and_says_nothing_about_the_server() throws IOException {
        for (String request : new String[] {
            "GET /x HTTP/1.1\r\n" + HOST + "\r\n", "rubbish\r\n\r\n", "GET /ws HTTP/1.1\r\n" + HOST + "\r\n"
        }) {
            try (RawClient client = edge.connect()) {
                Map<String, String> headers = client.ask(request).headers();
                assertThat(headers).doesNotContainKey("server").doesNotContainKey("x-powered-by");
                assertThat(headers).containsEntry("x-content-type-options", "nosniff");
                assertThat(headers).containsEntry("referrer-policy", "no-referrer");
                assertThat(headers).containsEntry("cross-origin-opener-policy", "same-origin");
                assertThat(headers).containsEntry("date", "Tue, 24 Nov 2026 00:00:00 GMT");
                assertThat(headers.get("content-security-policy"))
                        .startsWith("default-src 'none'; script-src 'self'")
                        .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'");
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_a_request_is_refused_and_ends_the_connection() {
        String line = "GET / HTTP/1.1\r\n";
        Map<String, Integer> cases = new java.util.LinkedHashMap<>();
        cases.put("rubbish\r\n\r\n", 400);
        cases.put("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n", 400);
        cases.put("GET /\r\n\r\n", 400);
        cases.put("GET / HTTP/2.0\r\n" + HOST + "\r\n", 505);
        cases.put("GET / HTTP/1.2\r\n" + HOST + "\r\n", 505);
        cases.put("GET / HTTP/9.9\r\n" + HOST + "\r\n", 505);
        cases.put("GET / ICY/1.0\r\n" + HOST + "\r\n", 400);
        cases.put(line + "\r\n", 400);
        cases.put(line + HOST + HOST + "\r\n", 400);
        cases.put("GET http://localhost/ HTTP/1.1\r\n" + HOST + "\r\n", 400);
        cases.put("GET * HTTP/1.1\r\n" + HOST + "\r\n", 400);
        cases.put("CONNECT localhost:1 HTTP/1.1\r\n" + HOST + "\r\n", 400);
        cases.put("GET /../etc/passwd HTTP/1.1\r\n" + HOST + "\r\n", 400);
        cases.put("GET /%2e%2e/etc HTTP/1.1\r\n" + HOST + "\r\n", 400);
        cases.put("GET /%zz HTTP/1.1\r\n" + HOST + "\r\n", 400);
        cases.put("GET /% HTTP/1.1\r\n" + HOST + "\r\n", 400);
        cases.put("GET /%00 HTTP/1.1\r\n" + HOST + "\r\n", 400);
        cases.put("GET /%c0%af HTTP/1.1\r\n" + HOST + "\r\n", 400);
        cases.put("GET /a%5cb HTTP/1.1\r\n" + HOST + "\r\n", 400);
        cases.put("GET /" + "x".repeat(2_100) + " HTTP/1.1\r\n" + HOST + "\r\n", 414);
        cases.put(line + HOST + "X: " + "x".repeat(9_000) + "\r\n\r\n", 431);
        cases.put(line + HOST + "X: x\r\n".repeat(64) + "\r\n", 431);
        cases.put(line + HOST + "X: a\u0000b\r\n\r\n", 400);
        cases.put(line + HOST + "X: a\rb\r\n\r\n", 400);
        cases.put(line + HOST + "X : x\r\n\r\n", 400);
        cases.put(line + HOST + "X\u0001: x\r\n\r\n", 400);
        cases.put("GET / HTTP/1.1\nHost: localhost\n\n", 400);
        cases.put(line + HOST + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody", 400);
        cases.put(line + HOST + "Content-Length: -1\r\n\r\n", 400);
        cases.put(line + HOST + "Content-Length: +4\r\n\r\nbody", 400);
        cases.put(line + HOST + "Content-Length: x\r\n\r\n", 400);
        cases.put(line + HOST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
        cases.put("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
        cases.put(line + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400);
        cases.put(line + HOST + "Transfer-Encoding: chunked\r\n\r\n1\r\nxy0\r\n\r\n", 400);
        cases.put(line + HOST + "Transfer-Encoding: gzip\r\n\r\n", 400);
        cases.put(line + HOST + "Content-Length: 8193\r\n\r\n", 413);
        cases.put(line + HOST + "Content-Length: 99999999999999999999\r\n\r\n", 400);
        cases.put(
                line + HOST + "Transfer-Encoding: chunked\r\n\r\n2001\r\n" + "x".repeat(0x2001) + "\r\n0\r\n\r\n", 413);
        cases.put(line + HOST + "Expect: something\r\n\r\n", 417);
        return cases.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getValue() + " " + printable(each.getKey()), () -> {
                    try (RawClient client = edge.connect()) {
                        RawClient.Answer answer = client.ask(each.getKey());
                        assertThat(answer.status()).isEqualTo(each.getValue());
                        assertThat(answer.header("connection")).isEqualTo("close");
                        assertThat(answer.body()).startsWith("{\"code\":\"");
                        assertThat(client.isEnded()).isTrue();
                    }
                }));
    }

    private static String printable(String request) {
        String text = request.replace("\r\n", " | ");
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    @Test
    void a_head_that_does_not_come_in_time_is_refused() throws IOException {
        try (RawClient silent = edge.connect();
                RawClient partial = edge.connect();
                RawClient second = edge.connect()) {
            partial.send("GET / HTTP/1.1\r\nHost: loc");
            second.ask("GET /first HTTP/1.1\r\n" + HOST + "\r\n");
            second.send("GET /sec");
            Eventually.eventually("all three are there", () -> edge.counts.accepted.get() == 3);
            edge.pass(EdgeLimits.HEADERS_WITHIN.minusMillis(1));
            partial.send("al");
            edge.pass(Duration.ofMillis(2));
            assertThat(partial.answer().status()).isEqualTo(408);
            assertThat(silent.answer().status()).isEqualTo(408);
            assertThat(partial.isEnded()).isTrue();
        }
    }

    @Test
    void a_body_that_does_not_come_in_time_is_refused() throws IOException {
        try (RawClient client = edge.connect()) {
            assertThat(client.ask("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\nExpect: 100-continue\r\n\r\n")
                            .status())
                    .isEqualTo(100);
            client.send("half");
            edge.pass(EdgeLimits.BODY_WITHIN);
            assertThat(client.answer().status()).isEqualTo(408);
        }
    }

    @Test
    void a_connection_without_requests_is_ended() throws IOException {
        try (RawClient client = edge.connect()) {
            client.ask("GET /x HTTP/1.1\r\n" + HOST + "\r\n");
            Eventually.eventually("it is ended", () -> {
                edge.pass(EdgeLimits.KEEP_ALIVE_IDLE);
                return edge.server.connections() == 0;
            });
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void a_bug_is_a_500_that_tells_nothing() throws IOException {
        try (var buggy = new TestEdge(
                        request -> {
                            throw new IllegalStateException("secret");
                        },
                        10);
                RawClient client = buggy.connect()) {
            RawClient.Answer answer = client.ask("GET /x HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"code\":\"internal\",\"message\":\"a bug\"}");
        }
    }

    @Test
    void more_connections_than_allowed_are_closed_and_places_are_given_back() throws Exception {
        try (var small = new TestEdge(TestEdge::tell, 2)) {
            for (int round = 0; round < 3; round++) {
                try (RawClient one = small.connect();
                        RawClient two = small.connect()) {
                    assertThat(one.ask("GET /1 HTTP/1.1\r\n" + HOST + "\r\n").status())
                            .isEqualTo(200);
                    assertThat(two.ask("GET /2 HTTP/1.1\r\n" + HOST + "\r\n").status())
                            .isEqualTo(200);
                    try (RawClient three = small.connect()) {
                        assertThat(three.isEnded()).isTrue();
                    }
                }
                Eventually.eventually("nobody is there", () -> small.server.connections() == 0);
            }
            assertThat(small.counts.refused).hasValue(3);
        }
    }

    @Test
    void it_listens_where_it_was_told_and_nowhere_else() throws IOException {
        assertThat(edge.server.address().getAddress().isLoopbackAddress()).isTrue();
        java.net.InetAddress other = java.net.InetAddress.getByName("127.0.0.2");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new java.net.Socket(other, edge.port()).close())
                .isInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void an_address_that_is_taken_is_told_of() {
        var settings = EdgeSettings.at(edge.server.address(), java.util.Set.of());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> EdgeServer.start(new EdgeServer.Parts(
                        settings,
                        TestEdge::tell,
                        upgrade -> {
                            throw new IllegalStateException("nobody comes");
                        },
                        EdgeObserver.NONE,
                        java.time.Clock.systemUTC(),
                        System::nanoTime)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on");
    }

    @Test
    void the_client_of_the_jdk_gets_on_with_it() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(edge.origin() + "/x"))
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("body"))
                    .build();
            var answer = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("POST /x body");
        }
    }
}
