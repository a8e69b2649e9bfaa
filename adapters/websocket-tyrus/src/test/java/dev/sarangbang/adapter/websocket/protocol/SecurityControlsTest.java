package dev.sarangbang.adapter.websocket.protocol;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.RawClient;
import dev.sarangbang.application.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The security controls of {@code SECURITY.md} that are the edge's, each under its number. */
class SecurityControlsTest {

    private static final String WRONG = "{\"username\":\"%s\",\"password\":\"not the password\"}";
    private static final String RIGHT = "{\"username\":\"%s\",\"password\":\"" + Person.PASSWORD + "\"}";

    // ---- S1

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "http://localhost",
                "https://localhost:PORT",
                "http://localhost:PORT/",
                "http://LOCALHOST:PORT",
                "http://localhost.evil.example:PORT",
                "http://evil-localhost:PORT",
                "http://localhost:1",
                "http://localhost:PORT.evil.example",
                "http://localhost:PORT@evil.example",
                "http://127.0.0.2:PORT",
                "file://",
                "http://localhost:PORT, http://localhost:PORT"
            })
    void S1_a_page_of_another_origin_opens_no_socket_even_with_the_cookie(String origin) throws IOException {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            assertThat(handshake(server, ann, "Origin", origin).status()).isEqualTo(403);
        }
    }

    @Test
    void S1_a_handshake_that_the_browser_calls_cross_site_is_refused_whatever_its_origin() throws IOException {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            assertThat(handshake(server, ann, "Sec-Fetch-Site", "cross-site").status())
                    .isEqualTo(403);
            assertThat(handshake(server, ann, "Sec-Fetch-Site", "same-origin").status())
                    .isEqualTo(101);
        }
    }

    // ---- S2

    @Test
    void S2_nothing_in_the_address_of_a_socket_signs_anybody_in() throws IOException {
        try (var server = new ChatServer();
                var client = new RawClient(server.port())) {
            Person ann = Person.signUp(server, "ann");
            String token = ann.cookie().substring(ann.cookie().indexOf('=') + 1);
            Map<String, String> headers = client.handshake();
            headers.put("Authorization", "Bearer " + token);
            RawClient.Answer answer = client.ask(RawClient.request(
                    "GET /ws?token=" + token + "&sarangbang_session=" + token + " HTTP/1.1", headers));
            assertThat(answer.status()).isEqualTo(401);
        }
    }

    // ---- S3

    @Test
    void S3_a_login_takes_a_new_token_and_ends_the_one_the_browser_had() throws IOException {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            RawClient.Answer again = Person.http(
                    server,
                    "POST",
                    "/api/sessions",
                    Map.of("Content-Type", "application/json", "Cookie", ann.cookie()),
                    RIGHT.formatted("ann"));

            assertThat(again.status()).isEqualTo(200);
            assertThat(Person.cookieOf(again)).isNotEqualTo(ann.cookie());
            assertThat(ann.http("GET", "/api/sessions/current").status()).isEqualTo(401);
        }
    }

    @Test
    void S3_a_token_that_a_stranger_has_set_is_not_taken_over_at_login() throws IOException {
        try (var server = new ChatServer()) {
            Person.signUp(server, "ann");
            String planted = "sarangbang_session=" + "A".repeat(43);
            RawClient.Answer login = Person.http(
                    server,
                    "POST",
                    "/api/sessions",
                    Map.of("Content-Type", "application/json", "Cookie", planted),
                    RIGHT.formatted("ann"));

            assertThat(Person.cookieOf(login)).isNotEqualTo(planted);
            assertThat(Person.http(server, "GET", "/api/sessions/current", Map.of("Cookie", planted), "")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void S3_to_log_out_everywhere_closes_every_socket_and_ends_every_session() throws IOException {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            Person elsewhere = new Person(
                    server,
                    "ann",
                    ann.accountId(),
                    Person.cookieOf(Person.post(server, "/api/sessions", RIGHT.formatted("ann"))));
            Person bob = Person.signUp(server, "bob");
            try (Device annsPhone = ann.device("phone");
                    Device annsLaptop = elsewhere.device("laptop");
                    Device bobsPhone = bob.device("phone")) {
                assertThat(Json.parse(ann.http("GET", "/api/sessions").body()).size("sessions"))
                        .isEqualTo(2);

                assertThat(ann.http("DELETE", "/api/sessions").status()).isEqualTo(204);

                assertThat(annsPhone.raw().closeFrame().closeCode()).isEqualTo(4200);
                assertThat(annsLaptop.raw().closeFrame().closeCode()).isEqualTo(4200);
                assertThat(elsewhere.http("GET", "/api/sessions/current").status())
                        .isEqualTo(401);
                assertThat(bobsPhone.ask("ping").type()).isEqualTo("pong");
            }
        }
    }

    @Test
    void S3_one_session_can_be_ended_from_another() throws IOException {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            Person lost = new Person(
                    server,
                    "ann",
                    ann.accountId(),
                    Person.cookieOf(Person.post(server, "/api/sessions", RIGHT.formatted("ann"))));
            try (Device stolen = lost.device("phone")) {
                Json list = Json.parse(ann.http("GET", "/api/sessions").body());
                String id = Boolean.TRUE.equals(list.at("sessions.0.current"))
                        ? list.string("sessions.1.id")
                        : list.string("sessions.0.id");

                assertThat(ann.http("DELETE", "/api/sessions/" + id).status()).isEqualTo(204);

                assertThat(stolen.raw().closeFrame().closeCode()).isEqualTo(4200);
                assertThat(lost.http("GET", "/api/sessions/current").status()).isEqualTo(401);
                assertThat(ann.http("GET", "/api/sessions/current").status()).isEqualTo(200);
            }
        }
    }

    // ---- S4

    @Test
    void S4_cookies_are_out_of_reach_of_scripts_and_of_other_sites() throws Exception {
        try (var server = new ChatServer()) {
            assertThat(cookiesOfSignUp(server, "http://localhost:" + server.port()))
                    .hasSize(2)
                    .allMatch(cookie -> cookie.contains("; HttpOnly"))
                    .allMatch(cookie -> cookie.contains("; SameSite=Strict"))
                    .allMatch(cookie -> cookie.contains("; Path=/"))
                    .noneMatch(cookie -> cookie.contains("Domain"));
        }
    }

    @Test
    void S4_over_https_cookies_are_bound_to_their_host_and_to_https() throws Exception {
        try (var server = new ChatServer(Set.of("https://chat.example"))) {
            assertThat(cookiesOfSignUp(server, "https://chat.example"))
                    .hasSize(2)
                    .allMatch(cookie -> cookie.startsWith("__Host-sarangbang_"))
                    .allMatch(cookie -> cookie.contains("; Secure"));
        }
    }

    // ---- S5

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, , application/json, 403",
        "null, , application/json, 403",
        "'', , application/json, 403",
        "OURS, cross-site, application/json, 403",
        "OURS, , text/plain, 415",
        "OURS, , application/x-www-form-urlencoded, 415",
        "OURS, , multipart/form-data, 415",
        "OURS, same-origin, application/json, 200",
        "OURS, , application/json, 200"
    })
    void S5_only_our_own_pages_change_anything(String origin, String site, String type, int status) throws IOException {
        try (var server = new ChatServer()) {
            Person.signUp(server, "ann");
            Map<String, String> headers = new HashMap<>();
            headers.put("Origin", origin.equals("OURS") ? "http://localhost:" + server.port() : origin);
            headers.put("Content-Type", type);
            if (site != null) {
                headers.put("Sec-Fetch-Site", site);
            }
            assertThat(Person.http(server, "POST", "/api/sessions", headers, RIGHT.formatted("ann"))
                            .status())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sessions", "/api/sessions/current", "/api/sessions/0000"})
    void S5_nobody_is_logged_out_by_another_site(String path) throws IOException {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            for (Map<String, String> forged : List.of(
                    Map.of("Origin", "http://evil.example"),
                    Map.of("Origin", ""),
                    Map.of("Sec-Fetch-Site", "cross-site"))) {
                Map<String, String> headers = new HashMap<>(forged);
                headers.put("Cookie", ann.cookie());
                assertThat(Person.http(server, "DELETE", path, headers, "").status())
                        .isEqualTo(403);
            }
            assertThat(ann.http("GET", "/api/sessions/current").status()).isEqualTo(200);
        }
    }

    // ---- S6, S7, S8

    @Test
    void S6_what_is_guessed_first_is_refused_at_sign_up() throws IOException {
        try (var server = new ChatServer()) {
            RawClient.Answer answer =
                    Person.post(server, "/api/accounts", "{\"username\":\"ann\",\"password\":\"Iloveyou\"}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(Json.parse(answer.body()).at("code")).isEqualTo("password_common");
        }
    }

    @Test
    void S7_wrong_passwords_are_slowed_down_and_the_owner_comes_in_on_a_known_device() throws IOException {
        try (var server = new ChatServer()) {
            RawClient.Answer signUp = Person.post(server, "/api/accounts", RIGHT.formatted("ann"));
            assertThat(signUp.status()).isEqualTo(201);
            String device = deviceCookie(server);
            for (int i = 0; i <= Limits.LOGIN_FAILURES_FREE; i++) {
                assertThat(Person.post(server, "/api/sessions", WRONG.formatted("ann"))
                                .status())
                        .isEqualTo(401);
            }

            RawClient.Answer slowed = Person.post(server, "/api/sessions", RIGHT.formatted("ann"));
            assertThat(slowed.status()).isEqualTo(429);
            assertThat(Json.parse(slowed.body()).at("code")).isEqualTo("rate_limited");
            assertThat(slowed.header("retry-after")).isEqualTo("1");
            assertThat(Person.http(
                                    server,
                                    "POST",
                                    "/api/sessions",
                                    Map.of("Content-Type", "application/json", "Cookie", device),
                                    RIGHT.formatted("ann"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void S8_a_name_that_nobody_has_is_answered_as_a_wrong_password_is() throws IOException {
        try (var server = new ChatServer()) {
            Person.signUp(server, "ann");
            for (int i = 0; i < 6; i++) {
                RawClient.Answer known = Person.post(server, "/api/sessions", WRONG.formatted("ann"));
                RawClient.Answer unknown = Person.post(server, "/api/sessions", WRONG.formatted("nobody"));
                assertThat(unknown.status()).isEqualTo(known.status());
                assertThat(unknown.body()).isEqualTo(known.body());
                assertThat(unknown.headers().keySet()).isEqualTo(known.headers().keySet());
                assertThat(unknown.header("retry-after")).isEqualTo(known.header("retry-after"));
            }
        }
    }

    // ---- S9

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/api/sessions/current", "/ws"})
    void S9_every_answer_tells_the_browser_what_not_to_do(String path) throws IOException {
        try (var server = new ChatServer()) {
            RawClient.Answer answer = Person.http(server, "GET", path, Map.of(), "");
            String policy = String.valueOf(answer.header("content-security-policy"));
            assertThat(policy)
                    .contains(
                            "default-src 'none'",
                            "script-src 'self'",
                            "base-uri 'none'",
                            "frame-ancestors 'none'",
                            "require-trusted-types-for 'script'")
                    .doesNotContain("unsafe", "*", "data:", "http:");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(answer.header("cross-origin-opener-policy")).isEqualTo("same-origin");
            assertThat(answer.header("cross-origin-resource-policy")).isEqualTo("same-origin");
        }
    }

    // ---- S12

    @Test
    void S12_refused_handshakes_do_not_use_up_anything() throws IOException {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            for (int i = 0; i < 300; i++) {
                assertThat(handshake(server, ann, "Cookie", "sarangbang_session=" + "A".repeat(43))
                                .status())
                        .isEqualTo(401);
            }
            eventually("they are gone", () -> server.edge().connections() == 0);
            for (int i = 0; i < ProtocolLimits.SOCKETS_PER_ACCOUNT_MAX + 5; i++) {
                try (Device device = ann.device("phone")) {
                    assertThat(device.ask("ping").type()).isEqualTo("pong");
                }
                int before = i;
                eventually("socket " + before + " is gone", () -> server.edge().connections() == 0);
            }
        }
    }

    // ---- S16

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /nothing",
        "GET, /api/sessions/current",
        "POST, /api/accounts",
        "TRACE, /",
        "CONNECT, /",
        "PUT, /index.html",
        "GET, /ws",
        "GET, /%zz",
        "OPTIONS, /"
    })
    void S16_answers_tell_neither_what_the_server_is_made_of_nor_what_went_wrong_in_it(String method, String path)
            throws IOException {
        try (var server = new ChatServer()) {
            RawClient.Answer answer = Person.http(server, method, path, Map.of(), "");
            assertThat(answer.header("server")).isNull();
            assertThat(answer.header("x-powered-by")).isNull();
            assertThat(answer.headers() + (path.equals("/") && method.equals("GET") ? "" : answer.body()))
                    .doesNotContainIgnoringCase("netty")
                    .doesNotContainIgnoringCase("tyrus")
                    .doesNotContainIgnoringCase("java")
                    .doesNotContainIgnoringCase("exception");
            if (method.equals("TRACE")) {
                assertThat(answer.status()).isIn(404, 405);
            }
        }
    }

    private static RawClient.Answer handshake(ChatServer server, Person who, String name, String value)
            throws IOException {
        try (var client = new RawClient(server.port())) {
            Map<String, String> headers = client.handshake();
            headers.put("Cookie", who.cookie());
            headers.put(name, value.replace("PORT", Integer.toString(server.port())));
            headers.values().removeIf(String::isEmpty);
            return client.ask(RawClient.request("GET /ws HTTP/1.1", headers));
        }
    }

    /** The client of the JDK, because it keeps all headers of one name apart. */
    private static List<String> cookiesOfSignUp(ChatServer server, String origin) throws Exception {
        return post(server, origin, "/api/accounts").headers().allValues("set-cookie");
    }

    private static String deviceCookie(ChatServer server) throws IOException {
        try {
            return post(server, "http://localhost:" + server.port(), "/api/sessions")
                    .headers()
                    .allValues("set-cookie")
                    .stream()
                    .filter(cookie -> cookie.startsWith("sarangbang_device="))
                    .findFirst()
                    .orElseThrow()
                    .split(";", 2)[0];
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static HttpResponse<String> post(ChatServer server, String origin, String path)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                            .header("Origin", origin)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(RIGHT.formatted("ann")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
