package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.CloseCodes;
import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code docs/asyncapi.yaml} and {@code docs/openapi.yaml} are what they say they are, and the server does what they say. */
class ProtocolDocumentsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode ASYNC = yaml("asyncapi.yaml");
    private static final JsonNode OPEN = yaml("openapi.yaml");

    /** Ids of the examples, and what stands in their place when they are tried. */
    private static final String ROOM = "7331094528000000001";

    private static final String EPOCH = "7331094528000000002";
    private static final String ANN = "7331094528000000003";
    private static final String BOB = "7331094528000000004";
    private static final String INVITE = "c2VjcmV0LW9mLWEtbGluaw";

    private static JsonNode yaml(String name) {
        try (InputStream in = java.nio.file.Files.newInputStream(ProtocolSchema.DOCS.resolve(name))) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> flaws(String metaSchema, SpecificationVersion version, JsonNode document) {
        try (InputStream in = ProtocolDocumentsTest.class.getResourceAsStream("/meta-schemas/" + metaSchema)) {
            return SchemaRegistry.withDefaultDialect(version)
                    .getSchema(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8), InputFormat.JSON)
                    .validate(document.toString(), InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void one_is_an_asyncapi_document() {
        assertThat(flaws("asyncapi-3.0.0.json", SpecificationVersion.DRAFT_7, ASYNC))
                .isEmpty();
        assertThat(flaws("asyncapi-3.0.0.json", SpecificationVersion.DRAFT_7, OPEN))
                .as("the other is not")
                .isNotEmpty();
    }

    @Test
    void the_other_is_an_openapi_document() {
        assertThat(flaws("openapi-3.1.json", SpecificationVersion.DRAFT_2020_12, OPEN))
                .isEmpty();
        assertThat(flaws("openapi-3.1.json", SpecificationVersion.DRAFT_2020_12, ASYNC))
                .as("the first is not")
                .isNotEmpty();
    }

    @Test
    void whatever_is_asked_over_http_may_be_too_much() {
        OPEN.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(each -> !each.getKey().equals("parameters"))
                        .forEach(each -> assertThat(each.getValue()
                                        .at("/responses/429/$ref")
                                        .asString(""))
                                .as("%s %s", each.getKey(), path.getKey())
                                .isEqualTo("#/components/responses/Later")));
    }

    @Test
    void every_reference_leads_somewhere() {
        JsonNode shapes = JSON.readTree(ProtocolSchema.text());
        for (JsonNode document : List.of(ASYNC, OPEN, shapes)) {
            List<String> references = new ArrayList<>();
            collect(document, references);
            assertThat(references).isNotEmpty();
            for (String reference : references) {
                String[] parts = reference.split("#", 2);
                JsonNode target = parts[0].isEmpty() ? document : shapes;
                assertThat(parts[0]).isIn("", "./protocol.schema.json");
                assertThat(target.at(parts[1]).isMissingNode()).as(reference).isFalse();
            }
        }
    }

    private static void collect(JsonNode node, List<String> into) {
        if (node.isObject()
                && node.has("$ref")
                && node.get("$ref").isString()
                && !node.get("$ref").asString().startsWith("https:")) {
            into.add(node.get("$ref").asString());
        }
        node.forEach(child -> collect(child, into));
    }

    @Test
    void every_frame_of_the_schema_is_a_message_of_the_socket() {
        Set<String> frames = new TreeSet<>();
        JsonNode shapes = JSON.readTree(ProtocolSchema.text()).get("$defs");
        for (String choice : List.of("request", "reply", "event")) {
            shapes.get(choice)
                    .get("oneOf")
                    .forEach(each -> frames.add(each.get("$ref").asString().replace("#/$defs/", "")));
        }
        frames.add("typing_note");
        JsonNode messages = ASYNC.at("/components/messages");
        assertThat(new TreeSet<>(messages.propertyNames())).isEqualTo(frames);
        assertThat(new TreeSet<>(ASYNC.at("/channels/socket/messages").propertyNames()))
                .isEqualTo(frames);
        messages.properties()
                .forEach(message -> assertThat(
                                message.getValue().at("/payload/$ref").asString())
                        .isEqualTo("./protocol.schema.json#/$defs/" + message.getKey()));
    }

    /** 1006 is what one says to oneself of a connection that was cut; 1001 is what browsers say, not we. */
    @Test
    void every_close_code_is_there_with_what_a_client_does_next() throws IllegalAccessException {
        Set<String> given = new TreeSet<>(Set.of("1001"));
        for (var field : CloseCodes.class.getFields()) {
            int code = field.getInt(null);
            if (code != CloseCodes.CUT) {
                given.add(Integer.toString(code));
            }
        }
        JsonNode told = ASYNC.at("/channels/socket/x-close-codes");

        assertThat(new TreeSet<>(told.propertyNames())).isEqualTo(given);
        told.properties()
                .forEach(each -> assertThat(each.getValue().get("verdict").asString())
                        .as(each.getKey())
                        .isEqualTo(verdictOf(Integer.parseInt(each.getKey()))));
    }

    /** By the ranges of {@code docs/protocol.md}. */
    private static String verdictOf(int code) {
        return switch (code) {
            case 1000, 1001 -> "none";
            case 1002, 1003, 1007, 1009 -> "never";
            case 1011, 1012 -> "later";
            default ->
                switch (code / 100) {
                    case 40 -> "now";
                    case 41 -> "later";
                    case 42 -> "log_in";
                    default -> "never";
                };
        };
    }

    @TestFactory
    Stream<DynamicTest> every_example_has_the_shape_it_is_an_example_of() {
        return ASYNC.at("/components/messages").properties().stream()
                .map(message -> DynamicTest.dynamicTest(message.getKey(), () -> {
                    assertThat(message.getValue().get("examples")).isNotEmpty();
                    message.getValue()
                            .get("examples")
                            .forEach(example -> ProtocolSchema.check(
                                    message.getKey(), example.get("payload").toString()));
                }));
    }

    /** In the order of the document, on one connection of Ann's, in the kitchen with Bob. */
    @Test
    void every_request_of_an_example_is_answered_as_its_operation_says() throws IOException {
        try (var world = new World();
                Device laptop = world.ann.silentDevice()) {
            Map<String, String> live = new LinkedHashMap<>();
            live.put(ROOM, world.kitchen);
            live.put(EPOCH, world.epoch);
            live.put(ANN, world.ann.accountId());
            live.put(BOB, world.bob.accountId());
            live.put(INVITE, world.annsPhone.ask("room", "room", world.kitchen).string("room.invite"));
            List<String> replayed = new ArrayList<>();
            for (var operation : ASYNC.get("operations").properties()) {
                if (!operation.getValue().get("action").asString().equals("receive")) {
                    continue;
                }
                String name = operation.getKey();
                for (JsonNode example : ASYNC.at("/components/messages/" + name + "/examples")) {
                    String id = name + replayed.size();
                    String frame = example.get("payload").toString().replace("\"q1\"", '"' + id + '"');
                    for (var each : live.entrySet()) {
                        frame = frame.replace(each.getKey(), each.getValue());
                    }
                    laptop.raw().text(frame);
                    if (operation.getValue().has("reply")) {
                        Set<String> allowed = new TreeSet<>();
                        operation
                                .getValue()
                                .at("/reply/messages")
                                .forEach(each ->
                                        allowed.add(each.get("$ref").asString().replaceAll(".*/", "")));
                        Json reply = laptop.replyTo(id);
                        assertThat(allowed).contains("error");
                        assertThat(reply.type())
                                .as("%s answered by %s", frame, reply)
                                .isNotEqualTo("error")
                                .isIn(allowed);
                    }
                    replayed.add(name);
                }
            }
            assertThat(new TreeSet<>(replayed)).hasSize(Request.class.getPermittedSubclasses().length);
        }
    }

    /** In this order each finds what it needs, and what it leaves does not disturb the next. */
    @Test
    void every_request_over_http_is_answered_as_the_document_says() throws IOException {
        List<String> order = List.of(
                "post /api/accounts",
                "post /api/sessions",
                "get /api/sessions",
                "get /api/sessions/current",
                "delete /api/sessions/{id}",
                "delete /api/sessions/current",
                "delete /api/sessions");
        Set<String> documented = new TreeSet<>();
        OPEN.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(each -> !each.getKey().equals("parameters"))
                        .forEach(each -> documented.add(each.getKey() + " " + path.getKey())));
        // Those for operators are served, and tried, by the server as a whole.
        documented.removeAll(Set.of("get /healthz", "get /readyz", "get /metrics"));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(order);

        try (var server = new ChatServer()) {
            Map<String, String> cookies = new HashMap<>();
            String other = "";
            for (String step : order) {
                String method = step.split(" ")[0];
                String path = step.split(" ")[1];
                JsonNode operation = OPEN.get("paths").get(path).get(method);
                JsonNode example = operation.at("/requestBody/content/application~1json/example");
                if (step.equals("delete /api/sessions/{id}")) {
                    // Another login, of another browser, to be ended.
                    RawClient.Answer second = Person.post(
                            server,
                            "/api/sessions",
                            OPEN.at("/paths/~1api~1sessions/post/requestBody/content/application~1json/example")
                                    .toString());
                    assertThat(second.status()).isEqualTo(200);
                    Json list = Json.parse(
                            Person.http(server, "GET", "/api/sessions", Map.of("Cookie", Person.cookieOf(second)), "")
                                    .body());
                    for (int i = 0; i < list.size("sessions"); i++) {
                        if (Boolean.TRUE.equals(list.at("sessions." + i + ".current"))) {
                            other = list.string("sessions." + i + ".id");
                        }
                    }
                }
                if (step.equals("delete /api/sessions")) {
                    RawClient.Answer again = Person.post(
                            server,
                            "/api/sessions",
                            OPEN.at("/paths/~1api~1sessions/post/requestBody/content/application~1json/example")
                                    .toString());
                    cookies.put("session", Person.cookieOf(again));
                }
                Map<String, String> headers = new HashMap<>();
                if (cookies.containsKey("session")) {
                    headers.put("Cookie", cookies.get("session"));
                }
                if (!example.isMissingNode()) {
                    headers.put("Content-Type", "application/json");
                }
                RawClient.Answer answer = Person.http(
                        server,
                        method.toUpperCase(java.util.Locale.ROOT),
                        path.replace("{id}", other),
                        headers,
                        example.isMissingNode() ? "" : example.toString());
                assertThat(answer.status()).as("%s: %s", step, answer).isBetween(200, 299);
                JsonNode response =
                        OPEN.at("/paths").get(path).get(method).get("responses").get(Integer.toString(answer.status()));
                assertThat(response).as("%s answered %d", step, answer.status()).isNotNull();
                if (answer.header("set-cookie") != null && answer.status() < 204) {
                    cookies.put("session", Person.cookieOf(answer));
                }
            }
        }
    }
}
