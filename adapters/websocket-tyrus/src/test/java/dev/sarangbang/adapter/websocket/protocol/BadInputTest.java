package dev.sarangbang.adapter.websocket.protocol;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.conformance.CaseTable;
import dev.sarangbang.adapter.websocket.conformance.Complaints;
import dev.sarangbang.adapter.websocket.conformance.HandshakeCase;
import dev.sarangbang.adapter.websocket.conformance.HttpCase;
import dev.sarangbang.adapter.websocket.conformance.WireCase;
import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The corpus of bad input, in {@code src/test/resources/bad-input}, against one server that has people and a room in it: each case is
 * answered with what its row says, who asked is served afterwards as if nothing had been, and nothing has changed. The refusals of
 * the conformance tables are played here too, where there is something to change.
 *
 * <p>At the end nothing was complained of in the log, all connections are gone, and the names that were refused are still free.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputTest {

    private static final int CASES_MIN = 300;

    /** Of the people in the world; they ring on while the cases are played. */
    private static final int PHONES = 3;

    private static final Pattern CLOSED = Pattern.compile("close\\((1002|1003|1007|1009)\\)");
    private static final Pattern REFUSED = Pattern.compile("4\\d\\d [a-z_]+, end");
    private static final String NOT_LOGGED_IN = "GET /api/sessions/current HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static Complaints complaints;
    private static World world;
    private static String before;
    private static Map<String, String> retries;

    @BeforeAll
    static void start() throws IOException {
        complaints = new Complaints();
        world = new World();
        before = world.everything();
        retries = CodeTable.rows().stream().collect(Collectors.toMap(CodeTable.Row::code, CodeTable.Row::retry));
    }

    @AfterAll
    static void stop() throws IOException {
        world.close();
        complaints.close();
        assertThat(complaints.heard()).isEmpty();
    }

    private interface Play {
        void play(CaseTable.Row row) throws IOException;
    }

    private static Stream<DynamicTest> each(Stream<CaseTable.Row> rows, int what, Play play) {
        return rows.map(row -> DynamicTest.dynamicTest(row.cell(0) + " " + row.cell(what), () -> {
            play.play(row);
            // What people may ask for grows again while time passes; a node that is not told that it passes loses its
            // number.
            world.server.nanos.advance(Duration.ofSeconds(1));
            world.server.chat().tick();
            eventually("who asked is gone", () -> world.server.edge().connections() <= PHONES);
            assertThat(world.everything())
                    .as("what there is after %s", row.name())
                    .isEqualTo(before);
        }));
    }

    // ---- frames that are no requests

    @TestFactory
    Stream<DynamicTest> what_is_no_json_object_is_refused() {
        return each(CaseTable.read("bad-input/json.cases", 4).stream(), 1, row -> {
            String[] answer = row.cell(3).split(" ");
            try (Device device = world.ann.device("corpus")) {
                device.raw().send(RawClient.frame(0x81, HttpCase.bytes(row.cell(2))));
                checkRefusal(device.replyToAny(), answer[0], answer[1]);
                assertThat(device.ask("ping").type()).isEqualTo("pong");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> requests_that_are_wrong_are_refused() {
        return each(CaseTable.read("bad-input/requests.cases", 5).stream(), 2, row -> {
            String fields = filled(row.cell(3));
            boolean named = fields.startsWith("\"id\":");
            String id = named ? fields.substring(6, fields.indexOf('"', 6)) : "x";
            var frame = new ByteArrayOutputStream();
            frame.writeBytes(HttpCase.bytes(named ? "{" : "{\"id\":\"x\","));
            frame.writeBytes(HttpCase.bytes(fields));
            frame.write('}');
            Person who =
                    Map.of("ann", world.ann, "bob", world.bob, "cem", world.cem).get(row.cell(1));
            try (Device device = who.device("corpus")) {
                device.raw().send(RawClient.frame(0x81, frame.toByteArray()));
                checkRefusal(device.replyToAny(), row.cell(4), id);
                assertThat(device.ask("ping").type()).isEqualTo("pong");
            }
        });
    }

    private static void checkRefusal(Json reply, String code, String id) {
        assertThat(reply.fields())
                .as("%s", reply)
                .containsEntry("type", "error")
                .containsEntry("code", code);
        assertThat(reply.at("id")).as("%s", reply).isEqualTo(id.equals("-") ? null : id);
        assertThat(reply.at("retry")).isEqualTo(retries.get(code));
        assertThat(reply.string("message")).isNotBlank().doesNotContain("Exception", "java.");
        assertThat(reply.fields().keySet()).isSubsetOf(Set.of("type", "id", "code", "message", "retry"));
    }

    private static String filled(String text) {
        return text.replace("$KITCHEN", world.kitchen)
                .replace("$EPOCH", world.epoch)
                .replace("$ANN", world.ann.accountId())
                .replace("$BOB", world.bob.accountId())
                .replace("$CEM", world.cem.accountId())
                .replace("$COOKIE", world.ann.cookie());
    }

    // ---- HTTP

    @TestFactory
    @Order(1)
    Stream<DynamicTest> what_is_wrong_about_accounts_is_refused() {
        return each(CaseTable.read("bad-input/accounts.cases", 5).stream(), 1, row -> {
            String[] asked = row.cell(2).split(" ", 3);
            boolean posts = asked[0].equals("POST");
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Host", "localhost:" + world.server.port());
            headers.put("Origin", "http://localhost:" + world.server.port());
            if (posts) {
                headers.put("Content-Type", "application/json");
            }
            if (row.cell(0).startsWith("cookie-")) {
                headers.put("Cookie", world.ann.cookie());
            }
            try (RawClient client = new RawClient(world.server.port())) {
                if (asked[1].equals("/ws")) {
                    Map<String, String> handshake = client.handshake();
                    handshake.putAll(headers);
                    headers = handshake;
                }
                byte[] body = HttpCase.bytes(row.cell(3));
                if (body.length > 0) {
                    headers.put("Content-Length", Integer.toString(body.length));
                }
                client.send(request(asked, headers));
                client.send(body);
                RawClient.Answer answer = client.answer();
                String[] expected = row.cell(4).split(" ");
                assertThat(answer.status()).as("%s", answer).isEqualTo(Integer.parseInt(expected[0]));
                assertThat(answer.body()).matches("\\{\"code\":\"" + expected[1] + "\",\"message\":\"[^\"]+\"}");
                assertThat(answer.headers()).doesNotContainKeys("set-cookie", "server");
                assertThat(client.ask(NOT_LOGGED_IN).status()).isEqualTo(401);
            }
        });
    }

    private static byte[] request(String[] asked, Map<String, String> headers) {
        List<String> added = new ArrayList<>();
        String change = asked.length < 3 ? "" : filled(asked[2]);
        if (change.startsWith("-")) {
            headers.remove(change.substring(1));
        } else if (change.startsWith("+")) {
            added.add(change.substring(1));
        } else if (!change.isEmpty()) {
            headers.put(
                    change.substring(0, change.indexOf(':')),
                    change.substring(change.indexOf(':') + 1).strip());
        }
        headers.forEach((name, value) -> added.add(name + ": " + value));
        return HttpCase.bytes(asked[0] + " " + asked[1] + " HTTP/1.1↵" + String.join("↵", added) + "↵↵");
    }

    @TestFactory
    Stream<DynamicTest> requests_that_http_does_not_have_are_refused() {
        return each(
                CaseTable.read("conformance/http.cases", 4).stream()
                        .filter(row -> REFUSED.matcher(row.cell(3)).matches()),
                1,
                row -> {
                    try (RawClient client = new RawClient(world.server.port())) {
                        new HttpCase(row.cell(2), row.cell(3)).play(client, NOT_LOGGED_IN, 401);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> handshakes_that_are_wrong_are_refused() {
        return each(
                CaseTable.read("conformance/handshake.cases", 4).stream()
                        .filter(row -> row.cell(3).startsWith("4")),
                1,
                row -> {
                    try (RawClient client = new RawClient(world.server.port())) {
                        new HandshakeCase(row.cell(2), row.cell(3)).play(client, Map.of("Cookie", world.ann.cookie()));
                    }
                });
    }

    // ---- frames

    @TestFactory
    Stream<DynamicTest> frames_that_websocket_does_not_have_are_refused() {
        return each(
                CaseTable.files("conformance/frames").stream()
                        .flatMap(file -> CaseTable.read(file, 4).stream())
                        .filter(row -> CLOSED.matcher(row.cell(3)).matches()),
                1,
                row -> {
                    try (Device device = world.ann.silentDevice()) {
                        new WireCase(row.cell(2), row.cell(3)).play(device.raw());
                    }
                });
    }

    // ---- all of it

    @Test
    void there_are_many_cases() {
        assertThat(CaseTable.files("bad-input").stream()
                        .flatMap(file -> CaseTable.read(file, file.contains("json") ? 4 : 5).stream()))
                .hasSizeGreaterThanOrEqualTo(CASES_MIN);
    }

    /** The check that nothing changed would notice if something did. */
    @Test
    void a_change_would_be_noticed() throws IOException {
        try (World other = new World()) {
            String calm = other.everything();
            assertThat(other.everything()).isEqualTo(calm);
            other.bobsPhone.ask("read", "room", other.kitchen, "epoch", other.epoch, "sequence", "=3");
            String afterReading = other.everything();
            assertThat(afterReading).isNotEqualTo(calm);
            other.annsPhone.ask("rename_room", "room", other.kitchen, "title", "Pantry");
            assertThat(other.everything()).isNotEqualTo(afterReading);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void afterwards_all_is_as_it_was() throws IOException {
        RawClient.Answer free = Person.post(
                world.server, "/api/accounts", "{\"username\":\"dan\",\"password\":\"" + Person.PASSWORD + "\"}");
        assertThat(free.status()).as("the name is still free").isEqualTo(201);
        RawClient.Answer back = Person.post(
                world.server, "/api/sessions", "{\"username\":\"ann\",\"password\":\"" + Person.PASSWORD + "\"}");
        assertThat(back.status()).as("Ann's password is still hers").isEqualTo(200);
        eventually(
                "no connection but those of the three phones",
                () -> world.server.edge().connections() <= PHONES);
        assertThat(world.everything()).isEqualTo(before);
    }
}
