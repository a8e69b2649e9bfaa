package dev.sarangbang.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.sarangbang.crash.History.View;
import dev.sarangbang.e2e.ServerProcess;
import dev.sarangbang.testing.servers.RedisServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Adapters mixed, on the real jar: the log in SQLite, and who is here, what waits for whom, node numbers and a cache in Redis. Whatever
 * happens to Redis, people go on talking, and nothing that was acknowledged is lost.
 */
class RedisBesideSqliteIT {

    private static final int ANSWERS_EACH_TIME = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = 5_000_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Ledger ledger = new Ledger();

    @Test
    void whatever_happens_to_redis_people_talk_and_nothing_is_lost(@TempDir Path folder) throws Exception {
        try (RedisServer redis = RedisServer.start();
                ServerProcess server = ServerProcess.startIn(folder, mixed(redis));
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                talkThroughEverything(redis, server, executor);
            } finally {
                // Otherwise whoever still talks would be waited for without end.
                ledger.enough();
                ledger.finished();
                executor.shutdownNow();
            }
        }
    }

    private void talkThroughEverything(RedisServer redis, ServerProcess server, ExecutorService executor)
            throws Exception {
        String url = server.url();
        List<Resident> people = new ArrayList<>();
        for (String name : List.of("ann", "bob", "cem")) {
            people.add(Resident.signUp(http, url, name));
        }
        String kitchen = Resident.furnish(http, url, people, "kitchen");
        var talk = new Talk(ledger, PATIENCE);
        List<Future<View>> following = new ArrayList<>();
        for (Resident person : people) {
            following.add(executor.submit(
                    new Follower(http, List.of(url), person, person.name() + "-laptop", kitchen, ledger)));
        }
        for (Resident person : people.subList(0, 2)) {
            talk.begin(executor, new Talker(http, List.of(url), person, person.name() + "-phone", kitchen, ledger));
        }
        talk.awaitMoreAnswers(ANSWERS_EACH_TIME);
        eventually("it says ready", () -> readiness(url).startsWith("{\"status\":\"ready\""));

        redis.suspend();
        talk.awaitMoreAnswers(ANSWERS_EACH_TIME);
        eventually("it says degraded", () -> readiness(url).startsWith("{\"status\":\"degraded\""));
        redis.resume();
        talk.awaitMoreAnswers(ANSWERS_EACH_TIME);

        redis.kill();
        talk.awaitMoreAnswers(ANSWERS_EACH_TIME);
        eventually("it says degraded", () -> readiness(url).startsWith("{\"status\":\"degraded\""));
        redis.restart();
        talk.awaitMoreAnswers(ANSWERS_EACH_TIME);

        flush(redis);
        talk.awaitMoreAnswers(ANSWERS_EACH_TIME);
        eventually("bob is shown as here again", () -> isShownAsHere(url, people.get(2), kitchen, "bob"));
        eventually("it says ready", () -> readiness(url).startsWith("{\"status\":\"ready\""));

        server.kill();
        server.start();
        talk.awaitMoreAnswers(ANSWERS_EACH_TIME);

        talk.end();
        ledger.finished();
        List<View> views = new ArrayList<>();
        for (Future<View> each : following) {
            views.add(each.get());
        }
        for (Resident person : people) {
            views.add(person.see(http, url, "tablet", kitchen));
        }
        assertThat(Checker.check(ledger.history(views))).isEmpty();
        System.out.println("Redis put to sleep, killed and emptied, the server killed: " + ledger.sent()
                + " sent, 0 lost, 0 doubled, one order on " + views.size() + " devices' copies");
    }

    @Test
    void what_waits_in_redis_and_what_is_cached_there_is_given_from_there(@TempDir Path folder) throws Exception {
        try (RedisServer redis = RedisServer.start();
                ServerProcess server = ServerProcess.startIn(folder, mixed(redis))) {
            String url = server.url();
            Resident ann = Resident.signUp(http, url, "ann");
            Resident bob = Resident.signUp(http, url, "bob");
            String kitchen = Resident.furnish(http, url, List.of(ann, bob), "kitchen");
            int before = bob.see(http, url, "phone", kitchen).entries().size();

            try (Line line = Line.open(http, url, ann.cookie(), "ann-phone")) {
                for (int i = 0; i < 3; i++) {
                    assertThat(line.ask(
                                    "say-" + i,
                                    "{\"type\":\"send\",\"id\":\"%s\",\"room\":\"" + kitchen + "\",\"text\":\"hi\"}"))
                            .startsWith("{\"type\":\"sent\"");
                }
            }
            eventually("what bob missed is held", () -> metric(url, "sarangbang_held_total") >= 3);

            eventually("a page comes from what was held", () -> {
                assertThat(bob.see(http, url, "phone", kitchen).entries()).hasSize(before + 3);
                return missed(url, bob, kitchen, before) == 3 && metric(url, "sarangbang_held_used_total") > 0;
            });
            eventually("a page comes from the cache", () -> {
                // She opened the room, which bob, who came later, does not see.
                assertThat(ann.see(http, url, "tablet", kitchen).entries()).hasSize(before + 4);
                return metric(url, "sarangbang_redis_cache_hits_total") > 0
                        && metric(url, "sarangbang_redis_cache_hit_ratio") > 0;
            });
        }
    }

    /** How many entries bob gets when he asks for what came after place {@code after}. */
    private int missed(String url, Resident bob, String room, int after) throws IOException, InterruptedException {
        try (Line line = Line.open(http, url, bob.cookie(), "phone")) {
            String snapshot = line.ask("look", "{\"type\":\"room\",\"id\":\"%s\",\"room\":\"" + room + "\"}");
            String epoch = Resident.one(Pattern.compile("\"epoch\":\"(\\d+)\""), snapshot);
            long head = Long.parseLong(Resident.one(Pattern.compile("\"head\":\\{\"sequence\":(\\d+)"), snapshot));
            return Resident.entriesIn(line.ask(
                            "sync",
                            "{\"type\":\"sync\",\"id\":\"%s\",\"room\":\"" + room + "\",\"epoch\":\"" + epoch
                                    + "\",\"after\":" + (head - 3) + "}"))
                    .size();
        }
    }

    private boolean isShownAsHere(String url, Resident viewer, String room, String name)
            throws IOException, InterruptedException {
        try (Line line = Line.open(http, url, viewer.cookie(), "watch")) {
            String snapshot = line.ask("look", "{\"type\":\"room\",\"id\":\"%s\",\"room\":\"" + room + "\"}");
            return Pattern.compile("\"username\":\"" + name + "\"[^}]*\\},\"joined\":\\d+,\"status\":\"online\"")
                    .matcher(snapshot)
                    .find();
        }
    }

    private static String[] mixed(RedisServer redis) {
        return new String[] {
            "--set", "adapter.presence-board=redis",
            "--set", "adapter.held-messages=redis",
            "--set", "adapter.node-ids=redis",
            "--set", "adapter.room-log-cache=redis",
            "--set", "redis.address=" + redis.host() + ":" + redis.port(),
            "--set", "redis.timeout=500ms"
        };
    }

    private static void flush(RedisServer redis) throws IOException {
        try (var socket = new Socket(redis.host(), redis.port())) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+OK\r\n".length());
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("+OK\r\n");
        }
    }

    private String readiness(String url) throws IOException, InterruptedException {
        return get(url + "/readyz");
    }

    /** The sum of the samples of a metric; 0 if there is none. */
    private double metric(String url, String name) throws IOException, InterruptedException {
        return get(url + "/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    private static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                fail("never happened: " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
