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
public record Resident(String name, String account, String cookie) {

    private static final Pattern ACCOUNT = Pattern.compile("\"account\":\\{\"id\":\"(\\d+)\"");
    private static final Pattern ROOM = Pattern.compile("\"room\":\\{\"room\":\"(\\d+)\"");
    private static final Pattern ENTRY = Pattern.compile(
            "\\{\"sequence\":(\\d+),\"message_id\":\"(\\d+)\",\"message_number\":\\d+,"
                    + "\"author\":\"(\\d+)\",\"id\":\"([^\"]+)\",\"at\":\\d+,\"kind\":\"\\w+\"(?:,\"text\":\"([^\"]*)\")?");

    /** Signs up, with a password of eight or more. */
    public static Resident signUp(HttpClient http, String url, String name) throws IOException, InterruptedException {
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

    /** Opens a room as the first of {@code people}, brings in the others, and gives its id. */
    public static String furnish(HttpClient http, String url, List<Resident> people, String title)
            throws IOException, InterruptedException {
        try (Line line = Line.open(http, url, people.get(0).cookie(), "furnisher")) {
            String opening = "open-" + title.replace(' ', '-');
            String room = one(
                    ROOM, line.ask(opening, "{\"type\":\"create_room\",\"id\":\"%s\",\"title\":\"" + title + "\"}"));
            for (Resident guest : people.subList(1, people.size())) {
                String answer = line.ask(
                        "invite-" + guest.name(),
                        "{\"type\":\"invite\",\"id\":\"%s\",\"room\":\"" + room + "\",\"username\":\"" + guest.name()
                                + "\"}");
                if (!answer.startsWith("{\"type\":\"done\"")) {
                    throw new IllegalStateException(answer);
                }
            }
            return room;
        }
    }

    /** The same, and {@code outsider} was in it and was put out again. */
    public static String furnishWithout(
            HttpClient http, String url, List<Resident> people, Resident outsider, String title)
            throws IOException, InterruptedException {
        List<Resident> all = new ArrayList<>(people);
        all.add(outsider);
        String room = furnish(http, url, all, title);
        try (Line line = Line.open(http, url, people.get(0).cookie(), "furnisher")) {
            String answer = line.ask(
                    "remove-" + outsider.name(),
                    "{\"type\":\"remove\",\"id\":\"%s\",\"room\":\"" + room + "\",\"account\":\"" + outsider.account()
                            + "\"}");
            if (!answer.startsWith("{\"type\":\"done\"")) {
                throw new IllegalStateException(answer);
            }
        }
        return room;
    }

    /** Every entry in {@code frame}, in its order. */
    static List<Seen> entriesIn(String frame) {
        List<Seen> entries = new ArrayList<>();
        Matcher found = ENTRY.matcher(frame);
        while (found.find()) {
            String text = found.group(5) == null ? "" : found.group(5);
            entries.add(new Seen(Long.parseLong(found.group(1)), found.group(2), found.group(3), found.group(4), text));
        }
        return entries;
    }

    /** A room as a device of this resident has it after asking for everything from the beginning. */
    public View see(HttpClient http, String url, String device, String room) throws IOException, InterruptedException {
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
                List<Seen> page = entriesIn(line.answerTo(id));
                if (page.isEmpty()) {
                    break; // the checker says what is missing
                }
                entries.addAll(page);
                after = page.get(page.size() - 1).sequence();
            }
            return new View(name + "/" + device, room, first, head, entries);
        }
    }

    public static String one(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return found.group(1);
    }
}
