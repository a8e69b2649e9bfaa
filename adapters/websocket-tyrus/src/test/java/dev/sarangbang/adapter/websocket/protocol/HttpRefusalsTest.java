package dev.sarangbang.adapter.websocket.protocol;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.RawClient;
import dev.sarangbang.application.Limits;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.PasswordHasher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of error codes in the documentation, row by row, over HTTP: each is provoked, and changes nothing. */
class HttpRefusalsTest {

    /** A wrong request of someone who is not signed up, or of Ann, who is. */
    private interface Wrong {
        RawClient.Answer ask(ChatServer server, Person ann) throws IOException;
    }

    private final Map<String, List<Wrong>> provocations = new TreeMap<>();

    private void row(String code, Wrong... ways) {
        assertThat(provocations.put(code, List.of(ways))).isNull();
    }

    private static Wrong signUp(String body) {
        return (server, ann) -> Person.post(server, "/api/accounts", body);
    }

    private static String cem(String password) {
        return "{\"username\":\"cem\",\"password\":\"" + password + "\"}";
    }

    private static Wrong[] signUps(String pattern, String... values) {
        return Stream.of(values)
                .map(value -> signUp(pattern.replace("VALUE", value)))
                .toArray(Wrong[]::new);
    }

    private static Wrong raw(String request) {
        return (server, ann) -> {
            try (RawClient client = new RawClient(server.port())) {
                return client.ask(request);
            }
        };
    }

    /** A good sign-up, but for one header. */
    private static Wrong signUpWith(String name, String value) {
        return (server, ann) -> Person.http(server, "POST", "/api/accounts", Map.of(name, value), cem(Person.PASSWORD));
    }

    /** A good sign-up, with everything but the named header right. */
    private static Wrong signUpOfType(Map<String, String> more) {
        return (server, ann) -> Person.http(server, "POST", "/api/accounts", more, cem(Person.PASSWORD));
    }

    private static Wrong outage(Class<?> port, Wrong request) {
        return (server, ann) -> {
            server.faults.outageOf(port);
            RawClient.Answer answer = request.ask(server, ann);
            server.faults.none();
            return answer;
        };
    }

    private void rows() {
        Map<String, String> json = Map.of("Content-Type", "application/json");
        Wrong goodSignUp = signUp(cem(Person.PASSWORD));
        row("bad_json", signUps("VALUE", "x", "[]", "{", cem(Person.PASSWORD) + "x", "{\"username\":\"\u0001\"}"));
        row(
                "bad_request",
                signUp("{}"),
                signUp("{\"username\":\"cem\"}"),
                signUp("{\"username\":7,\"password\":\"" + Person.PASSWORD + "\"}"),
                signUp("{\"username\":\"cem\",\"password\":null}"),
                signUp("{\"username\":\"cem\",\"password\":\"" + Person.PASSWORD + "\",\"admin\":\"yes\"}"),
                signUp("{\"username\":\"cem\",\"password\":\"" + Person.PASSWORD + "\",\"display_name\":null}"),
                raw("rubbish\r\n\r\n"));
        row(
                "username_invalid",
                signUps(
                        "{\"username\":\"VALUE\",\"password\":\"" + Person.PASSWORD + "\"}",
                        "",
                        "c",
                        "c".repeat(21),
                        ".cem",
                        "ce m",
                        "ce/m",
                        "ce\\u0000m",
                        "\\ud800cem"));
        row(
                "display_name_invalid",
                signUps(
                        "{\"username\":\"cem\",\"display_name\":\"VALUE\",\"password\":\"" + Person.PASSWORD + "\"}",
                        "",
                        " ",
                        "\\u200b",
                        "x".repeat(31),
                        "a\\nb"));
        row("password_too_short", signUp(cem("1234567")), signUp(cem("")), signUp(cem("😀😀😀😀")));
        row("password_too_long", signUp(cem("x".repeat(129))));
        row("password_common", signUp(cem("password")), signUp(cem("PassWord1")), signUp(cem("12345678")));
        row("rate_limited", (server, ann) -> {
            for (int i = 0; i <= Limits.LOGIN_FAILURES_FREE; i++) {
                Person.post(server, "/api/sessions", "{\"username\":\"ann\",\"password\":\"not her password\"}");
            }
            return Person.post(server, "/api/sessions", "{\"username\":\"ann\",\"password\":\"not her password\"}");
        });
        row(
                "username_taken",
                signUp("{\"username\":\"ann\",\"password\":\"another password\"}"),
                signUp("{\"username\":\"ＡＮＮ\",\"password\":\"another password\"}"));
        row(
                "wrong_credentials",
                (server, ann) -> Person.post(
                        server, "/api/sessions", "{\"username\":\"ann\",\"password\":\"not her password\"}"),
                (server, ann) -> Person.post(
                        server, "/api/sessions", "{\"username\":\"nobody\",\"password\":\"not her password\"}"),
                (server, ann) -> Person.post(server, "/api/sessions", "{\"username\":\"!\",\"password\":\"\"}"));
        row(
                "not_logged_in",
                (server, ann) -> Person.http(server, "GET", "/api/sessions/current", Map.of(), ""),
                (server, ann) ->
                        Person.http(server, "GET", "/api/sessions/current", Map.of("Cookie", ann.cookie() + "x"), ""),
                (server, ann) -> Person.http(
                        server,
                        "GET",
                        "/api/sessions/current",
                        Map.of("Cookie", ann.cookie().replace('=', '-')),
                        ""),
                (server, ann) -> Person.http(server, "DELETE", "/api/sessions/current", Map.of(), ""),
                (server, ann) -> handshake(server, Map.of()));
        row(
                "origin_refused",
                signUpWith("Origin", "http://evil.example"),
                signUpOfType(Map.of("Content-Type", "application/json", "Origin", "")),
                (server, ann) -> Person.http(
                        server,
                        "DELETE",
                        "/api/sessions/current",
                        Map.of("Cookie", ann.cookie(), "Origin", "null"),
                        ""),
                (server, ann) -> handshake(server, Map.of("Cookie", ann.cookie(), "Origin", "http://evil.example")));
        row(
                "unsupported_media_type",
                signUpOfType(Map.of()),
                signUpOfType(Map.of("Content-Type", "text/plain")),
                signUpOfType(Map.of("Content-Type", "application/x-www-form-urlencoded")));
        row("not_found", (server, ann) -> Person.http(server, "GET", "/nothing", Map.of(), ""));
        row(
                "method_not_allowed",
                (server, ann) -> Person.http(server, "PUT", "/api/accounts", json, cem(Person.PASSWORD)),
                (server, ann) -> Person.http(server, "TRACE", "/api/sessions", Map.of(), ""));
        row("request_timeout", (server, ann) -> {
            try (RawClient client = new RawClient(server.port())) {
                client.send("GET / HTTP/1.1\r\nHost:");
                // Time goes on until the server, which may not have seen the client yet, has waited long enough.
                eventually("it is answered", () -> {
                    server.nanos.advance(java.time.Duration.ofSeconds(6));
                    return client.hasSomething();
                });
                return client.answer();
            }
        });
        row("too_large", signUp(cem("x".repeat(8_192))));
        row("uri_too_long", raw("GET /" + "x".repeat(2_100) + " HTTP/1.1\r\nHost: x\r\n\r\n"));
        row("expectation_failed", signUpWith("Expect", "a miracle"));
        row("headers_too_large", signUpWith("X-Long", "x".repeat(8_200)));
        row("http_version_not_supported", raw("GET / HTTP/3.0\r\nHost: x\r\n\r\n"));
        row(
                "unavailable",
                outage(Accounts.class, goodSignUp),
                outage(LoginSessions.class, (server, ann) -> ann.http("GET", "/api/sessions/current")),
                outage(LoginSessions.class, (server, ann) -> ann.http("DELETE", "/api/sessions/current")),
                outage(LoginSessions.class, (server, ann) -> handshake(server, Map.of("Cookie", ann.cookie()))));
        row("internal", (server, ann) -> {
            server.faults.in(Accounts.class, () -> {
                throw new IllegalStateException("a bug, as told");
            });
            RawClient.Answer answer = goodSignUp.ask(server, ann);
            server.faults.none();
            return answer;
        });
        row("busy", (server, ann) -> {
            List<Device> many = new ArrayList<>();
            for (int i = 0; i < ProtocolLimits.SOCKETS_PER_ACCOUNT_MAX; i++) {
                many.add(ann.silentDevice());
            }
            RawClient.Answer answer = handshake(server, Map.of("Cookie", ann.cookie()));
            for (Device device : many) {
                device.close();
            }
            eventually("there is room again", () -> {
                try (Device again = ann.silentDevice()) {
                    return again.raw().socket().isConnected();
                } catch (IOException | AssertionError e) {
                    return false;
                }
            });
            return answer;
        });
    }

    private static RawClient.Answer handshake(ChatServer server, Map<String, String> more) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            Map<String, String> headers = client.handshake();
            headers.putAll(more);
            return client.ask(RawClient.request("GET /ws HTTP/1.1", headers));
        }
    }

    /** Those for operators are served, and tried, by the server as a whole. */
    private static Stream<CodeTable.Row> overHttp() {
        return CodeTable.rows().stream()
                .filter(row -> !row.status().isEmpty() && !row.code().equals("metrics_refused"));
    }

    @TestFactory
    Stream<DynamicTest> every_code_is_given_for_what_it_says_and_nothing_changes() {
        rows();
        return overHttp().flatMap(row -> {
            List<Wrong> ways = provocations.getOrDefault(row.code(), List.of());
            assertThat(ways).as("ways to provoke %s", row.code()).isNotEmpty();
            return IntStream.range(0, ways.size())
                    .mapToObj(i -> DynamicTest.dynamicTest(row.code() + " " + (i + 1), () -> check(row, ways.get(i))));
        });
    }

    private static void check(CodeTable.Row row, Wrong way) throws IOException {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            RawClient.Answer answer = way.ask(server, ann);
            assertThat(answer.status()).as("%s", answer).isEqualTo(Integer.parseInt(row.status()));
            Json body = Json.parse(answer.body());
            assertThat(body.fields().keySet()).containsExactly("code", "message");
            assertThat(body.at("code")).isEqualTo(row.code());
            assertThat(answer.header("set-cookie")).isNull();
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(ann.http("GET", "/api/sessions/current").status()).isEqualTo(200);
            assertThat(Person.post(server, "/api/sessions", cem(Person.PASSWORD))
                            .status())
                    .as("nobody was signed up")
                    .isEqualTo(401);
        }
    }

    @Test
    void passwords_are_hashed_a_few_at_a_time_and_beyond_a_queue_people_are_sent_away() throws Exception {
        try (var server = new ChatServer()) {
            var hashing = new AtomicInteger();
            var most = new AtomicInteger();
            var gate = new CountDownLatch(1);
            server.faults.in(PasswordHasher.class, () -> {
                most.accumulateAndGet(hashing.incrementAndGet(), Math::max);
                gate.await();
                hashing.decrementAndGet();
            });
            int all = ProtocolLimits.HASHES_AT_ONCE_MAX + ProtocolLimits.HASHES_WAITING_MAX + 5;
            List<CompletableFuture<Integer>> statuses = new ArrayList<>();
            for (int i = 0; i < all; i++) {
                String body = "{\"username\":\"guest" + i + "\",\"password\":\"" + Person.PASSWORD + "\"}";
                var status = new CompletableFuture<Integer>();
                statuses.add(status);
                Thread.ofVirtual().start(() -> {
                    try {
                        status.complete(
                                Person.post(server, "/api/accounts", body).status());
                    } catch (IOException e) {
                        status.completeExceptionally(e);
                    }
                });
            }
            eventually(
                    "five are sent away",
                    () -> statuses.stream().filter(CompletableFuture::isDone).count() == 5);
            gate.countDown();
            List<Integer> answers =
                    statuses.stream().map(CompletableFuture::join).toList();
            assertThat(answers).containsOnly(201, 429);
            assertThat(answers.stream().filter(status -> status == 429)).hasSize(5);
            assertThat(most.get()).isEqualTo(ProtocolLimits.HASHES_AT_ONCE_MAX);
        }
    }

    @Test
    void every_code_in_the_table_has_its_provocations_and_no_other_has() {
        rows();
        assertThat(provocations.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        overHttp().map(CodeTable.Row::code).toList());
    }
}
