package dev.sarangbang.crash;

import dev.sarangbang.crash.History.Acknowledged;
import dev.sarangbang.crash.History.Sent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Someone who goes on talking whatever happens to the server: what was not answered is sent again under the same id, on a new
 * connection, and now and then also what was answered.
 */
final class Talker implements Callable<Void> {

    private static final int UNANSWERED_MAX = 6;
    private static final int REPEATS_EVERY = 7;
    private static final long PAUSE_NANOS = 40_000_000;
    private static final Pattern SENT = Pattern.compile(
            "\\{\"type\":\"sent\",\"id\":\"([^\"]+)\",\"room\":\"(\\d+)\",\"sequence\":(\\d+),\"message_id\":\"(\\d+)\".*");
    private static final Pattern ERROR =
            Pattern.compile("\\{\"type\":\"error\",\"id\":\"([^\"]+)\",\"code\":\"(\\w+)\".*\"retry\":\"(\\w+)\".*");

    private final HttpClient http;
    private final String url;
    private final Resident resident;
    private final String device;
    private final String room;
    private final Map<String, Sent> sent;
    private final List<Acknowledged> acknowledged;
    private final AtomicInteger answers;
    private final AtomicBoolean enough;
    private final Map<String, String> unanswered = new LinkedHashMap<>();
    private int number;

    Talker(
            HttpClient http,
            String url,
            Resident resident,
            String device,
            String room,
            Map<String, Sent> sent,
            List<Acknowledged> acknowledged,
            AtomicInteger answers,
            AtomicBoolean enough) {
        this.http = http;
        this.url = url;
        this.resident = resident;
        this.device = device;
        this.room = room;
        this.sent = sent;
        this.acknowledged = acknowledged;
        this.answers = answers;
        this.enough = enough;
    }

    @Override
    public Void call() throws InterruptedException {
        while (!enough.get() || !unanswered.isEmpty()) {
            try (Line line = Line.open(http, url, resident.cookie(), device)) {
                for (String frame : List.copyOf(unanswered.values())) {
                    line.say(frame);
                }
                while (!enough.get() || !unanswered.isEmpty()) {
                    talk(line);
                    listen(line);
                }
            } catch (IOException e) {
                // The server is down, or was: what was said and not answered is said again.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return null;
    }

    private void talk(Line line) throws IOException {
        while (!enough.get() && unanswered.size() < UNANSWERED_MAX) {
            String id = device + "-" + number++;
            String text = "say " + id;
            String frame =
                    "{\"type\":\"send\",\"id\":\"" + id + "\",\"room\":\"" + room + "\",\"text\":\"" + text + "\"}";
            sent.put(id, new Sent(room, resident.account(), text));
            unanswered.put(id, frame);
            line.say(frame);
            if (number % REPEATS_EVERY == 0) {
                line.say(frame);
            }
        }
    }

    private void listen(Line line) throws IOException, InterruptedException {
        String frame = line.hear();
        Matcher answer = SENT.matcher(frame);
        Matcher error = ERROR.matcher(frame);
        if (answer.matches()) {
            acknowledged.add(new Acknowledged(
                    answer.group(1), answer.group(2), Long.parseLong(answer.group(3)), answer.group(4)));
            unanswered.remove(answer.group(1));
            answers.incrementAndGet();
        } else if (error.matches()) {
            if (!error.group(3).equals("same_id")) {
                throw new IllegalStateException("refused: " + frame);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            String again = unanswered.get(error.group(1));
            if (again != null) {
                line.say(again);
            }
        }
    }
}
