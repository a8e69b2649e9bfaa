package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema that every frame of these tests is held to has teeth, and knows neither more nor less than the server. */
class ProtocolSchemaTest {

    private static final Pattern TYPE = Pattern.compile("\"type\": \\{ \"const\": \"([a-z_]+)\" }");

    /** Negative controls: each is a good frame but for one thing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    client | {"type":"ping","id":"a b"}
                    client | {"type":"ping"}
                    client | {"type":"ping","id":"1","extra":"x"}
                    client | {"type":"dance","id":"1"}
                    client | {"type":"send","id":"1","room":"1"}
                    client | {"type":"send","id":"1","room":1,"text":"x"}
                    client | {"type":"send","id":"1","room":"01","text":"x"}
                    client | {"type":"sync","id":"1","room":"1","epoch":"1","after":-1}
                    client | {"type":"sync","id":"1","room":"1","epoch":"1","after":0,"limit":201}
                    client | {"type":"accounts","id":"1","accounts":[]}
                    client | {"type":"typing","id":"1","room":"1"}
                    server | {"type":"pong"}
                    server | {"type":"pong","id":"1","at":5}
                    server | {"type":"sent","id":"1","room":"1","sequence":0,"message_id":"2","message_number":1,"at":5}
                    server | {"type":"sent","id":"1","room":"1","sequence":1,"message_id":2,"message_number":1,"at":5}
                    server | {"type":"error","code":"No Such Room","message":"x","retry":"no"}
                    server | {"type":"error","code":"busy","message":"x","retry":"maybe"}
                    server | {"type":"presence","account":"1","status":"away"}
                    server | {"type":"heads","rooms":{"x":1}}
                    server | {"type":"entry","room":"1","entry":{"sequence":1,"message_id":"2","message_number":1,"author":"3","id":"x","at":5,"kind":"text"}}
                    server | {"type":"entry","room":"1","entry":{"sequence":1,"message_id":"2","message_number":1,"author":"3","id":"x","at":5,"kind":"sticker","text":"x"}}
                    server | {"type":"entry","room":"1","entry":{"sequence":1,"message_id":"2","message_number":1,"author":"3","id":"x","at":5,"kind":"member_left","text":"x"}}
                    http_refusal | {"code":"busy"}
                    http_account | {"account":{"id":"1","username":"ann","display_name":"Ann","password_hash":"x"}}
                    http_sessions | {"sessions":[{"id":"token","created_at":1,"expires_at":2,"current":true}]}
                    """)
    void a_wrong_frame_is_caught(String name, String frame) {
        assertThat(ProtocolSchema.flaws(name, frame)).isNotEmpty();
        assertThatThrownBy(() -> ProtocolSchema.check(name, frame)).isInstanceOf(AssertionError.class);
    }

    @Test
    void the_test_client_does_not_take_a_wrong_frame() {
        assertThatThrownBy(() -> Device.checked("{\"type\":\"pong\",\"id\":\"1\",\"secret\":\"x\"}"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void the_schema_knows_a_frame_for_every_request_that_the_server_reads_and_no_other() {
        assertThat(typesIn("request", "reply").size() + 1)
                .as("requests in the schema, with typing")
                .isEqualTo(Request.class.getPermittedSubclasses().length);
    }

    @Test
    void the_page_lists_the_same_requests_replies_and_events() throws IOException {
        String page = java.nio.file.Files.readString(ProtocolSchema.DOCS.resolve("protocol.md"));
        List<String> requests = found(page, "(?m)^\\| `([a-z_]+)`(?: ★)? \\| (?:–|`)", "### Requests", "### Replies");
        assertThat(new TreeSet<>(requests)).isEqualTo(with(typesIn("request", "reply"), "typing"));
        assertThat(new TreeSet<>(found(page, "(?m)^([a-z_]+) +\\{", "### Replies", "### Events")))
                .isEqualTo(typesIn("reply", "event"));
        assertThat(new TreeSet<>(found(page, "(?m)^([a-z_]+) +\\{", "### Events", "Events are **hints**")))
                .isEqualTo(typesIn("event", "status"));
    }

    @Test
    void the_page_lists_the_same_kinds_of_entries() throws IOException {
        String page = java.nio.file.Files.readString(ProtocolSchema.DOCS.resolve("protocol.md"));
        String schema = ProtocolSchema.text();
        List<String> kinds = found(
                schema.substring(schema.indexOf("\n    \"entry\": {"), schema.indexOf("\n    \"text\": {")),
                "\"kind\": \\{ \"const\": \"([a-z_]+)\"",
                "",
                "");
        assertThat(kinds).hasSizeGreaterThan(6);
        for (String kind : kinds) {
            assertThat(page).contains("`" + kind + "`");
        }
        assertThat(kinds).hasSameSizeAs(dev.sarangbang.domain.message.Content.class.getPermittedSubclasses());
    }

    private static TreeSet<String> with(TreeSet<String> types, String more) {
        TreeSet<String> all = new TreeSet<>(types);
        all.add(more);
        return all;
    }

    /** The types of the frames that the definition {@code name} chooses among; it stands before {@code next}. */
    private static TreeSet<String> typesIn(String name, String next) {
        String schema = ProtocolSchema.text();
        String choice = schema.substring(
                schema.indexOf("\n    \"" + name + "\": {"), schema.indexOf("\n    \"" + next + "\": {"));
        String list = choice.substring(choice.indexOf("\"oneOf\""), choice.indexOf("]"));
        var types = new TreeSet<String>();
        for (String each : found(list, "#/\\$defs/([a-z_]+)", "", "")) {
            String definition = schema.substring(schema.indexOf("\n    \"" + each + "\": {"));
            var type = TYPE.matcher(definition);
            assertThat(type.find()).isTrue();
            types.add(type.group(1));
        }
        return types;
    }

    private static List<String> found(String text, String pattern, String from, String to) {
        int begin = text.indexOf(from);
        String part = text.substring(begin, to.isEmpty() ? text.length() : text.indexOf(to, begin));
        List<String> all = new ArrayList<>();
        Pattern.compile(pattern).matcher(part).results().forEach(each -> all.add(each.group(1)));
        return all;
    }

    /** So that a reader of this test sees that the names are unique. */
    @Test
    void no_type_is_both_a_reply_and_an_event() {
        var both = new TreeSet<>(typesIn("reply", "event"));
        both.retainAll(typesIn("event", "status"));
        assertThat(Map.of("both", both)).containsEntry("both", new TreeSet<>());
    }
}
