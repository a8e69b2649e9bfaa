package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.AlreadyAppended;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.port.RoomLog.Appending.HeadMoved;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A log that goes over the ends of many buckets, with changes of all sizes, is one log. */
class FullBucketsTest {

    private static final int BUCKETS = 5;

    @RegisterExtension
    private final OpenStores open = new OpenStores(OpenStores.SMALL);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<RoomChange> changes = new ArrayList<>();
    private final List<Entry> written = new ArrayList<>();

    @Test
    void it_is_read_in_both_directions_from_any_place_and_every_retry_is_recognised() {
        Room kitchen = fill(BUCKETS);
        RoomLog log = open.elsewhere().roomLog();
        int size = written.size();

        assertThat(log.head(kitchen.id())).as("seed %d", seed).contains(kitchen);
        for (int place = 0; place <= size + 1; place += 1 + random.nextInt(9)) {
            int limit = 1 + random.nextInt(RoomLog.READ_LIMIT_MAX);
            assertThat(log.after(kitchen.id(), new Sequence(place), limit))
                    .as("%d after %d, seed %d", limit, place, seed)
                    .isEqualTo(between(place, place + limit));
            assertThat(log.before(kitchen.id(), new Sequence(place), limit))
                    .as("%d before %d, seed %d", limit, place, seed)
                    .isEqualTo(between(place - 1 - limit, place - 1));
        }
        for (RoomChange change : changes) {
            assertThat(log.append(change)).as("seed %d", seed).isEqualTo(new AlreadyAppended(change.entries()));
        }
        assertThat(log.head(kitchen.id())).contains(kitchen);
    }

    @Test
    void a_client_id_from_any_bucket_is_recognised_in_a_change_that_would_fit() {
        Room kitchen = fill(BUCKETS);
        for (Entry old : List.of(written.get(1), written.get(90), written.get(200), written.get(written.size() - 1))) {
            Draft again = new Draft(
                    old.author(),
                    old.clientId(),
                    Samples.say(old.author(), "again").intent());

            assertThat(open.here().roomLog().append(Samples.change(kitchen, List.of(again))))
                    .as("seed %d", seed)
                    .isEqualTo(new AlreadyAppended(List.of(old)));
        }
    }

    /** That bucket's names are copied only when the next but one begins. */
    @Test
    void a_client_id_from_any_bucket_is_recognised_in_the_very_change_that_would_begin_a_new_one() {
        Room kitchen = append(Samples.opening());
        kitchen = append(Samples.talk(kitchen, OpenStores.SMALL - 1));
        for (int bucket = 1; bucket < BUCKETS; bucket++) {
            for (RoomChange change : changes) {
                Entry old = change.entries().get(0);
                Draft again = new Draft(
                        old.author(),
                        old.clientId(),
                        Samples.say(old.author(), "again").intent());
                assertThat(open.elsewhere().roomLog().append(Samples.change(kitchen, List.of(again))))
                        .as("%s again at the beginning of bucket %d", old.sequence(), bucket)
                        .isEqualTo(new AlreadyAppended(List.of(old)));
            }
            kitchen = append(Samples.talk(kitchen, OpenStores.SMALL));
        }
    }

    @Test
    void a_change_for_a_place_that_the_log_has_not_reached_is_refused_in_whatever_bucket_it_would_be() {
        Room kitchen = fill(1);
        Room ahead = kitchen;
        for (int i = 0; i < 4; i++) {
            RoomChange early =
                    Samples.talk(Samples.talk(ahead, RoomChange.ENTRIES_MAX).after(), 1);

            assertThat(open.here().roomLog().append(early)).isEqualTo(new HeadMoved(Optional.of(kitchen)));
            ahead = early.after();
        }
    }

    @Test
    void a_new_bucket_begins_though_its_first_writer_crashed_after_copying() {
        Room kitchen = fill(3);
        while (kitchen.head().sequence().value() % OpenStores.SMALL != 0) {
            kitchen = append(Samples.talk(kitchen, 1));
        }
        try (CqlSession session =
                OpenStores.cluster("buckets_of_" + OpenStores.SMALL).connect("buckets_of_64")) {
            Calls calls = new Calls(session, ignored -> {});
            long next = kitchen.head().sequence().value() / OpenStores.SMALL;
            new ClientIds(new Partitions(calls), calls).prepareFor(kitchen.id(), next);
        }

        kitchen = append(Samples.talk(kitchen, 3));

        assertThat(open.another().roomLog().head(kitchen.id())).contains(kitchen);
        assertThat(open.here().roomLog().append(changes.get(1)))
                .isEqualTo(new AlreadyAppended(changes.get(1).entries()));
    }

    /** The hint is only that: here it was never written. */
    @Test
    void a_long_log_is_found_without_a_hint() {
        Room kitchen = fill(BUCKETS);
        try (CqlSession session =
                OpenStores.cluster("buckets_of_" + OpenStores.SMALL).connect("buckets_of_64")) {
            session.execute("DELETE FROM newest_buckets USING TIMESTAMP " + Long.MAX_VALUE + " WHERE room_id = "
                    + kitchen.id().value());
        }

        CassandraStore fresh = open.another();
        assertThat(fresh.roomLog().head(kitchen.id())).contains(kitchen);
        assertThat(fresh.roomLog().append(Samples.talk(kitchen, 1))).isEqualTo(new Appended());
    }

    @Test
    void the_greatest_change_there_can_be_is_written_and_read() {
        AccountId ann = Samples.accountId();
        Room kitchen = append(Samples.opening(Samples.roomId(), ann));
        String longest = "뷁".repeat(1_000);
        assertThat(MessageText.parse(longest)).isNotNull();
        RoomChange change = Samples.change(
                kitchen,
                IntStream.range(0, RoomChange.ENTRIES_MAX)
                        .mapToObj(ignored -> Samples.say(ann, longest))
                        .toList());
        append(change);

        assertThat(open.elsewhere().roomLog().after(kitchen.id(), change.expected(), RoomLog.READ_LIMIT_MAX))
                .isEqualTo(change.entries());
    }

    /** Changes of all sizes until so many buckets are full. */
    private Room fill(int buckets) {
        Room room = append(Samples.opening());
        while (room.head().sequence().value() < (long) buckets * OpenStores.SMALL) {
            int most = random.nextBoolean() ? 3 : RoomChange.ENTRIES_MAX;
            room = append(Samples.talk(room, 1 + random.nextInt(most)));
        }
        return room;
    }

    private Room append(RoomChange change) {
        RoomLog log =
                random.nextBoolean() ? open.here().roomLog() : open.elsewhere().roomLog();
        assertThat(log.append(change)).as("seed %d", seed).isEqualTo(new Appended());
        changes.add(change);
        written.addAll(change.entries());
        return change.after();
    }

    private List<Entry> between(int from, int to) {
        int size = written.size();
        return written.subList(Math.clamp(from, 0, size), Math.clamp(to, 0, size));
    }
}
