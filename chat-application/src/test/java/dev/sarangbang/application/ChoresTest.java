package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.application.Attendance.Connection;
import dev.sarangbang.application.Event.Heads;
import dev.sarangbang.application.Event.Resync;
import dev.sarangbang.domain.port.SyncQueues;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChoresTest {

    private final Village village = new Village();
    private final Node north = village.north;
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final RoomId kitchen = village.room(ann, bob);
    private final Phone phone = new Phone();

    @Test
    void every_connection_has_a_sign_of_life_at_least_as_often_as_promised() {
        north.connect(bob, phone);
        Duration silence = Duration.ofMillis(500);
        village.time.passes(silence);
        for (int second = 1; second <= 120; second++) {
            int before = beats().size();
            village.passes(Duration.ofSeconds(1));
            silence = silence.plusSeconds(1);
            if (beats().size() > before) {
                assertThat(silence).isLessThanOrEqualTo(Limits.HEARTBEAT);
                silence = Duration.ZERO;
            }
        }
        assertThat(beats()).hasSizeBetween(8, 10).containsOnly(new Heads(Map.of()));
    }

    @Test
    void a_heartbeat_tells_where_the_log_of_the_room_in_view_ends() {
        Connection connection = north.connect(bob, phone);
        assertThat(connection.view(Optional.of(kitchen))).isTrue();
        north.says(ann, kitchen, "hello");
        village.passes(Limits.HEARTBEAT);
        assertThat(beats()).containsExactly(new Heads(Map.of(kitchen, new Sequence(3))));

        connection.view(Optional.empty());
        village.passes(Limits.HEARTBEAT);
        assertThat(beats()).last().isEqualTo(new Heads(Map.of()));
    }

    @Test
    void a_room_that_is_not_theirs_is_nobodys_view() {
        RoomId study = village.room(ann);
        Connection connection = north.connect(bob, phone);
        connection.view(Optional.of(kitchen));

        assertThat(connection.view(Optional.of(study))).isFalse();

        village.passes(Limits.HEARTBEAT);
        assertThat(beats()).containsExactly(new Heads(Map.of(kitchen, new Sequence(2))));
    }

    @Test
    void a_heartbeat_tells_nothing_of_a_room_that_its_viewer_is_no_longer_in() {
        Connection connection = north.connect(bob, phone);
        connection.view(Optional.of(kitchen));
        north.remove(ann, kitchen, bob).entry();

        village.passes(Limits.HEARTBEAT);

        assertThat(beats()).containsExactly(new Heads(Map.of()));
    }

    @Test
    void hearts_beat_on_while_the_log_cannot_be_read_and_make_nobody_ask_for_the_room() {
        Connection connection = north.connect(bob, phone);
        connection.view(Optional.of(kitchen));
        village.log.unreadable(true);
        village.passes(Limits.HEARTBEAT);
        assertThat(beats()).containsExactly(new Heads(Map.of(kitchen, new Sequence(2))));

        village.log.unreadable(false);
        north.says(ann, kitchen, "hello");
        village.passes(Limits.HEARTBEAT);
        village.log.unreadable(true);
        village.passes(Limits.HEARTBEAT);

        assertThat(beats()).last().isEqualTo(new Heads(Map.of(kitchen, new Sequence(3))));
        assertThat(beats()).hasSize(3);
    }

    @Test
    void one_room_that_cannot_be_read_hides_from_nobody_how_far_another_goes() {
        RoomId study = village.room(ann, bob);
        var others = new Phone();
        north.connect(ann, others).view(Optional.of(study));
        north.connect(bob, phone).view(Optional.of(kitchen));
        north.says(ann, kitchen, "hello");
        village.log.unreadable(study);

        village.passes(Limits.HEARTBEAT);

        assertThat(beats()).last().isEqualTo(new Heads(Map.of(kitchen, new Sequence(3))));
        assertThat(others.events()).contains(new Heads(Map.of(study, new Sequence(2))));
    }

    @Test
    void whoever_looks_at_another_room_while_a_heartbeat_is_on_its_way_is_told_of_that() {
        Connection connection = north.connect(bob, phone);
        connection.view(Optional.of(kitchen));
        RoomId study = village.room(ann, bob);
        village.log.beforeReading(() -> connection.view(Optional.of(study)));

        village.passes(Limits.HEARTBEAT);

        assertThat(beats()).containsExactly(new Heads(Map.of(study, new Sequence(2))));
    }

    @Test
    void one_room_that_cannot_be_understood_costs_the_others_nothing() {
        RoomId study = village.room(ann, bob);
        RoomId shed = village.room(ann, bob);
        var others = new Phone();
        north.connect(ann, others).view(Optional.of(study));
        north.connect(bob, phone).view(Optional.of(kitchen));
        north.connect(bob, new Phone()).view(Optional.of(shed));
        village.log.garbles(study);

        village.passes(Limits.HEARTBEAT);

        assertThat(beats()).containsExactly(new Heads(Map.of(kitchen, new Sequence(2))));
        assertThat(others.events()).contains(new Heads(Map.of()));
        assertThat(village.tally.degraded).contains("unreadable room");
        assertThat(north.rooms(bob)).containsOnlyKeys(kitchen, shed);
    }

    @Test
    void an_entry_that_cannot_be_understood_costs_its_room_the_preview_and_nobody_their_rooms() {
        north.says(ann, kitchen, "hello");
        RoomId study = village.room(ann, bob);
        north.says(ann, study, "from a newer version");
        village.log.garblesEntries(study);

        assertThat(north.rooms(bob)).containsOnlyKeys(kitchen, study);
        assertThat(north.rooms(bob).get(study).last()).isEmpty();
        assertThat(north.rooms(bob).get(kitchen).last()).isPresent();
        assertThat(village.tally.degraded).contains("unreadable entry");
    }

    @Test
    void who_has_closed_hears_nothing_any_more() {
        Connection connection = north.connect(bob, phone);
        north.close(connection);
        north.says(ann, kitchen, "hello");
        village.passes(Limits.HEARTBEAT);

        assertThat(phone.events()).isEmpty();
        assertThat(north.app().accountsConnected()).isZero();
    }

    @Test
    void the_queue_of_someone_who_has_gone_is_closed() {
        var queues = new Weather<>(SyncQueues.class, village.hub.node());
        Node south = village.node(queues.port());
        Connection connection = south.connect(bob, phone);
        south.close(connection);
        List<String> closed = new ArrayList<>();
        queues.before("close", () -> closed.add("bob's"));
        village.passes(Duration.ofSeconds(11));

        assertThat(closed).containsExactly("bob's");
        queues.before("close", () -> closed.add("once more"));
        village.passes(Duration.ofSeconds(30));
        assertThat(closed).containsExactly("bob's");
    }

    @Test
    void who_comes_back_while_their_queue_is_being_closed_misses_nothing_unnoticed() {
        var queues = new Weather<>(SyncQueues.class, village.hub.node());
        Node south = village.node(queues.port());
        south.close(south.connect(bob, new Phone()));
        // Their new connection opens the queue right before the old end of it is closed.
        queues.before("close", () -> {
            south.connect(bob, phone);
            north.says(ann, kitchen, "in time");
        });
        village.passes(Duration.ofSeconds(11));
        assertThat(phone.events()).contains(new Resync());

        phone.forget();
        north.says(ann, kitchen, "back again");
        assertThat(phone.entries()).hasSize(1);
    }

    @Test
    void when_deliveries_may_have_been_lost_every_device_is_told_to_look() {
        var queues = new UnreachableQueues();
        Node south = village.node(queues);
        var other = new Phone();
        south.connect(bob, phone);
        south.connect(ann, other);

        queues.listener().interrupted();

        assertThat(phone.events()).containsExactly(new Resync());
        assertThat(other.events()).containsExactly(new Resync());
    }

    @Test
    void when_deliveries_to_one_person_may_have_been_lost_nobody_else_is_told_to_look() {
        var queues = new UnreachableQueues();
        Node south = village.node(queues);
        var other = new Phone();
        south.connect(bob, phone);
        south.connect(ann, other);

        queues.listener().interrupted(bob.id());

        assertThat(phone.events()).containsExactly(new Resync());
        assertThat(other.events()).isEmpty();
    }

    @Test
    void the_devices_of_a_large_node_are_told_to_look_one_share_after_the_other() {
        var queues = new UnreachableQueues();
        Node south = village.node(queues);
        List<Phone> phones = new ArrayList<>();
        for (int i = 0; i < 7 * Limits.RESYNCS_AT_ONCE; i++) {
            var one = new Phone();
            phones.add(one);
            south.connect(i % 2 == 0 ? ann : bob, one);
        }
        int share = phones.size() / (int) Limits.RESYNC_SPREAD.toSeconds();

        queues.listener().interrupted();
        assertThat(told(phones)).isEqualTo(share);

        village.passes(Duration.ofSeconds(1));
        assertThat(told(phones)).isEqualTo(2L * share);
        village.passes(Limits.RESYNC_SPREAD);
        assertThat(phones).allSatisfy(one -> assertThat(one.events()).containsOnlyOnce(new Resync()));
    }

    private static long told(List<Phone> phones) {
        return phones.stream()
                .filter(one -> one.events().contains(new Resync()))
                .count();
    }

    @Test
    void a_chore_that_takes_long_is_not_begun_twice() {
        Connection connection = north.connect(bob, phone);
        village.errands.settle();
        for (int i = 0; i < 50; i++) {
            village.time.passes(Duration.ofSeconds(1));
            north.app().tick();
        }

        assertThat(village.errands.waiting())
                .as("one task for each kind of chore")
                .isLessThan(12);
        village.settle();
        assertThat(beats()).hasSize(1);
        connection.close();
    }

    @Test
    void a_chore_that_fails_is_done_again_the_next_time() {
        north.connect(bob, phone);
        village.board.cutOff("refresh");
        village.passes(Limits.PRESENCE_REFRESH.multipliedBy(2));
        assertThat(village.tally.degraded).contains("presence");
        village.board.restore();
        village.board.before("refresh", () -> village.tally.degraded.add("refreshed"));
        village.passes(Limits.PRESENCE_REFRESH.plusSeconds(1));

        assertThat(village.tally.degraded).contains("refreshed");
    }

    @Test
    void a_chore_with_a_bug_is_seen_and_does_not_stay_away() {
        village.nodeIds.before("renew", () -> {
            throw new IllegalStateException("a bug");
        });

        assertThatThrownBy(() -> village.passes(Limits.NODE_RENEWAL)).hasMessage("a bug");

        village.passes(Duration.ofMinutes(5));
        assertThat(north.app().holdsNodeNumber()).isTrue();
    }

    private List<Heads> beats() {
        return phone.events().stream()
                .filter(Heads.class::isInstance)
                .map(Heads.class::cast)
                .toList();
    }
}
