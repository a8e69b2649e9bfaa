package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.port.RoomLog.Appending.HeadMoved;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import dev.sarangbang.testing.servers.CassandraServer;
import dev.sarangbang.testing.servers.CassandraTrio;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three nodes with three copies of everything: one may be lost, and what they say to each other may come late or never. */
class ThreeNodesTest {

    private static final String KEYSPACE = "three";
    private static final int ROUNDS = 6;
    private static final int ACKNOWLEDGED = 100;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Duration LONG = Duration.ofSeconds(3);

    private static CassandraTrio trio;
    private static CassandraStore store;

    @BeforeAll
    static void start() {
        trio = CassandraTrio.behindProxies();
        store = open(trio.hosts(), LONG, new CountingMetrics());
    }

    @AfterAll
    static void close() {
        if (store != null) {
            store.close();
        }
        if (trio != null) {
            trio.close();
        }
    }

    @Test
    void nothing_acknowledged_is_lost_with_one_of_three_nodes_and_appends_go_on() {
        Eventually.await("all three are up", () -> store.health() instanceof Health.Up);
        try (Talk talk = Talk.honest(store.roomLog())) {
            Eventually.await("they talk", () -> talk.acknowledged() >= ACKNOWLEDGED);
            trio.node(2).kill();
            int before = talk.acknowledged();
            Eventually.await("they go on talking", () -> talk.acknowledged() >= before + ACKNOWLEDGED);
            assertThat(store.health()).isInstanceOf(Health.Degraded.class);
            talk.stop();

            assertThat(talk.missingIn(store.roomLog())).isEmpty();
            trio.node(2).restart();
            Eventually.await("all three are up again", () -> store.health() instanceof Health.Up);
            // Reading from most replicas, of which the one that was away may be one.
            assertThat(talk.missingIn(store.roomLog())).isEmpty();
        }
    }

    /** What is disturbed while the first writer appends, at one node or two. */
    private enum Fault {
        CLIENTS_QUESTIONS_WAIT,
        ANSWERS_TO_CLIENTS_VANISH,
        WORDS_TO_ONE_NODE_WAIT,
        WORDS_TO_TWO_NODES_WAIT
    }

    /**
     * The question on which the log stands: does a conditional batch that was given up ever take effect after another writer has gone on?
     * Ann's batch meets a fault and is given up; Bob, who is well connected, looks and appends to the same end; the fault ends, and whatever
     * waited arrives. The numbers printed are those of docs/adr.
     */
    @Test
    void a_batch_that_was_given_up_never_takes_effect_after_a_later_one() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<Fault, Tally> tallies = new EnumMap<>(Fault.class);
        try (CassandraStore ann = open(trio.hosts(), SHORT, Metrics.NONE)) {
            for (Fault fault : Fault.values()) {
                Tally tally = new Tally();
                tallies.put(fault, tally);
                for (int round = 0; round < ROUNDS; round++) {
                    raceAgainstTheGivenUp(ann, fault, random.nextInt(3), tally);
                }
            }
        }
        System.out.println("Rounds of " + ROUNDS + ", seed " + seed + ": " + tallies);
        assertThat(tallies.values()).extracting(tally -> tally.lateAfterLater).containsOnly(0);
        assertThat(tallies.values()).extracting(tally -> tally.lost).containsOnly(0);
        // A fault that nobody notices would prove nothing.
        assertThat(tallies.values().stream().mapToInt(tally -> tally.givenUp).sum())
                .isGreaterThan(ROUNDS);
    }

    private static final class Tally {
        private int givenUp;
        private int thereForBob;
        private int bobAppended;
        private int lateAfterLater;
        private int lost;

        @Override
        public String toString() {
            return "given up " + givenUp + ", there when looked " + thereForBob + ", later one appended " + bobAppended
                    + ", took effect after it " + lateAfterLater + ", acknowledged and lost " + lost;
        }
    }

    private void raceAgainstTheGivenUp(CassandraStore ann, Fault fault, int node, Tally tally) {
        RoomChange opening = Samples.opening();
        untilAnswered(opening);
        Room kitchen = opening.after();
        RoomChange first = Samples.talk(kitchen, 2);
        RoomChange second = Samples.talk(kitchen, 3);
        Eventually.await("Ann is connected", () -> ann.health() instanceof Health.Up);

        begin(fault, node);
        boolean acknowledged = false;
        try {
            acknowledged = ann.roomLog().append(first).equals(new Appended());
        } catch (PortException.Unavailable e) {
            tally.givenUp++;
        }
        if (fault == Fault.WORDS_TO_TWO_NODES_WAIT) {
            trio.fromNodes(next(node)).heal(); // or nobody could append; Ann's words now arrive while Bob speaks
        }
        boolean later = false;
        switch (untilAnswered(second)) {
            case Appended ignored -> later = true;
            case HeadMoved ignored -> tally.thereForBob++;
            case RoomLog.Appending.AlreadyAppended(var entries) -> later = entries.equals(second.entries());
        }
        tally.bobAppended += later ? 1 : 0;
        trio.heal();
        Eventually.await("Ann is back", () -> ann.health() instanceof Health.Up);
        Eventually.await("all three are up", () -> store.health() instanceof Health.Up);

        List<Entry> there = settled(kitchen);
        boolean annIsThere = there.containsAll(first.entries());
        tally.lateAfterLater += later && annIsThere ? 1 : 0;
        tally.lost += acknowledged && !annIsThere || later && !there.containsAll(second.entries()) ? 1 : 0;
    }

    /** Bob asks again under the same names until he is told. */
    private static RoomLog.Appending untilAnswered(RoomChange change) {
        while (true) {
            try {
                return store.roomLog().append(change);
            } catch (PortException.Unavailable e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** After one more append, which has to pass whatever may still be under way. */
    private static List<Entry> settled(Room kitchen) {
        Room now = store.roomLog().head(kitchen.id()).orElseThrow();
        untilAnswered(Samples.talk(now, 1));
        return store.roomLog().after(kitchen.id(), new Sequence(1), RoomLog.READ_LIMIT_MAX);
    }

    private static void begin(Fault fault, int node) {
        switch (fault) {
            case CLIENTS_QUESTIONS_WAIT -> trio.fromClients(node).holdRequests();
            case ANSWERS_TO_CLIENTS_VANISH -> trio.fromClients(node).dropReplies();
            case WORDS_TO_ONE_NODE_WAIT -> trio.fromNodes(node).hold();
            case WORDS_TO_TWO_NODES_WAIT -> {
                trio.fromNodes(node).hold();
                trio.fromNodes(next(node)).hold();
            }
        }
    }

    private static int next(int node) {
        return (node + 1) % 3;
    }

    private static CassandraStore open(List<String> hosts, Duration timeout, Metrics metrics) {
        List<InetSocketAddress> contacts = hosts.stream()
                .map(host -> InetSocketAddress.createUnresolved(host, trio.port()))
                .toList();
        var cluster = new Cluster(
                contacts, CassandraServer.DATACENTER, KEYSPACE, 3, Optional.empty(), Optional.empty(), timeout);
        return CassandraStore.open(cluster, metrics, OpenStores.SMALL);
    }
}
