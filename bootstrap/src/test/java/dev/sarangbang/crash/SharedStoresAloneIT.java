package dev.sarangbang.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.crash.History.View;
import dev.sarangbang.e2e.ServerProcess;
import dev.sarangbang.testing.servers.CassandraServer;
import dev.sarangbang.testing.servers.MySqlServer;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Adapters mixed the other way, on the real jar: the log in Cassandra, accounts in MySQL, and queues, presence and node numbers of the one
 * process that there is. It may run so, loses nothing when it is killed, and says that it must stay alone.
 */
class SharedStoresAloneIT {

    private static final int KILLS = 2;
    private static final int ANSWERS_BETWEEN_KILLS = 60;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Ledger ledger = new Ledger();

    @Test
    void one_node_on_shared_stores_with_queues_of_its_own_loses_nothing_and_warns(@TempDir Path folder)
            throws Exception {
        try (CassandraServer cassandra = CassandraServer.start();
                MySqlServer mysql = MySqlServer.start();
                ServerProcess server = ServerProcess.startIn(folder, mixed(cassandra, mysql));
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            String url = server.url();
            List<Resident> people = new ArrayList<>();
            for (String name : List.of("ann", "bob")) {
                people.add(Resident.signUp(http, url, name));
            }
            String kitchen = Resident.furnish(http, url, people, "kitchen");
            var talk = new Talk(ledger, ANSWERS_WITHIN);
            for (Resident person : people) {
                talk.begin(executor, new Talker(http, List.of(url), person, person.name() + "-phone", kitchen, ledger));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                talk.awaitMoreAnswers(ANSWERS_BETWEEN_KILLS);
                server.kill();
                server.start();
            }
            talk.awaitMoreAnswers(ANSWERS_BETWEEN_KILLS);
            talk.end();

            List<View> views = new ArrayList<>();
            for (Resident person : people) {
                views.add(person.see(http, url, "tablet", kitchen));
            }
            assertThat(Checker.check(ledger.history(views))).isEmpty();
            assertThat(Files.readString(folder.resolve("server.log")))
                    .contains("start no second node on these stores")
                    .contains("but not node-ids (sqlite), sync-queues (in-memory), presence-board (sqlite)");
        }
    }

    private static String[] mixed(CassandraServer cassandra, MySqlServer mysql) {
        List<String> options = new ArrayList<>();
        for (String setting : List.of(
                "adapter.room-log=cassandra",
                "adapter.device-cursors=cassandra",
                "adapter.read-marks=cassandra",
                "adapter.accounts=mysql",
                "adapter.login-sessions=mysql",
                "adapter.room-directory=mysql",
                "cassandra.contact-points=" + cassandra.host() + ":" + cassandra.port(),
                "cassandra.datacenter=" + CassandraServer.DATACENTER,
                "cassandra.replicas=1",
                "mysql.address=" + mysql.host() + ":" + mysql.port(),
                "mysql.database=" + mysql.database(),
                "mysql.user=" + mysql.user(),
                "mysql.password=" + mysql.password())) {
            options.addAll(List.of("--set", setting));
        }
        return options.toArray(String[]::new);
    }
}
