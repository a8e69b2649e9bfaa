package dev.sarangbang.crash;

import dev.sarangbang.crash.History.Seen;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * A device of someone who was put out of a room and stays connected, listens to everything that comes, and asks for the room again
 * and again. Gives what it got of the room, which should be nothing.
 */
public final class Outsider implements Callable<List<Seen>> {

    private static final Duration ASKS_EVERY = Duration.ofMillis(500);
    private static final long PAUSE_NANOS = 40_000_000;

    private final HttpClient http;
    private final List<String> urls;
    private final Resident resident;
    private final String room;
    private final Ledger ledger;
    private final List<Seen> overheard = new ArrayList<>();
    private int turn;
    private int asked;

    /** Someone who begins at the first of {@code urls}. */
    public Outsider(HttpClient http, List<String> urls, Resident resident, String room, Ledger ledger) {
        this.http = http;
        this.urls = List.copyOf(urls);
        this.resident = resident;
        this.room = room;
        this.ledger = ledger;
    }

    @Override
    public List<Seen> call() throws InterruptedException {
        while (!ledger.isFinished()) {
            String url = urls.get(turn++ % urls.size());
            try (Line line = Line.open(http, url, resident.cookie(), "outside")) {
                while (!ledger.isFinished()) {
                    line.say("{\"type\":\"history\",\"id\":\"h" + asked++ + "\",\"room\":\"" + room
                            + "\",\"before\":1000000}");
                    for (String frame = line.hear(ASKS_EVERY).orElse("");
                            !frame.isEmpty();
                            frame = line.hear(ASKS_EVERY).orElse("")) {
                        if (frame.contains("\"room\":\"" + room + "\"")) {
                            overheard.addAll(Resident.entriesIn(frame));
                        }
                    }
                }
            } catch (IOException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return overheard;
    }
}
