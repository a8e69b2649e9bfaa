package dev.sarangbang.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.crash.Line;
import dev.sarangbang.crash.Resident;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Ann is on one node and Bob on another, and they notice nothing of it. */
class TwoNodesIT {

    /** Far beyond what anything here takes, grace and leases included, because the machine may be busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Cluster cluster;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private String here = "";
    private String there = "";
    private String suffix = "";
    private Resident ann;
    private Resident bob;
    private String kitchen = "";
    private int asked;

    @BeforeAll
    static void start_two_nodes() {
        cluster = Cluster.start(folder);
    }

    @AfterAll
    static void stop_them() {
        cluster.close();
    }

    @BeforeEach
    void ann_and_bob_share_a_room(TestInfo test) throws Exception {
        here = cluster.url(0);
        there = cluster.url(1);
        suffix = Integer.toString(Math.floorMod(test.getDisplayName().hashCode(), 1_000_000), 36);
        ann = Resident.signUp(http, here, "ann" + suffix);
        bob = Resident.signUp(http, there, "bob" + suffix);
        kitchen = Resident.furnish(http, here, List.of(ann, bob), "kitchen");
    }

    @Test
    void what_one_says_the_other_hears_on_another_node_both_ways() throws Exception {
        try (Line anns = Line.open(http, here, ann.cookie(), "phone");
                Line bobs = Line.open(http, there, bob.cookie(), "phone")) {
            assertThat(send(anns, "hello over there")).startsWith("{\"type\":\"sent\"");
            assertThat(await(bobs, "\"type\":\"entry\"", "hello over there")).contains(kitchen);
            assertThat(send(bobs, "hello over here")).startsWith("{\"type\":\"sent\"");
            assertThat(await(anns, "\"type\":\"entry\"", "hello over here")).contains(kitchen);
        }
    }

    @Test
    void another_device_of_the_sender_on_another_node_hears_it_too_and_syncs_what_it_missed() throws Exception {
        try (Line phone = Line.open(http, here, ann.cookie(), "phone")) {
            send(phone, "before the laptop was opened");
            try (Line laptop = Line.open(http, there, ann.cookie(), "laptop")) {
                assertThat(ask(laptop, sync("0"))).contains("before the laptop was opened");
                send(phone, "with the laptop open");
                await(laptop, "\"type\":\"entry\"", "with the laptop open");
            }
        }
    }

    @Test
    void a_device_goes_on_at_another_node_from_where_it_was() throws Exception {
        String epoch;
        try (Line phone = Line.open(http, here, ann.cookie(), "phone")) {
            send(phone, "one");
            epoch = epoch(phone);
            assertThat(ask(
                            phone,
                            "{\"type\":\"ack\",\"id\":\"%s\",\"room\":\"" + kitchen + "\",\"epoch\":\"" + epoch
                                    + "\",\"sequence\":3}"))
                    .startsWith("{\"type\":\"done\"");
        }
        try (Line phone = Line.open(http, there, ann.cookie(), "phone")) {
            assertThat(ask(phone, "{\"type\":\"room\",\"id\":\"%s\",\"room\":\"" + kitchen + "\"}"))
                    .contains("\"cursor\":3");
        }
        try (Line tablet = Line.open(http, there, ann.cookie(), "tablet")) {
            assertThat(ask(tablet, "{\"type\":\"room\",\"id\":\"%s\",\"room\":\"" + kitchen + "\"}"))
                    .contains("\"cursor\":0");
        }
    }

    @Test
    void presence_is_seen_across_nodes_when_people_come_and_when_they_go() throws Exception {
        try (Line anns = Line.open(http, here, ann.cookie(), "phone")) {
            try (Line bobs = Line.open(http, there, bob.cookie(), "phone")) {
                await(anns, "\"type\":\"presence\"", bob.account(), "\"online\"");
                assertThat(ask(bobs, "{\"type\":\"room\",\"id\":\"%s\",\"room\":\"" + kitchen + "\"}"))
                        .containsPattern("\"id\":\"" + ann.account() + "\"[^}]*}[^}]*\"status\":\"online\"");
            }
            await(anns, "\"type\":\"presence\"", bob.account(), "\"offline\"");
        }
    }

    @Test
    void what_is_read_on_one_node_is_known_on_the_other() throws Exception {
        try (Line anns = Line.open(http, here, ann.cookie(), "phone");
                Line bobs = Line.open(http, there, bob.cookie(), "phone")) {
            send(anns, "read this");
            await(bobs, "\"type\":\"entry\"", "read this");
            ask(
                    bobs,
                    "{\"type\":\"read\",\"id\":\"%s\",\"room\":\"" + kitchen + "\",\"epoch\":\"" + epoch(bobs)
                            + "\",\"sequence\":3}");
            await(anns, "\"type\":\"read\"", bob.account(), "\"sequence\":3");
        }
        try (Line laptop = Line.open(http, here, bob.cookie(), "laptop")) {
            assertThat(ask(laptop, "{\"type\":\"room\",\"id\":\"%s\",\"room\":\"" + kitchen + "\"}"))
                    .contains("\"unread\":0");
        }
    }

    @Test
    void messages_wait_for_someone_who_is_nowhere_until_they_connect_to_whatever_node() throws Exception {
        try (Line anns = Line.open(http, here, ann.cookie(), "phone")) {
            for (int i = 1; i <= 20; i++) {
                send(anns, "while you were out " + i);
            }
        }
        try (Line bobs = Line.open(http, there, bob.cookie(), "phone")) {
            assertThat(ask(bobs, "{\"type\":\"room\",\"id\":\"%s\",\"room\":\"" + kitchen + "\"}"))
                    .contains("\"unread\":20");
            String page = ask(bobs, sync("0"));
            for (int i = 1; i <= 20; i++) {
                assertThat(page).contains("while you were out " + i + "\"");
            }
        }
    }

    @Test
    void who_is_removed_on_one_node_is_out_on_the_other_at_once() throws Exception {
        try (Line anns = Line.open(http, here, ann.cookie(), "phone");
                Line bobs = Line.open(http, there, bob.cookie(), "phone")) {
            ask(
                    anns,
                    "{\"type\":\"remove\",\"id\":\"%s\",\"room\":\"" + kitchen + "\",\"account\":\"" + bob.account()
                            + "\"}");
            await(bobs, "\"type\":\"entry\"", "member_removed");
            send(anns, "now that he is gone");
            assertThat(send(bobs, "may I?")).contains("no_such_room");
            assertThat(ask(bobs, sync("0"))).contains("no_such_room").doesNotContain("now that he is gone");
            assertThat(bobs.hear(Duration.ofMillis(500)).orElse("")).doesNotContain("now that he is gone");
        }
    }

    @Test
    void who_logs_out_on_one_node_is_disconnected_from_the_other() throws Exception {
        try (Line bobs = Line.open(http, there, bob.cookie(), "phone")) {
            var out = HttpRequest.newBuilder(URI.create(here + "/api/sessions/current"))
                    .header("Cookie", bob.cookie())
                    .header("Origin", here)
                    .DELETE()
                    .build();
            assertThat(http.send(out, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
            assertThat(isBroken(bobs)).isTrue();
        }
    }

    private static boolean isBroken(Line line) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                line.hear(Duration.ofSeconds(1));
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private String send(Line line, String text) throws IOException, InterruptedException {
        return ask(line, "{\"type\":\"send\",\"id\":\"%s\",\"room\":\"" + kitchen + "\",\"text\":\"" + text + "\"}");
    }

    private String sync(String after) throws IOException, InterruptedException {
        try (Line line = Line.open(http, here, ann.cookie(), "asker")) {
            return "{\"type\":\"sync\",\"id\":\"%s\",\"room\":\"" + kitchen + "\",\"epoch\":\"" + epoch(line)
                    + "\",\"after\":" + after + "}";
        }
    }

    private String epoch(Line line) throws IOException, InterruptedException {
        return Resident.one(
                Pattern.compile("\"epoch\":\"(\\d+)\""),
                ask(line, "{\"type\":\"room\",\"id\":\"%s\",\"room\":\"" + kitchen + "\"}"));
    }

    private String ask(Line line, String frame) throws IOException, InterruptedException {
        return line.ask("q" + suffix + asked++, frame);
    }

    /** The next frame in which all of this is. */
    private static String await(Line line, String... parts) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            String frame = line.hear(Duration.ofSeconds(1)).orElse("");
            if (List.of(parts).stream().allMatch(frame::contains)) {
                return frame;
            }
        }
        throw new AssertionError("nothing came with " + List.of(parts));
    }
}
