package dev.sarangbang.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.crash.Checker;
import dev.sarangbang.crash.Follower;
import dev.sarangbang.crash.History.Seen;
import dev.sarangbang.crash.History.View;
import dev.sarangbang.crash.Ledger;
import dev.sarangbang.crash.Line;
import dev.sarangbang.crash.Outsider;
import dev.sarangbang.crash.Resident;
import dev.sarangbang.crash.Talk;
import dev.sarangbang.crash.Talker;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise, on two nodes and real servers: whichever of these processes is killed, suspended or cut off while people talk,
 * nothing acknowledged is lost or doubled, every device ends with the same, nobody outside hears anything, and every send gets a
 * word in time.
 */
class FaultsIT {

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(15);

    /** For what is not promised to be quick, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int ANSWERS_BEFORE = 60;
    private static final int ANSWERS_DURING = 400;
    private static final int ANSWERS_AFTER = 60;
    private static final int REFUSALS_DURING = 12;
    private static final int WORDS_WHILE_SLOW = 80;

    @TempDir
    private static Path folder;

    private static Cluster cluster;
    private static List<Resident> people;
    private static Resident dan;
    private static Resident eve;

    /** A room of ann and bob that nobody keeps a ledger of. */
    private static String hall;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Ledger ledger = new Ledger();

    @BeforeAll
    static void start_two_nodes_and_sign_people_up() throws Exception {
        cluster = Cluster.start(folder);
        people = new ArrayList<>();
        for (String name : List.of("ann", "bob", "cem")) {
            people.add(Resident.signUp(HTTP, cluster.url(people.size() % 2), name));
        }
        dan = Resident.signUp(HTTP, cluster.url(0), "dan");
        eve = Resident.signUp(HTTP, cluster.url(1), "eve");
        hall = Resident.furnish(HTTP, cluster.url(0), people.subList(0, 2), "hall");
    }

    @AfterAll
    static void stop_them() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void keeps_the_promise_through(Fault fault) throws Exception {
        List<String> urls = List.of(cluster.url(0), cluster.url(1));
        List<String> turned = urls.reversed();
        List<String> rooms = new ArrayList<>();
        for (String title : List.of("kitchen", "porch")) {
            rooms.add(Resident.furnishWithout(HTTP, urls.get(0), people, dan, title + " " + fault.ordinal()));
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var talk = new Talk(ledger, PATIENCE);
            List<Future<View>> following = new ArrayList<>();
            List<Future<List<Seen>>> outside = new ArrayList<>();
            for (String room : rooms) {
                for (Resident person : people) {
                    List<String> from = talk.size() % 2 == 0 ? urls : turned;
                    String device = person.name() + "-" + fault.ordinal() + "-" + talk.size();
                    talk.begin(executor, new Talker(HTTP, from, person, device, room, ledger));
                    following.add(
                            executor.submit(new Follower(HTTP, from.reversed(), person, "f" + device, room, ledger)));
                }
                outside.add(executor.submit(new Outsider(HTTP, turned, dan, room, ledger)));
            }

            talk.awaitMoreAnswers(ANSWERS_BEFORE);
            try (Line line = Line.open(HTTP, urls.get(0), people.get(0).cookie(), "asker")) {
                ledger.forgetWaits();
                fault.strike(cluster);
                if (fault.closesTheDoor()) {
                    assertThat(answerBehindReads(line, hall)).isLessThan(ANSWERED_WITHIN);
                }
            }
            talk.await("that it is reported", () -> fault.isReported(cluster));
            if (fault.leavesNodesReady()) {
                assertThat(List.of(cluster.isReady(0), cluster.isReady(1))).containsOnly(true);
            }
            if (fault.slowsTheLog()) {
                awaitMoreWords(WORDS_WHILE_SLOW, talk);
            } else if (fault.leavesTheLog()) {
                talk.awaitMoreAnswers(ANSWERS_DURING);
            } else {
                awaitMoreRefusals(REFUSALS_DURING, talk);
            }
            fault.heal(cluster);
            var recovery = new Recovery(HTTP, cluster, people.get(0), people.get(1), eve, hall, 2);
            List<String> missing = new ArrayList<>();
            Duration recovered = talk.await("recovery", () -> {
                List<String> now = fault.isOver(cluster) ? recovery.missing() : List.of(fault + " to be over");
                missing.addAll(now);
                return now.isEmpty();
            });
            talk.awaitMoreAnswers(ANSWERS_AFTER);
            Duration slowest = ledger.slowestAnswer();

            talk.end();
            ledger.finished();
            List<View> views = new ArrayList<>();
            for (Future<View> each : following) {
                views.add(each.get());
            }
            for (String room : rooms) {
                for (Resident person : people) {
                    views.add(person.see(HTTP, urls.get(1), "new", room));
                }
            }
            assertThat(Checker.check(ledger.history(views))).isEmpty();
            for (Future<List<Seen>> each : outside) {
                assertThat(each.get()).as("what dan overheard").isEmpty();
            }
            assertThat(recovered)
                    .as("until everything worked, after waiting for " + missing)
                    .isLessThan(RECOVERED_WITHIN);
            if (!fault.silencesANode()) {
                assertThat(slowest).as("the slowest answer").isLessThan(ANSWERED_WITHIN);
            }
            System.out.println(fault + ": " + ledger.sent() + " sent, " + ledger.answers()
                    + " acknowledgements, 0 lost, 0 doubled, one order on " + views.size()
                    + " devices' copies; slowest answer " + slowest.toMillis() + " ms, recovered in "
                    + recovered.toMillis() + " ms");
        } finally {
            ledger.enough();
            ledger.finished();
        }
    }

    /** How long a send takes that comes right behind whatever a browser asks for when somebody opens a room. */
    private static Duration answerBehindReads(Line line, String room) throws Exception {
        line.say("{\"type\":\"rooms\",\"id\":\"behind-1\"}");
        line.say("{\"type\":\"room\",\"id\":\"behind-2\",\"room\":\"" + room + "\"}");
        line.say("{\"type\":\"accounts\",\"id\":\"behind-3\",\"accounts\":[\"1\"]}");
        line.say("{\"type\":\"rooms\",\"id\":\"behind-4\"}");
        long since = System.nanoTime();
        line.say("{\"type\":\"send\",\"id\":\"behind-5-" + since + "\",\"room\":\"" + room + "\",\"text\":\"hello\"}");
        assertThat(line.answerTo("behind-5-" + since)).startsWith("{\"type\":\"sent\"");
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private void awaitMoreRefusals(int more, Talk talk) {
        int wanted = ledger.refusals() + more;
        talk.await("more refusals", () -> ledger.refusals() >= wanted);
    }

    /** Answers of whatever kind. */
    private void awaitMoreWords(int more, Talk talk) {
        int wanted = ledger.refusals() + ledger.answers() + more;
        talk.await("more words", () -> ledger.refusals() + ledger.answers() >= wanted);
    }
}
