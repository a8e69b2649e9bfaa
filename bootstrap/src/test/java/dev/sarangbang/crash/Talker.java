package dev.sarangbang.crash;

import dev.sarangbang.crash.History.Acknowledged;
import dev.sarangbang.crash.History.Sent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Someone who goes on talking whatever happens to the servers: what was not answered is sent again under the same id, on a new
 * connection, to the next server if there are several; and now and then also what was answered.
 */
public final class Talker implements Callable<Void> {

    private static final int UNANSWERED_MAX = 6;
    private static final int REPEATS_EVERY = 7;
    private static final long PAUSE_NANOS = 40_000_000;
    private static final Pattern SENT = Pattern.compile(
            "\\{\"type\":\"sent\",\"id\":\"([^\"]+)\",\"room\":\"(\\d+)\",\"sequence\":(\\d+),\"message_id\":\"(\\d+)\".*");
    private static final Pattern ERROR =
            Pattern.compile("\\{\"type\":\"error\",\"id\":\"([^\"]+)\",\"code\":\"(\\w+)\".*\"retry\":\"(\\w+)\".*");

    private final HttpClient http;
    private final List<String> urls;
    private final Resident resident;
    private final String device;
    private final String room;
    private final Ledger ledger;
    private final Map<String, String> unanswered = new LinkedHashMap<>();
    private final Map<String, Long> saidNanos = new LinkedHashMap<>();
    private int number;
    private int turn;

    /** Someone who begins at the first of {@code urls}. */
    public Talker(HttpClient http, List<String> urls, Resident resident, String device, String room, Ledger ledger) {
        this.http = http;
        this.urls = List.copyOf(urls);
        this.resident = resident;
        this.device = device;
        this.room = room;
        this.ledger = ledger;
    }

    @Override
    public Void call() throws InterruptedException {
        while (!ledger.isEnough() || !unanswered.isEmpty()) {
            String url = urls.get(turn++ % urls.size());
            try (Line line = Line.open(http, url, resident.cookie(), device)) {
                for (Map.Entry<String, String> each : List.copyOf(unanswered.entrySet())) {
                    say(line, each.getKey(), each.getValue());
                }
                while (!ledger.isEnough() || !unanswered.isEmpty()) {
                    talk(line);
                    listen(line);
                }
            } catch (IOException e) {
                // The server is down, or was, or says nothing: what was said and not answered is said again.
                saidNanos.values().forEach(since -> ledger.waited(System.nanoTime() - since));
                saidNanos.clear();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return null;
    }

    private void talk(Line line) throws IOException {
        while (!ledger.isEnough() && unanswered.size() < UNANSWERED_MAX) {
            String id = device + "-" + number++;
            String text = "say " + id;
            String frame =
                    "{\"type\":\"send\",\"id\":\"" + id + "\",\"room\":\"" + room + "\",\"text\":\"" + text + "\"}";
            ledger.said(id, new Sent(room, resident.account(), text));
            unanswered.put(id, frame);
            say(line, id, frame);
            if (number % REPEATS_EVERY == 0) {
                line.say(frame);
            }
        }
    }

    private void say(Line line, String id, String frame) throws IOException {
        saidNanos.putIfAbsent(id, System.nanoTime());
        line.say(frame);
    }

    private void listen(Line line) throws IOException, InterruptedException {
        String frame = line.hear();
        Matcher answer = SENT.matcher(frame);
        Matcher error = ERROR.matcher(frame);
        if (answer.matches()) {
            answered(answer.group(1));
            ledger.acknowledged(new Acknowledged(
                    answer.group(1), answer.group(2), Long.parseLong(answer.group(3)), answer.group(4)));
            unanswered.remove(answer.group(1));
        } else if (error.matches()) {
            if (!error.group(3).equals("same_id")) {
                throw new IllegalStateException("refused: " + frame);
            }
            answered(error.group(1));
            ledger.refused();
            LockSupport.parkNanos(PAUSE_NANOS);
            String again = unanswered.get(error.group(1));
            if (again != null) {
                say(line, error.group(1), again);
            }
        }
    }

    private void answered(String id) {
        Long since = saidNanos.remove(id);
        if (since != null) {
            ledger.waited(System.nanoTime() - since);
        }
    }
}
