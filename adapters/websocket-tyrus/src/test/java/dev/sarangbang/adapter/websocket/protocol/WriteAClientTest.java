package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Does what {@code docs/write-a-client.md} says, line by line, and sees what it says. */
class WriteAClientTest {

    private static final String DOCUMENTED = "127.0.0.1:8080";

    /** Stands for something that differs each time: the first time it is remembered, then it has to be the same. */
    private static final Pattern VARIABLE = Pattern.compile("(?<![A-Za-z0-9_])[A-Z][A-Z_]{1,}(?![A-Za-z0-9_/])|…");

    private static final Pattern OPTION = Pattern.compile("(-[A-Za-z]+) ('[^']*'|\\S+)");

    /** Capitals that are themselves. */
    private static final Set<String> LITERAL = Set.of("HTTP", "OK");

    private final Map<String, String> known = new HashMap<>();
    private ChatServer server;
    private Device wscat;

    @BeforeEach
    void start() throws IOException {
        server = new ChatServer();
    }

    @AfterEach
    void stop() throws IOException {
        if (wscat != null) {
            wscat.close();
        }
        server.close();
    }

    @Test
    void who_follows_the_page_sees_what_it_says() throws IOException {
        int done = 0;
        for (List<String> block : blocks()) {
            for (int i = 0; i < block.size(); i++) {
                String line = block.get(i);
                if (line.startsWith("$ curl")) {
                    int end = i + 1;
                    while (end < block.size() && !block.get(end).startsWith("$")) {
                        end++;
                    }
                    curl(line, block.subList(i + 1, end));
                    i = end - 1;
                } else if (line.startsWith("$ wscat")) {
                    connect(line);
                } else if (line.startsWith("> ")) {
                    wscat.raw().text(filled(line.substring(2)));
                } else if (line.startsWith("< ")) {
                    String frame = wscat.replyText();
                    ProtocolSchema.check("server", frame);
                    match(line.substring(2), frame);
                } else {
                    throw new AssertionError("nobody can do this: " + line);
                }
                done++;
            }
        }
        assertThat(done).isGreaterThan(20);
    }

    /** A page that says something else would be noticed. */
    @Test
    void what_is_not_as_the_page_says_is_noticed() {
        known.put("ROOM", "17");
        assertThat(pattern("{\"room\":\"ROOM\",\"at\":AT}")
                        .matcher("{\"room\":\"17\",\"at\":5}")
                        .matches())
                .isTrue();
        assertThat(pattern("{\"room\":\"ROOM\",\"at\":AT}")
                        .matcher("{\"room\":\"18\",\"at\":5}")
                        .matches())
                .isFalse();
        assertThat(pattern("{\"a\":1,…}").matcher("{\"b\":1,\"c\":2}").matches())
                .isFalse();
    }

    private static List<List<String>> blocks() throws IOException {
        List<List<String>> blocks = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(ProtocolSchema.DOCS.resolve("write-a-client.md"))) {
            if (line.equals("```console")) {
                blocks.add(new ArrayList<>());
                inside = true;
            } else if (line.equals("```")) {
                inside = false;
            } else if (inside) {
                blocks.getLast().add(line);
            }
        }
        assertThat(blocks).isNotEmpty();
        return blocks;
    }

    private void curl(String command, List<String> expected) throws IOException {
        String here = here(command);
        String body = "";
        Map<String, String> headers = new LinkedHashMap<>();
        Matcher options = OPTION.matcher(filled(here));
        while (options.find()) {
            String value = options.group(2).replace("'", "");
            switch (options.group(1)) {
                case "-H" -> headers.put(value.split(": ", 2)[0], value.split(": ", 2)[1]);
                case "-d" -> body = value;
                case "-si" -> {
                    // The address follows, which is found below.
                }
                default -> throw new AssertionError("curl is asked for " + options.group());
            }
        }
        Matcher url = Pattern.compile("http://127\\.0\\.0\\.1:\\d+(/\\S*)").matcher(here);
        assertThat(url.find()).isTrue();
        RawClient.Answer answer = Person.http(server, "POST", url.group(1), headers, body);

        for (String line : expected) {
            if (line.startsWith("HTTP/1.1 ")) {
                assertThat(Integer.toString(answer.status())).isEqualTo(line.split(" ")[1]);
            } else if (line.startsWith("{")) {
                match(line, answer.body());
            } else {
                String[] header = line.split(": ", 2);
                match(header[1], String.valueOf(answer.header(header[0])));
            }
        }
    }

    private void connect(String command) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        Matcher options = OPTION.matcher(filled(here(command)));
        while (options.find()) {
            String value = options.group(2).replace("'", "");
            switch (options.group(1)) {
                case "-c" -> assertThat(value).isEqualTo("ws://127.0.0.1:" + server.port() + "/ws");
                case "-s" -> headers.put("Sec-WebSocket-Protocol", value);
                case "-o" -> headers.put("Origin", value);
                case "-H" -> headers.put(value.split(": ", 2)[0], value.split(": ", 2)[1]);
                default -> throw new AssertionError("wscat is asked for " + options.group());
            }
        }
        var client = new RawClient(server.port());
        client.upgrade(headers);
        wscat = new Device(client);
    }

    private String here(String command) {
        return command.replace(DOCUMENTED, "127.0.0.1:" + server.port());
    }

    private String filled(String text) {
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(known.getOrDefault(found.group(), found.group())));
    }

    private void match(String expected, String actual) {
        Matcher found = pattern(expected).matcher(actual);
        assertThat(found.matches())
                .as("%s%n  as %s%n  with %s", actual, expected, known)
                .isTrue();
        found.namedGroups().forEach((name, group) -> known.put(name.replace("x", "_"), found.group(group)));
    }

    private Pattern pattern(String expected) {
        var pattern = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(expected);
        int end = 0;
        while (matcher.find()) {
            String name = matcher.group();
            pattern.append(Pattern.quote(expected.substring(end, matcher.start())));
            if (name.equals("…")) {
                pattern.append(".*");
            } else if (LITERAL.contains(name)) {
                pattern.append(name);
            } else if (known.containsKey(name)) {
                pattern.append(Pattern.quote(known.get(name)));
            } else {
                // Names of groups have no underscores.
                pattern.append("(?<").append(name.replace("_", "x")).append(">[^\";}]+)");
            }
            end = matcher.end();
        }
        pattern.append(Pattern.quote(expected.substring(end)));
        return Pattern.compile(pattern.toString());
    }
}
