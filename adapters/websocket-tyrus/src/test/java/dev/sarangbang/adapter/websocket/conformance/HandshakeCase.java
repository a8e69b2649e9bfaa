package dev.sarangbang.adapter.websocket.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One row about the handshake. Changes stand side by side with {@code ;} between them: {@code Name: value} puts another value in
 * place, {@code +Name: value} adds a line, {@code -Name} takes it out, {@code = …} is another request line, and anything else follows
 * as a body. {@code $ORIGIN} and {@code $PORT} are the server's. The answer is a status, and a header that it must have.
 */
public record HandshakeCase(String changes, String answer) {

    /** Plays the case on a new connection. {@code more} are headers without which nobody is let in. */
    public void play(RawClient client, Map<String, String> more) throws IOException {
        Map<String, String> headers = client.handshake();
        headers.putAll(more);
        String line = "GET /ws HTTP/1.1";
        List<String> added = new ArrayList<>();
        String body = "";
        for (String change : filled(headers).split(" ; ")) {
            int colon = change.indexOf(':');
            if (change.startsWith("= ")) {
                line = change.substring(2);
            } else if (change.startsWith("-")) {
                assertThat(headers.remove(change.substring(1))).isNotNull();
            } else if (change.startsWith("+")) {
                added.add(change.substring(1));
            } else if (colon > 0 && headers.containsKey(change.substring(0, colon))) {
                headers.put(
                        change.substring(0, colon), change.substring(colon + 1).strip());
            } else {
                body += change;
            }
        }
        var request = new ByteArrayOutputStream();
        String head = RawClient.request(line, headers);
        request.writeBytes(HttpCase.bytes(head.substring(0, head.length() - 2)));
        added.forEach(each -> request.writeBytes(HttpCase.bytes(each + "↵")));
        request.writeBytes(HttpCase.bytes("↵" + body));
        client.send(request.toByteArray());
        check(client, line.startsWith("HEAD ") ? client.answerToHead() : client.answer());
    }

    private String filled(Map<String, String> headers) {
        String origin = headers.getOrDefault("Origin", "");
        return changes.replace("$ORIGIN", origin).replace("$PORT", origin.substring(origin.lastIndexOf(':') + 1));
    }

    private void check(RawClient client, RawClient.Answer heard) throws IOException {
        String[] expected = answer.split(" ", 2);
        assertThat(heard.status()).as("%s", heard).isEqualTo(Integer.parseInt(expected[0]));
        if (expected.length > 1) {
            String[] header = expected[1].split(": ", 2);
            assertThat(heard.header(header[0])).isEqualTo(header[1]);
        }
        if (heard.status() == 101) {
            assertThat(heard.headers())
                    .doesNotContainKey("sec-websocket-extensions")
                    .containsEntry("sec-websocket-protocol", "sarangbang.v1");
            client.send(RawClient.frame(0x89, new byte[] {7}));
            assertThat(client.frame().payload()).containsExactly(7);
        }
    }
}
