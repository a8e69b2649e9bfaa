package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending;
import dev.sarangbang.domain.port.RoomLog.Appending.AlreadyAppended;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import dev.sarangbang.testing.servers.CassandraServer;
import dev.sarangbang.testing.servers.FaultProxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of an append whose answer, or question, is lost on the way. */
class DoubtTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    @RegisterExtension
    private final OpenStores open = new OpenStores(Buckets.ENTRIES);

    private final CountingMetrics metrics = new CountingMetrics();
    private FaultProxy proxy;
    private CassandraStore farAway;
    private RoomLog log;
    private Room kitchen;

    @BeforeEach
    void connectThroughTheProxy() {
        proxy = FaultProxy.to(
                CassandraServer.shared().host(), CassandraServer.shared().port());
        Cluster direct = OpenStores.cluster("buckets_of_" + Buckets.ENTRIES);
        farAway = CassandraStore.open(
                new Cluster(
                        List.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())),
                        direct.datacenter(),
                        direct.keyspace(),
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        TIMEOUT),
                metrics,
                Buckets.ENTRIES);
        log = farAway.roomLog();
        RoomChange opening = Samples.opening();
        assertThat(open.here().roomLog().append(opening)).isEqualTo(new Appended());
        kitchen = opening.after();
    }

    @AfterEach
    void close() {
        proxy.heal();
        farAway.close();
        proxy.close();
    }

    @Test
    void an_answer_that_does_not_come_is_found_by_asking_what_became_of_it() throws Exception {
        proxy.delayReplies(Duration.ofHours(1));
        RoomChange change = Samples.talk(kitchen, 3);
        CompletableFuture<Appending> answer = appending(change);
        Eventually.await("nobody waits for the answer any more", () -> metrics.count("append.in.doubt") > 0);
        assertThat(entriesThere()).isEqualTo(change.entries());

        proxy.heal(); // in time for the answer to the second question

        assertThat(answer.get()).isEqualTo(new Appended());
        assertThat(metrics.count("append.settled")).isEqualTo(1);
    }

    @Test
    void a_longer_change_that_begins_like_one_that_is_there_was_not_appended() throws Exception {
        RoomChange beginning = Samples.talk(kitchen, 3);
        RoomChange end = Samples.talk(beginning.after(), 2);
        RoomChange longer = new RoomChange(
                end.after(),
                Stream.of(beginning, end)
                        .flatMap(change -> change.entries().stream())
                        .toList());
        assertThat(open.here().roomLog().append(beginning)).isEqualTo(new Appended());
        proxy.delayReplies(Duration.ofHours(1));
        CompletableFuture<Appending> answer = appending(longer);
        Eventually.await("nobody waits for the answer any more", () -> metrics.count("append.in.doubt") > 0);

        proxy.heal(); // in time for the answer to the second question

        assertThat(answer.get()).isEqualTo(new AlreadyAppended(beginning.entries()));
        assertThat(entriesThere()).isEqualTo(beginning.entries());
    }

    @Test
    void what_cannot_be_found_out_is_unavailable_and_recognised_when_tried_again() throws Exception {
        proxy.dropReplies();
        RoomChange change = Samples.talk(kitchen, 3);

        assertThatThrownBy(() -> appending(change).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(PortException.Unavailable.class);
        assertThat(entriesThere()).isEqualTo(change.entries());

        proxy.heal();
        isUpAgain();
        assertThat(log.append(change)).isEqualTo(new AlreadyAppended(change.entries()));
    }

    /** Therefore "it is not there" is never taken for "it will not be there". */
    @Test
    void a_request_that_was_given_up_may_arrive_and_be_carried_out_later() throws Exception {
        proxy.holdRequests();
        RoomChange change = Samples.talk(kitchen, 3);

        assertThatThrownBy(() -> appending(change).get()).hasCauseInstanceOf(PortException.Unavailable.class);
        assertThat(entriesThere()).isEmpty();

        proxy.heal();
        Eventually.await("it is written after all", () -> !entriesThere().isEmpty());
        assertThat(entriesThere()).isEqualTo(change.entries());
    }

    /** The same, but the room has gone on meanwhile: the late one is turned away. */
    @Test
    void a_request_that_arrives_after_a_later_change_is_turned_away() throws Exception {
        proxy.holdRequests();
        RoomChange late = Samples.talk(kitchen, 3);
        assertThatThrownBy(() -> appending(late).get()).hasCauseInstanceOf(PortException.Unavailable.class);
        RoomChange later = Samples.talk(kitchen, 2);
        assertThat(open.here().roomLog().append(later)).isEqualTo(new Appended());

        proxy.heal();
        isUpAgain();

        assertThat(log.append(late)).isEqualTo(new Appending.HeadMoved(Optional.of(later.after())));
        assertThat(entriesThere()).isEqualTo(later.entries());
    }

    @Test
    void a_store_that_is_cut_off_says_so_and_comes_back() {
        proxy.cut();
        assertThatThrownBy(() -> log.head(kitchen.id())).isInstanceOf(PortException.Unavailable.class);
        assertThatThrownBy(() -> farAway.deviceCursors().forget(Samples.accountId(), Samples.deviceId()))
                .isInstanceOf(PortException.Unavailable.class);
        assertThat(farAway.health()).isInstanceOf(Health.Down.class);

        proxy.heal();
        isUpAgain();
        assertThat(log.head(kitchen.id())).contains(kitchen);
    }

    private CompletableFuture<Appending> appending(RoomChange change) {
        return CompletableFuture.supplyAsync(() -> log.append(change));
    }

    private List<?> entriesThere() {
        return open.here().roomLog().after(kitchen.id(), new Sequence(1), 10);
    }

    private void isUpAgain() {
        Eventually.await("connected again", () -> farAway.health() instanceof Health.Up);
    }
}
