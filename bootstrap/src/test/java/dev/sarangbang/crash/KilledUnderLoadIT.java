package dev.sarangbang.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.crash.History.View;
import dev.sarangbang.e2e.ServerProcess;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise, on the real jar: killed again and again while people talk, it loses nothing that it acknowledged. */
class KilledUnderLoadIT {

    private static final int KILLS = 20;
    private static final int ANSWERS_BETWEEN_KILLS = 40;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Ledger ledger = new Ledger();

    @Test
    void twenty_kills_lose_nothing_double_nothing_and_leave_one_order(@TempDir Path folder) throws Exception {
        try (ServerProcess server = ServerProcess.startIn(folder);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            String url = server.url();
            List<Resident> people = new ArrayList<>();
            for (String name : List.of("ann", "bob", "cem")) {
                people.add(Resident.signUp(http, url, name));
            }
            List<String> rooms = List.of(
                    Resident.furnish(http, url, people, "kitchen"), Resident.furnish(http, url, people, "porch"));
            var talk = new Talk(ledger, ANSWERS_WITHIN);
            for (String room : rooms) {
                for (Resident person : people) {
                    String device = person.name() + "-" + talk.size();
                    talk.begin(executor, new Talker(http, List.of(url), person, device, room, ledger));
                }
            }

            for (int kill = 0; kill < KILLS; kill++) {
                // In the middle of talking: not before a number of messages were answered since the last.
                talk.awaitMoreAnswers(ANSWERS_BETWEEN_KILLS);
                server.kill();
                server.start();
            }
            talk.awaitMoreAnswers(ANSWERS_BETWEEN_KILLS);
            talk.end();

            List<View> views = new ArrayList<>();
            for (String room : rooms) {
                for (Resident person : people) {
                    views.add(person.see(http, url, "phone", room));
                    views.add(person.see(http, url, "laptop", room));
                }
            }
            assertThat(Checker.check(ledger.history(views))).isEmpty();
            assertThat(ledger.answers()).isGreaterThan(KILLS * ANSWERS_BETWEEN_KILLS);
            System.out.println(KILLS + " kills: " + ledger.sent() + " sent, " + ledger.answers()
                    + " acknowledgements, 0 lost, 0 doubled, one order on " + views.size() + " devices' copies");
        }
    }
}
