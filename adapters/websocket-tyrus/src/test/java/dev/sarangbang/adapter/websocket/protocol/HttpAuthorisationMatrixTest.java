package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Control S10 over HTTP: every operation there is, by everyone; a test compares them with {@code docs/openapi.yaml}. */
class HttpAuthorisationMatrixTest {

    /** Who asks for something of Ann's. */
    private enum Role {
        /** Ann. */
        OWNER,
        /** Bob, who is in a room with her. */
        MEMBER,
        FORMER_MEMBER,
        /** Cem, who is in none. */
        STRANGER,
        /** Ann's cookie of a session that has ended. */
        LOGGED_OUT,
        /** Nothing but the cookie by which a browser of Ann's is known again. */
        OTHERS_DEVICE,
        NOBODY;

        boolean isSignedIn() {
            return this == OWNER || this == MEMBER || this == FORMER_MEMBER || this == STRANGER;
        }
    }

    /** An operation as the document has it, its body, and what is answered to her, to others who are signed in, and to the rest. */
    private record Row(String operation, String body, int owner, int signedIn, int others) {
        int statusFor(Role role) {
            return role == Role.OWNER ? owner : role.isSignedIn() ? signedIn : others;
        }
    }

    private static final String NEW = "{\"username\":\"new\",\"password\":\"" + Person.PASSWORD + "\"}";
    private static final String ANNS = "{\"username\":\"ann\",\"password\":\"" + Person.PASSWORD + "\"}";

    private static final List<Row> ROWS = List.of(
            // Open to all: who one is, is only said by it.
            new Row("POST /api/accounts", NEW, 201, 201, 201),
            new Row("POST /api/sessions", ANNS, 200, 200, 200),
            new Row("POST /api/sessions", ANNS.replace("horse", "hearse"), 401, 401, 401),
            new Row("GET /api/sessions", "", 200, 200, 401),
            new Row("DELETE /api/sessions", "", 204, 204, 401),
            new Row("GET /api/sessions/current", "", 200, 200, 401),
            new Row("DELETE /api/sessions/current", "", 204, 204, 401),
            // Ann's, whoever asks.
            new Row("DELETE /api/sessions/{id}", "", 204, 404, 401),
            new Row("GET /ws", "", 101, 101, 401));

    /** Those for operators are served, and tried, by the server as a whole. */
    private static final Set<String> OF_OPERATORS = Set.of("GET /healthz", "GET /readyz", "GET /metrics");

    @Test
    void S10_every_operation_is_in_the_matrix() throws IOException {
        Set<String> documented = new TreeSet<>();
        try (InputStream in = Files.newInputStream(ProtocolSchema.DOCS.resolve("openapi.yaml"))) {
            for (Map.Entry<String, JsonNode> path :
                    new YAMLMapper().readTree(in).get("paths").properties()) {
                for (String method : path.getValue().propertyNames()) {
                    if (!method.equals("parameters")) {
                        documented.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    }
                }
            }
        }
        documented.removeAll(OF_OPERATORS);
        documented.add("GET /ws");
        Set<String> there = ROWS.stream().map(Row::operation).collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).isEqualTo(documented);
    }

    @TestFactory
    Stream<DynamicTest> S10_everyone_is_answered_as_who_they_are() {
        return ROWS.stream()
                .flatMap(row -> Stream.of(Role.values())
                        .map(role -> DynamicTest.dynamicTest(
                                row.operation() + " " + row.statusFor(role) + " by " + role, () -> check(row, role))));
    }

    private static void check(Row row, Role role) throws Exception {
        try (var village = new Village()) {
            String before = village.world.everything();

            RawClient.Answer answer = village.ask(row, village.cookie(role));

            assertThat(answer.status()).as("%s", answer).isEqualTo(row.statusFor(role));
            if (role != Role.OWNER) {
                assertThat(answer.body()).doesNotContain(village.annsSession);
                assertThat(village.world
                                .ann
                                .http("GET", "/api/sessions/current")
                                .status())
                        .as("she is still signed in")
                        .isEqualTo(200);
                assertThat(village.world.annsPhone.ask("ping").type()).isEqualTo("pong");
            }
            if (answer.status() >= 400) {
                assertThat(village.world.everything()).isEqualTo(before);
            }
        }
    }

    /** The kitchen of {@link World}, and the cookies of each role. */
    private static final class Village implements AutoCloseable {
        final World world = new World();
        final String annsSession;
        private final Map<Role, String> cookies = new LinkedHashMap<>();

        Village() throws Exception {
            annsSession =
                    Json.parse(world.ann.http("GET", "/api/sessions").body()).string("sessions.0.id");
            Person former = world.person("dal");
            world.annsPhone.ask("invite", "room", world.kitchen, "username", "dal");
            try (Device phone = former.device("phone")) {
                phone.ask("leave", "room", world.kitchen);
            }
            RawClient.Answer second = Person.post(world.server, "/api/sessions", ANNS);
            Person elsewhere = new Person(world.server, "ann", world.ann.accountId(), Person.cookieOf(second));
            elsewhere.http("DELETE", "/api/sessions/current");
            cookies.put(Role.OWNER, world.ann.cookie());
            cookies.put(Role.MEMBER, world.bob.cookie());
            cookies.put(Role.FORMER_MEMBER, former.cookie());
            cookies.put(Role.STRANGER, world.cem.cookie());
            cookies.put(Role.LOGGED_OUT, elsewhere.cookie());
            cookies.put(Role.OTHERS_DEVICE, annsBrowser());
            cookies.put(Role.NOBODY, "");
        }

        /** Signs her in and out in a browser, and gives what is left in it. */
        private String annsBrowser() throws Exception {
            String origin = "http://localhost:" + world.server.port();
            try (HttpClient browser = HttpClient.newHttpClient()) {
                List<String> given = browser.send(
                                HttpRequest.newBuilder(URI.create(origin + "/api/sessions"))
                                        .header("Origin", origin)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(ANNS))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .headers()
                        .allValues("set-cookie");
                Person there = new Person(world.server, "ann", world.ann.accountId(), named("session", given));
                assertThat(there.http("DELETE", "/api/sessions/current").status())
                        .isEqualTo(204);
                return named("device", given);
            }
        }

        private static String named(String name, List<String> cookies) {
            return cookies.stream()
                    .filter(cookie -> cookie.startsWith("sarangbang_" + name + "="))
                    .map(cookie -> cookie.split(";", 2)[0])
                    .findFirst()
                    .orElseThrow();
        }

        String cookie(Role role) {
            return cookies.get(role);
        }

        RawClient.Answer ask(Row row, String cookie) throws IOException {
            String[] operation = row.operation().replace("{id}", annsSession).split(" ");
            if (operation[1].equals("/ws")) {
                try (RawClient client = new RawClient(world.server.port())) {
                    Map<String, String> headers = client.handshake();
                    headers.put("Cookie", cookie);
                    headers.values().removeIf(String::isEmpty);
                    return client.ask(RawClient.request("GET /ws HTTP/1.1", headers));
                }
            }
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Cookie", cookie);
            headers.put("Content-Type", row.body().isEmpty() ? "" : "application/json");
            return Person.http(world.server, operation[0], operation[1], headers, row.body());
        }

        @Override
        public void close() throws IOException {
            world.close();
        }
    }
}
