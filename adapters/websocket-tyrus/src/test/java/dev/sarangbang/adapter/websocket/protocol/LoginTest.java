package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.RawClient;
import dev.sarangbang.domain.port.LoginSessions;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoginTest {

    @Test
    void the_cookie_is_out_of_reach_of_scripts_and_other_sites() throws IOException {
        try (var server = new ChatServer()) {
            RawClient.Answer answer =
                    Person.post(server, "/api/accounts", "{\"username\":\"ann\",\"password\":\"a good password\"}");
            assertThat(answer.header("set-cookie"))
                    .matches(
                            "sarangbang_session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000");
        }
    }

    @Test
    void behind_https_the_cookie_is_bound_to_its_host() throws IOException {
        try (var server = new ChatServer(Set.of("https://chat.example"))) {
            RawClient.Answer answer = Person.http(
                    server,
                    "POST",
                    "/api/accounts",
                    Map.of("Content-Type", "application/json; charset=utf-8", "Origin", "https://chat.example"),
                    "{\"username\":\"ann\",\"password\":\"a good password\",\"display_name\":\"Ann 안\"}");
            assertThat(answer.status()).isEqualTo(201);
            assertThat(Json.parse(answer.body()).at("account.display_name")).isEqualTo("Ann 안");
            assertThat(answer.header("set-cookie"))
                    .startsWith("__Host-sarangbang_session=")
                    .contains("; Secure");
            assertThat(answer.header("strict-transport-security")).isNotNull();
        }
    }

    @Test
    void each_login_has_a_token_of_its_own_and_ends_alone() throws IOException {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            RawClient.Answer second = Person.post(
                    server, "/api/sessions", "{\"username\":\"ann\",\"password\":\"" + Person.PASSWORD + "\"}");
            assertThat(second.status()).isEqualTo(200);
            Person again = new Person(server, "ann", ann.accountId(), Person.cookieOf(second));
            assertThat(again.cookie()).isNotEqualTo(ann.cookie());
            RawClient.Answer out = ann.http("DELETE", "/api/sessions/current");
            assertThat(out.status()).isEqualTo(204);
            assertThat(out.header("set-cookie")).contains("Max-Age=0").contains("HttpOnly");
            assertThat(ann.http("GET", "/api/sessions/current").status()).isEqualTo(401);
            RawClient.Answer here = again.http("GET", "/api/sessions/current");
            assertThat(Json.parse(here.body()).at("account"))
                    .isEqualTo(Map.of("id", ann.accountId(), "username", "ann", "display_name", "ann"));
        }
    }

    @Test
    void to_sign_up_in_a_browser_ends_the_session_it_had() throws IOException {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            try (Device phone = ann.device("phone")) {
                RawClient.Answer another = Person.http(
                        server,
                        "POST",
                        "/api/accounts",
                        Map.of("Content-Type", "application/json", "Cookie", ann.cookie()),
                        "{\"username\":\"ann2\",\"password\":\"" + Person.PASSWORD + "\"}");
                assertThat(another.status()).isEqualTo(201);
                assertThat(phone.raw().closeFrame().closeCode()).isEqualTo(4200);
            }
            assertThat(ann.http("GET", "/api/sessions/current").status()).isEqualTo(401);
        }
    }

    @Test
    void one_login_too_many_ends_the_one_that_was_not_used_for_longest() throws IOException {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            try (Device phone = ann.device("phone")) {
                for (int i = 1; i < LoginSessions.SESSIONS_PER_ACCOUNT_MAX; i++) {
                    logIn(server);
                }
                assertThat(phone.ask("ping").type()).isEqualTo("pong");
                logIn(server);
                assertThat(phone.raw().closeFrame().closeCode()).isEqualTo(4200);
            }
            assertThat(ann.http("GET", "/api/sessions/current").status()).isEqualTo(401);
        }
    }

    private static void logIn(ChatServer server) throws IOException {
        RawClient.Answer answer =
                Person.post(server, "/api/sessions", "{\"username\":\"ann\",\"password\":\"" + Person.PASSWORD + "\"}");
        assertThat(answer.status()).isEqualTo(200);
    }
}
