package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.AlreadyAppended;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three nodes with three copies of everything: one may be lost, and what they say to each other may come late or never. */
class ThreeNodesTest {

    private static final String KEYSPACE = "three";

    /** So often each fault comes, and strikes in so many rooms at once: to wait for its end is what takes long. */
    private static final int TIMES = 2;

    private static final int ROOMS = 6;
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
     * waited arrives. In several rooms at once. The numbers printed are those of docs/adr.
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
                for (int time = 0; time < TIMES; time++) {
                    raceAgainstTheGivenUp(ann, fault, random.nextInt(3), tally);
                }
            }
        }
        System.out.println(TIMES * ROOMS + " rooms each, seed " + seed + ": " + tallies);
        assertThat(tallies.values()).extracting(tally -> tally.lateAfterLater).containsOnly(0);
        assertThat(tallies.values()).extracting(tally -> tally.lost).containsOnly(0);
        // A fault that nobody notices would prove nothing.
        assertThat(tallies.values().stream().mapToInt(tally -> tally.givenUp).sum())
                .isGreaterThan(TIMES * ROOMS);
    }

    private static final class Tally {
        private int givenUp;
        private int thereForBob;
        private int bobAppended;
        private int lateAfterLater;
        private int lost;

        void add(Race race, boolean acknowledged, RoomLog.Appending answerToBob, List<Entry> there) {
            boolean later = answerToBob.equals(new Appended())
                    || answerToBob.equals(new AlreadyAppended(race.second().entries()));
            boolean annIsThere = there.containsAll(race.first().entries());
            boolean bobIsThere = there.containsAll(race.second().entries());
            thereForBob += answerToBob instanceof HeadMoved ? 1 : 0;
            bobAppended += later ? 1 : 0;
            lateAfterLater += later && annIsThere ? 1 : 0;
            lost += acknowledged && !annIsThere || later && !bobIsThere ? 1 : 0;
        }

        @Override
        public String toString() {
            return "given up " + givenUp + ", there when looked " + thereForBob + ", later one appended " + bobAppended
                    + ", took effect after it " + lateAfterLater + ", acknowledged and lost " + lost;
        }
    }

    /** A room, and what Ann and Bob want to append to its end. */
    private record Race(Room kitchen, RoomChange first, RoomChange second) {

        static Race begin() {
            RoomChange opening = Samples.opening();
            untilAnswered(opening);
            Room kitchen = opening.after();
            return new Race(kitchen, Samples.talk(kitchen, 2), Samples.talk(kitchen, 3));
        }
    }

    private void raceAgainstTheGivenUp(CassandraStore ann, Fault fault, int node, Tally tally) {
        List<Race> races = Stream.generate(Race::begin).limit(ROOMS).toList();
        Eventually.await("Ann is connected", () -> ann.health() instanceof Health.Up);

        begin(fault, node);
        Map<Race, RoomLog.Appending> answers = InParallel.map(races, race -> onceAnswered(ann, race.first()));
        tally.givenUp += races.size() - answers.size();
        if (fault == Fault.WORDS_TO_TWO_NODES_WAIT) {
            trio.fromNodes(next(node)).heal(); // or nobody could append; Ann's words now arrive while Bob speaks
        }
        Map<Race, RoomLog.Appending> later = InParallel.map(races, race -> Optional.of(untilAnswered(race.second())));
        trio.heal();
        Eventually.await("Ann is back", () -> ann.health() instanceof Health.Up);
        Eventually.await("all three are up", () -> store.health() instanceof Health.Up);

        for (Race race : races) {
            boolean acknowledged = new Appended().equals(answers.get(race));
            tally.add(race, acknowledged, later.get(race), settled(race.kitchen()));
        }
    }

    private static Optional<RoomLog.Appending> onceAnswered(CassandraStore ann, RoomChange change) {
        try {
            return Optional.of(ann.roomLog().append(change));
        } catch (PortException.Unavailable e) {
            return Optional.empty();
        }
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
