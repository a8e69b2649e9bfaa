package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A client that speaks the protocol. Replies are waited for; events are kept until they are asked for. Every frame of the server,
 * and every request that it takes for well-formed, is held to {@code docs/protocol.schema.json}.
 */
final class Device implements AutoCloseable {

    private final RawClient client;
    private final Map<String, String> requested = new HashMap<>();
    private final Deque<Json> events = new ArrayDeque<>();
    private int requests;

    Device(RawClient client) {
        this.client = client;
    }

    RawClient raw() {
        return client;
    }

    /** A JSON object of strings, numbers and raw JSON; a value that begins with {@code =} is raw. */
    static String frame(String type, String... fields) {
        var json = new StringBuilder("{\"type\":").append(quoted(type));
        for (int i = 0; i < fields.length; i += 2) {
            String value = fields[i + 1];
            json.append(',').append(quoted(fields[i])).append(':');
            json.append(value.startsWith("=") ? value.substring(1) : quoted(value));
        }
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** Sends a request under an id of its own and waits for the reply. */
    Json ask(String type, String... fields) throws IOException {
        return askAs("r" + requests++, type, fields);
    }

    /** Sends a request under {@code id} and waits for the reply. */
    Json askAs(String id, String type, String... fields) throws IOException {
        String[] all = new String[fields.length + 2];
        all[0] = "id";
        all[1] = id;
        System.arraycopy(fields, 0, all, 2, fields.length);
        String request = frame(type, all);
        requested.put(id, request);
        client.text(request);
        return replyTo(id);
    }

    /** Sends any text and waits for the next reply of any kind. */
    Json send(String text) throws IOException {
        client.text(text);
        return nextReply();
    }

    /** Sends a note, which nobody answers, and which is one that there is. */
    void tell(String type, String... fields) throws IOException {
        String note = frame(type, fields);
        ProtocolSchema.check("client", note);
        client.text(note);
    }

    Json replyTo(String id) throws IOException {
        Json reply = nextReply();
        while (!id.equals(reply.at("id"))) {
            reply = nextReply();
        }
        return reply;
    }

    /** The next reply, to whatever. */
    Json replyToAny() throws IOException {
        return nextReply();
    }

    private Json nextReply() throws IOException {
        Json next = next();
        while (isEvent(next)) {
            events.add(next);
            next = next();
        }
        return next;
    }

    /** The next reply as it came, to whatever. */
    String replyText() throws IOException {
        while (true) {
            RawClient.Frame frame = client.frame();
            if (frame.first() == 0x81 && !isEvent(checked(frame.text()))) {
                return frame.text();
            }
        }
    }

    /** The next event of this type; events of other types before it are dropped. */
    Json event(String type) throws IOException {
        while (true) {
            Json next = events.isEmpty() ? next() : events.remove();
            if (isEvent(next) && next.type().equals(type)) {
                return next;
            }
        }
    }

    /** The next event. */
    Json anyEvent() throws IOException {
        Json next = events.isEmpty() ? next() : events.remove();
        while (!isEvent(next)) {
            next = next();
        }
        return next;
    }

    private Json next() throws IOException {
        RawClient.Frame frame = client.frame();
        while (frame.first() == 0x89) {
            client.frame(0x8A, frame.text());
            frame = client.frame();
        }
        if (frame.isClose()) {
            throw new IOException("closed with " + frame.closeCode() + " " + frame.closeReason());
        }
        Json json = checked(frame.text());
        if (json.at("id") instanceof String id && requested.get(id) != null && !isMalformed(json)) {
            ProtocolSchema.check("client", requested.remove(id));
        }
        return json;
    }

    /** A frame of the server. */
    static Json checked(String frame) {
        ProtocolSchema.check("server", frame);
        return Json.parse(frame);
    }

    private static boolean isMalformed(Json reply) {
        return reply.type().equals("error")
                && List.of("bad_request", "bad_json").contains(reply.string("code"));
    }

    private static boolean isEvent(Json frame) {
        return switch (frame.type()) {
            case "entry", "read", "typing", "presence", "heads", "resync" -> true;
            default -> false;
        };
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
