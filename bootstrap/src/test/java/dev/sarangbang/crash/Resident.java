package dev.sarangbang.crash;

import dev.sarangbang.crash.History.Seen;
import dev.sarangbang.crash.History.View;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Someone with an account. */
record Resident(String name, String account, String cookie) {

    private static final Pattern ACCOUNT = Pattern.compile("\"account\":\\{\"id\":\"(\\d+)\"");
    private static final Pattern ENTRY = Pattern.compile(
            "\\{\"sequence\":(\\d+),\"message_id\":\"(\\d+)\",\"message_number\":\\d+,"
                    + "\"author\":\"(\\d+)\",\"id\":\"([^\"]+)\",\"at\":\\d+,\"kind\":\"\\w+\"(?:,\"text\":\"([^\"]*)\")?");

    static Resident signUp(HttpClient http, String url, String name) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/accounts"))
                .header("Content-Type", "application/json")
                .header("Origin", url)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\":\"" + name + "\",\"password\":\"a long password\"}"))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        return new Resident(name, one(ACCOUNT, response.body()), cookie.substring(0, cookie.indexOf(';')));
    }

    /** A room as a device of this resident has it after asking for everything from the beginning. */
    View see(HttpClient http, String url, String device, String room) throws IOException, InterruptedException {
        try (Line line = Line.open(http, url, cookie, device)) {
            line.say("{\"type\":\"room\",\"id\":\"look\",\"room\":\"" + room + "\"}");
            String snapshot = line.answerTo("look");
            String epoch = one(Pattern.compile("\"epoch\":\"(\\d+)\""), snapshot);
            long first = Long.parseLong(one(Pattern.compile("\"first\":(\\d+)"), snapshot));
            long head = Long.parseLong(one(Pattern.compile("\"head\":\\{\"sequence\":(\\d+)"), snapshot));
            List<Seen> entries = new ArrayList<>();
            for (long after = 0; after < head; ) {
                String id = "sync-" + after;
                line.say("{\"type\":\"sync\",\"id\":\"" + id + "\",\"room\":\"" + room + "\",\"epoch\":\"" + epoch
                        + "\",\"after\":" + after + "}");
                Matcher found = ENTRY.matcher(line.answerTo(id));
                long before = after;
                while (found.find()) {
                    after = Long.parseLong(found.group(1));
                    String text = found.group(5) == null ? "" : found.group(5);
                    entries.add(new Seen(after, found.group(2), found.group(3), found.group(4), text));
                }
                if (after == before) {
                    break; // the checker says what is missing
                }
            }
            return new View(name + "/" + device, room, first, head, entries);
        }
    }

    static String one(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return found.group(1);
    }
}
