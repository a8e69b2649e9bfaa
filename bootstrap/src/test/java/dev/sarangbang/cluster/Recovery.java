package dev.sarangbang.cluster;

import dev.sarangbang.crash.Line;
import dev.sarangbang.crash.Resident;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks whether everything works as if nothing had happened: all that people notice, on both nodes. */
final class Recovery {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Pattern ONLINE = Pattern.compile("\"status\":\"online\"");

    private final HttpClient http;
    private final Cluster cluster;
    private final Resident ann;
    private final Resident bob;
    private final Resident eve;
    private final String room;
    private final int membersHere;
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * @param eve somebody who logs in and does nothing else: more than fifty logins end the first of them
     * @param membersHere how many members of the room are connected all the time, those two among them
     */
    Recovery(HttpClient http, Cluster cluster, Resident ann, Resident bob, Resident eve, String room, int membersHere) {
        this.http = http;
        this.cluster = cluster;
        this.ann = ann;
        this.bob = bob;
        this.eve = eve;
        this.room = room;
        this.membersHere = membersHere;
    }

    /** What does not work yet, of everything. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            if (!works(node, this::logIn)) {
                missing.add("someone logs in at node " + node);
            }
            if (!works(node, this::pushesFrom)) {
                missing.add("what is said at node " + node + " is pushed at the other");
            }
            if (!works(node, this::showsWhoIsHere)) {
                missing.add("node " + node + " shows who is here");
            }
        }
        return missing;
    }

    private interface Probe {
        boolean at(int node) throws IOException, InterruptedException;
    }

    private static boolean works(int node, Probe probe) {
        try {
            return probe.at(node);
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean logIn(int node) throws IOException, InterruptedException {
        String url = cluster.url(node);
        var request = HttpRequest.newBuilder(URI.create(url + "/api/sessions"))
                .header("Content-Type", "application/json")
                .header("Origin", url)
                .timeout(SOON.multipliedBy(2))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\":\"" + eve.name() + "\",\"password\":\"a long password\"}"))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    private boolean pushesFrom(int node) throws IOException, InterruptedException {
        try (Line speaker = Line.open(http, cluster.url(node), ann.cookie(), "prober");
                Line listener = Line.open(http, cluster.url(1 - node), bob.cookie(), "prober")) {
            // Typing is kept nowhere: what of it arrives was pushed from node to node.
            speaker.say("{\"type\":\"typing\",\"room\":\"" + room + "\"}");
            long deadline = System.nanoTime() + SOON.toNanos();
            while (System.nanoTime() < deadline) {
                String frame = listener.hear(SOON).orElse("");
                if (frame.startsWith("{\"type\":\"typing\"") && frame.contains(room)) {
                    return true;
                }
            }
            return false;
        }
    }

    private boolean showsWhoIsHere(int node) throws IOException, InterruptedException {
        try (Line line = Line.open(http, cluster.url(node), bob.cookie(), "looker")) {
            String id = "look" + asked.incrementAndGet();
            String snapshot = line.ask(id, "{\"type\":\"room\",\"id\":\"%s\",\"room\":\"" + room + "\"}");
            return Stream.of(snapshot)
                            .flatMap(text -> ONLINE.matcher(text).results())
                            .count()
                    == membersHere;
        }
    }
}
