package dev.sarangbang.adapter.websocket.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row about HTTP. What the client sends is text in UTF-8, in which {@code ↵} is a line end and <code>{x*9}</code> nine of whatever
 * stands before the asterisk; {@code \r \n \t \0} and {@code \xNN} are single bytes. {@code by N:} before it sends it in portions of so
 * many bytes.
 *
 * <p>What it must hear are statuses with commas between them, each followed by the {@code code} of the refusal or the body in quotation
 * marks, where that matters; {@code head} before one means that it has no body. Last comes what becomes of the connection: {@code
 * open}, and then a further request on it is answered, {@code end}, or {@code left}, and then it ends because the client gives up.
 */
public record HttpCase(String sent, String heard) {

    private static final Pattern REPEATED = Pattern.compile("\\{([^{}]*?)\\*(\\d+)}");
    private static final Pattern EXPECTED =
            Pattern.compile("(head )?(\\d{3})(?: ([a-z_0-9]+))?(?: \"([^\"]*)\")?(?:, )");
    private static final Pattern PORTIONS = Pattern.compile("by (\\d+): (.*)");

    /** Plays the case on a new connection; {@code further} is a request that is answered with {@code status}. */
    public void play(RawClient client, String further, int status) throws IOException {
        send(client);
        int at = 0;
        Matcher expected = EXPECTED.matcher(heard);
        while (expected.find(at) && expected.start() == at) {
            at = expected.end();
            check(client, expected);
        }
        switch (heard.substring(at)) {
            case "open" -> assertThat(client.ask(further).status()).isEqualTo(status);
            case "end" -> assertThat(client.isEnded()).as("the connection ends").isTrue();
            case "left" -> {
                client.socket().shutdownOutput();
                assertThat(client.isEnded()).as("the connection ends").isTrue();
            }
            default -> throw new IllegalArgumentException("not an answer: " + heard.substring(at));
        }
    }

    private static void check(RawClient client, Matcher expected) throws IOException {
        RawClient.Answer answer = expected.group(1) == null ? client.answer() : client.answerToHead();
        assertThat(answer.status()).as("%s", answer).isEqualTo(Integer.parseInt(expected.group(2)));
        if (expected.group(3) != null) {
            assertThat(answer.body()).startsWith("{\"code\":\"" + expected.group(3) + "\",\"message\":\"");
        }
        if (expected.group(4) != null) {
            assertThat(answer.body()).isEqualTo(expected.group(4).replace("↵", "\r\n"));
        }
        assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by", "via");
        if (answer.status() >= 400) {
            assertThat(answer.body()).doesNotContain("Exception", "\tat ", "java.");
        }
    }

    private void send(RawClient client) {
        Matcher inPortions = PORTIONS.matcher(sent);
        boolean cut = inPortions.matches();
        byte[] bytes = bytes(cut ? inPortions.group(2) : sent);
        int step = cut ? Integer.parseInt(inPortions.group(1)) : Math.max(1, bytes.length);
        for (int from = 0; from < bytes.length; from += step) {
            client.sendOrBeCut(Arrays.copyOfRange(bytes, from, Math.min(from + step, bytes.length)));
        }
    }

    /** The bytes that a text in a table stands for. */
    public static byte[] bytes(String written) {
        String text = REPEATED.matcher(written)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))))
                .replace("↵", "\\r\\n");
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\\') {
                char escape = text.charAt(i++);
                bytes.write(
                        switch (escape) {
                            case 'r' -> '\r';
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case '0' -> 0;
                            case 'x' -> Integer.parseInt(text.substring(i, i + 2), 16);
                            default -> escape;
                        });
                i += escape == 'x' ? 2 : 0;
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
