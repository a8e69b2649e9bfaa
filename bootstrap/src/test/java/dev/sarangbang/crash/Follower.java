package dev.sarangbang.crash;

import dev.sarangbang.crash.History.Seen;
import dev.sarangbang.crash.History.View;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A device that follows one room through whatever happens: it takes what is pushed while there is no hole, asks for what it
 * missed, confirms what it has, and comes back on the next server when a connection breaks. What it has in the end is its view.
 */
public final class Follower implements Callable<View> {

    private static final int CONFIRMS_EVERY = 10;
    private static final long PAUSE_NANOS = 40_000_000;

    /** Two heartbeats, as the protocol has it. */
    private static final Duration SILENT_MAX = Duration.ofSeconds(30);

    private static final Duration LOOK_UP_EVERY = Duration.ofMillis(100);
    private static final Pattern EPOCH = Pattern.compile("\"epoch\":\"(\\d+)\"");
    private static final Pattern FIRST = Pattern.compile("\"first\":(\\d+)");
    private static final Pattern HEAD = Pattern.compile("\"head\":\\{\"sequence\":(\\d+)");
    private static final Pattern CURSOR = Pattern.compile("\"cursor\":(\\d+)");

    private final HttpClient http;
    private final List<String> urls;
    private final Resident resident;
    private final String device;
    private final String room;
    private final Ledger ledger;
    private final List<Seen> entries = new ArrayList<>();
    private long first;
    private long last;
    private long confirmed;
    private int turn;
    private int asked;

    /** A device that begins at the first of {@code urls}. */
    public Follower(HttpClient http, List<String> urls, Resident resident, String device, String room, Ledger ledger) {
        this.http = http;
        this.urls = List.copyOf(urls);
        this.resident = resident;
        this.device = device;
        this.room = room;
        this.ledger = ledger;
    }

    @Override
    public View call() throws InterruptedException {
        while (true) {
            String url = urls.get(turn++ % urls.size());
            try (Line line = Line.open(http, url, resident.cookie(), device)) {
                String snapshot = line.ask(nextId(), "{\"type\":\"room\",\"id\":\"%s\",\"room\":\"" + room + "\"}");
                if (snapshot.startsWith("{\"type\":\"error\"")) {
                    throw new IOException(snapshot);
                }
                String epoch = Resident.one(EPOCH, snapshot);
                first = number(FIRST, snapshot);
                long cursor = number(CURSOR, snapshot);
                if (cursor < confirmed) {
                    throw new IllegalStateException(name() + " had confirmed " + confirmed + ", is at " + cursor);
                }
                line.say("{\"type\":\"view\",\"id\":\"" + nextId() + "\",\"room\":\"" + room + "\"}");
                long head = number(HEAD, snapshot);
                sync(line, epoch, head);
                if (ledger.isFinished()) {
                    return new View(name(), room, first, head, List.copyOf(entries));
                }
                follow(line, epoch);
            } catch (IOException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Listens until everyone is done. */
    private void follow(Line line, String epoch) throws IOException, InterruptedException {
        long heardNanos = System.nanoTime();
        while (!ledger.isFinished()) {
            String frame = line.hear(LOOK_UP_EVERY).orElse("");
            long now = System.nanoTime();
            if (frame.isEmpty() && now - heardNanos > SILENT_MAX.toNanos()) {
                throw new IOException("silent");
            }
            heardNanos = frame.isEmpty() ? heardNanos : now;
            if (frame.startsWith("{\"type\":\"entry\"") && frame.contains("\"room\":\"" + room + "\"")) {
                for (Seen entry : Resident.entriesIn(frame)) {
                    if (!take(entry)) {
                        sync(line, epoch, entry.sequence());
                    }
                }
            } else if (frame.startsWith("{\"type\":\"heads\"") || frame.startsWith("{\"type\":\"resync\"")) {
                sync(line, epoch, last + 1);
            }
            if (last - confirmed >= CONFIRMS_EVERY) {
                confirm(line, epoch);
            }
        }
    }

    /** Takes an entry that comes next; false if something is missing before it. What it has already it does not take again. */
    private boolean take(Seen entry) {
        if (last > 0 && entry.sequence() > last + 1) {
            return false;
        }
        if (entry.sequence() == last + 1 || last == 0) {
            entries.add(entry);
            last = entry.sequence();
        }
        return true;
    }

    /** Asks for what comes after the last, until it has {@code head} or there is nothing more. */
    private void sync(Line line, String epoch, long head) throws IOException, InterruptedException {
        while (last < head) {
            String id = nextId();
            // Pushes that come before the answer are left out: each shows as a hole, or at the next sign of life.
            String answer = line.ask(
                    id,
                    "{\"type\":\"sync\",\"id\":\"" + id + "\",\"room\":\"" + room + "\",\"epoch\":\"" + epoch
                            + "\",\"after\":" + last + "}");
            if (answer.startsWith("{\"type\":\"error\"")) {
                throw new IOException(answer);
            }
            List<Seen> page = Resident.entriesIn(answer);
            if (page.isEmpty()) {
                return;
            }
            page.forEach(this::take);
        }
    }

    private void confirm(Line line, String epoch) throws IOException, InterruptedException {
        String id = nextId();
        String answer = line.ask(
                id,
                "{\"type\":\"ack\",\"id\":\"" + id + "\",\"room\":\"" + room + "\",\"epoch\":\"" + epoch
                        + "\",\"sequence\":" + last + "}");
        if (answer.startsWith("{\"type\":\"done\"")) {
            confirmed = last;
        }
    }

    private String name() {
        return resident.name() + "/" + device;
    }

    private String nextId() {
        return "f" + asked++;
    }

    private static long number(Pattern pattern, String text) {
        return Long.parseLong(Resident.one(pattern, text));
    }
}
