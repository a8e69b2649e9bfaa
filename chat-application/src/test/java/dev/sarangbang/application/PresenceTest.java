package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.application.Attendance.Connection;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.delivery.Notice.PresenceChanged;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.presence.Presence.Status;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final Village village = new Village();
    private final Node north = village.north;
    private final Node south = village.node();
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final Person cho = village.cho;
    private final RoomId kitchen = village.room(ann, bob);
    private final Phone phoneOfAnn = new Phone();

    @BeforeEach
    void ann_looks_at_the_kitchen() {
        Connection connection = north.connect(ann, phoneOfAnn);
        connection.view(Optional.of(kitchen));
    }

    @Test
    void who_comes_is_seen_at_once_by_all_who_share_a_room() {
        var phoneOfCho = new Phone();
        north.connect(cho, phoneOfCho);

        south.connect(bob, new Phone());

        assertThat(seenByAnn()).containsExactly(Status.ONLINE);
        assertThat(phoneOfCho.notices(PresenceChanged.class)).isEmpty();
        assertThat(statusInRoom()).isEqualTo(Status.ONLINE);
    }

    @Test
    void a_second_device_is_not_news() {
        north.connect(bob, new Phone());
        Connection other = north.app().attendance().connect(bob.who(), new DeviceId("desk"), new Phone());
        village.settle();
        assertThat(seenByAnn()).containsExactly(Status.ONLINE);

        north.close(other);
        village.passes(Limits.OFFLINE_GRACE.plus(A_MOMENT));
        assertThat(seenByAnn()).containsExactly(Status.ONLINE);
    }

    @Test
    void who_goes_is_missed_after_a_grace() {
        Connection connection = north.connect(bob, new Phone());
        north.close(connection);

        village.passes(Limits.OFFLINE_GRACE.minus(A_MOMENT));
        assertThat(seenByAnn()).containsExactly(Status.ONLINE);

        village.passes(A_MOMENT.multipliedBy(2));
        assertThat(seenByAnn()).containsExactly(Status.ONLINE, Status.OFFLINE);
        assertThat(statusInRoom()).isEqualTo(Status.OFFLINE);
    }

    @Test
    void a_reconnect_within_the_grace_is_not_seen() {
        Connection connection = north.connect(bob, new Phone());
        north.close(connection);
        village.passes(Duration.ofSeconds(10));
        north.connect(bob, new Phone());
        village.passes(Duration.ofMinutes(2));

        assertThat(seenByAnn()).containsExactly(Status.ONLINE);
    }

    @Test
    void a_reconnect_within_the_grace_is_not_seen_on_other_nodes_either() {
        var phoneOfCho = new Phone();
        north.invite(ann, kitchen, cho).entry();
        south.connect(cho, phoneOfCho).view(Optional.of(kitchen));
        Connection connection = north.connect(bob, new Phone());
        village.passes(Limits.HEARTBEAT.multipliedBy(2));
        for (int i = 0; i < 20; i++) {
            north.close(connection);
            village.passes(Duration.ofSeconds(3));
            connection = north.connect(bob, new Phone());
            village.passes(Duration.ofSeconds(1));
        }

        assertThat(phoneOfCho.notices(PresenceChanged.class))
                .extracting(notice -> notice.presence().status())
                .containsExactly(Status.ONLINE);
    }

    @Test
    void who_looks_during_the_grace_sees_what_the_others_see() {
        Connection connection = north.connect(bob, new Phone());
        north.close(connection);
        village.passes(Duration.ofSeconds(3));

        assertThat(statusInRoom()).isEqualTo(Status.ONLINE);
    }

    @Test
    void who_moves_to_another_node_is_not_missed() {
        Connection onNorth = north.connect(bob, new Phone());
        north.close(onNorth);
        village.passes(Duration.ofSeconds(3));
        Connection onSouth = south.connect(bob, new Phone());
        village.passes(Duration.ofSeconds(10));
        assertThat(seenByAnn()).doesNotContain(Status.OFFLINE);

        south.close(onSouth);
        village.passes(Limits.OFFLINE_GRACE.minus(A_MOMENT));
        assertThat(seenByAnn()).doesNotContain(Status.OFFLINE);
        village.passes(A_MOMENT.multipliedBy(2));
        assertThat(seenByAnn()).last().isEqualTo(Status.OFFLINE);
    }

    @Test
    void an_old_connection_that_ends_after_the_new_one_began_takes_nobody_away() {
        Connection old = north.connect(bob, new Phone());
        north.connect(bob, new Phone());
        north.close(old);
        old.close();
        village.passes(Duration.ofMinutes(1));

        assertThat(seenByAnn()).containsExactly(Status.ONLINE);
        assertThat(statusInRoom()).isEqualTo(Status.ONLINE);
    }

    @Test
    void connections_that_are_kept_alive_do_not_lapse() {
        north.connect(bob, new Phone());
        village.passes(PresenceBoard.LEASE.multipliedBy(4));

        assertThat(statusInRoom()).isEqualTo(Status.ONLINE);
        assertThat(seenByAnn()).containsExactly(Status.ONLINE);
    }

    @Test
    void people_on_a_node_that_crashed_are_missed() {
        south.connect(bob, new Phone());
        village.passes(Limits.HEARTBEAT, List.of(north));

        village.passes(PresenceBoard.LEASE.plus(Limits.HEARTBEAT), List.of(north));

        assertThat(seenByAnn()).containsExactly(Status.ONLINE, Status.OFFLINE);
    }

    @Test
    void who_opens_a_room_between_a_crash_and_its_being_noticed_is_told_too() {
        var phoneOfCho = new Phone();
        Person dal = village.person("dal");
        RoomId garden = village.room(cho, dal);
        south.connect(dal, new Phone());
        Connection choIsHere = north.connect(cho, phoneOfCho);
        village.passes(PresenceBoard.LEASE.minus(A_MOMENT), List.of(north));
        assertThat(north.app()
                        .lobby()
                        .room(cho.id(), Node.PHONE, garden)
                        .orElseThrow()
                        .guests())
                .extracting(guest -> guest.presence().status())
                .containsOnly(Status.ONLINE);
        choIsHere.view(Optional.of(garden));

        village.passes(Limits.HEARTBEAT.plus(A_MOMENT), List.of(north));

        assertThat(phoneOfCho.notices(PresenceChanged.class))
                .extracting(notice -> notice.presence().status())
                .isNotEmpty()
                .containsOnly(Status.OFFLINE);
    }

    @Test
    void people_long_gone_are_no_news_to_who_opens_a_room() {
        north.close(north.connect(bob, new Phone()));
        village.passes(Duration.ofMinutes(5));
        var phoneOfCho = new Phone();
        north.invite(ann, kitchen, cho).entry();
        north.connect(cho, phoneOfCho).view(Optional.of(kitchen));
        village.passes(Duration.ofMinutes(1));

        assertThat(phoneOfCho.notices(PresenceChanged.class)).isEmpty();
    }

    @Test
    void a_node_that_was_suspended_brings_its_people_back() {
        south.connect(bob, new Phone());
        village.passes(Duration.ofMinutes(2), List.of(north));
        assertThat(seenByAnn()).last().isEqualTo(Status.OFFLINE);

        village.passes(Duration.ofMinutes(1));

        assertThat(seenByAnn()).containsExactly(Status.ONLINE, Status.OFFLINE, Status.ONLINE);
    }

    @Test
    void a_change_while_the_board_is_cut_off_is_noticed_afterwards() {
        south.connect(bob, new Phone());
        village.passes(Limits.HEARTBEAT, List.of(north));
        village.board.cutOff();
        village.passes(Duration.ofMinutes(1), List.of(north));
        village.board.restore();

        village.passes(Limits.HEARTBEAT.plus(A_MOMENT), List.of(north));

        assertThat(seenByAnn()).contains(Status.OFFLINE);
    }

    @Test
    void who_was_shown_as_gone_because_the_board_was_cut_off_is_shown_as_here_soon_after() {
        south.connect(bob, new Phone());
        village.passes(Limits.HEARTBEAT);
        village.board.cutOff();
        assertThat(statusInRoom()).as("when Ann opens the room").isEqualTo(Status.OFFLINE);
        village.board.restore();
        phoneOfAnn.forget();

        village.passes(Limits.HEARTBEAT.plus(A_MOMENT));

        assertThat(seenByAnn()).containsExactly(Status.ONLINE);
    }

    @Test
    void what_was_told_wrong_is_put_right() {
        south.connect(bob, new Phone());
        village.passes(Limits.HEARTBEAT);
        // As when the news that he is back was lost.
        var gone = new PresenceChanged(bob.id(), new Presence(Status.OFFLINE, Optional.of(village.time.instant())));
        village.hub.node().publish(new Delivery(Set.of(ann.id()), gone));
        assertThat(seenByAnn()).last().isEqualTo(Status.OFFLINE);

        village.passes(Limits.HEARTBEAT.plus(A_MOMENT));

        assertThat(seenByAnn()).last().isEqualTo(Status.ONLINE);
    }

    @Test
    void who_goes_while_the_board_is_cut_off_is_missed_when_it_is_back() {
        Connection connection = north.connect(bob, new Phone());
        north.close(connection);
        village.board.cutOff();
        village.passes(Limits.OFFLINE_GRACE.plus(A_MOMENT));
        assertThat(seenByAnn()).doesNotContain(Status.OFFLINE);
        village.board.restore();

        village.passes(A_MOMENT);

        assertThat(seenByAnn()).last().isEqualTo(Status.OFFLINE);
    }

    @Test
    void people_can_come_and_talk_while_the_board_is_cut_off() {
        village.board.cutOff();
        var phoneOfBob = new Phone();
        Connection connection = north.connect(bob, phoneOfBob);

        north.says(ann, kitchen, "can you hear me?");

        assertThat(phoneOfBob.entries()).hasSize(1);
        assertThat(statusInRoom()).isEqualTo(Status.OFFLINE);
        village.board.restore();
        village.passes(Limits.PRESENCE_REFRESH);
        assertThat(statusInRoom()).isEqualTo(Status.ONLINE);
        village.board.cutOff();
        connection.close();
    }

    @Test
    void a_refresh_under_way_does_not_bring_back_who_has_left() {
        Connection connection = north.connect(bob, new Phone());
        village.board.before("refresh", connection::close);
        village.passes(Limits.PRESENCE_REFRESH.plusSeconds(1));

        village.passes(Limits.OFFLINE_GRACE.plus(A_MOMENT));

        assertThat(seenByAnn()).containsExactly(Status.ONLINE, Status.OFFLINE);
        assertThat(statusInRoom()).isEqualTo(Status.OFFLINE);
    }

    @Test
    void a_refresh_under_way_does_not_hide_who_comes() {
        village.board.before("arrive", () -> village.passes(Limits.PRESENCE_REFRESH.plusSeconds(1)));

        north.connect(bob, new Phone());

        assertThat(seenByAnn()).containsExactly(Status.ONLINE);
    }

    @Test
    void who_comes_back_while_others_are_told_they_are_gone_ends_up_here() {
        Connection connection = north.connect(bob, new Phone());
        north.close(connection);
        village.passes(Limits.OFFLINE_GRACE.minusSeconds(1));
        // Between the look at the board and the telling: the directory is asked whom to tell.
        village.directory.before("of", () -> south.connect(bob, new Phone()));
        village.passes(A_MOMENT);

        assertThat(seenByAnn()).last().isEqualTo(Status.ONLINE);
    }

    @Test
    void nobody_is_connected_whose_queue_cannot_be_opened() {
        Node deaf = village.node(new UnreachableQueues().failing());

        assertThatThrownBy(() -> deaf.connect(bob, new Phone())).isInstanceOf(PortException.class);

        assertThat(deaf.app().accountsConnected()).isZero();
        assertThat(statusInRoom()).isEqualTo(Status.OFFLINE);
    }

    /** What Ann was told about Bob, one change after the other; to be told again what she knows does not count. */
    private List<Status> seenByAnn() {
        List<Status> changes = new ArrayList<>();
        for (PresenceChanged notice : phoneOfAnn.notices(PresenceChanged.class)) {
            Status status = notice.presence().status();
            if (notice.account().equals(bob.id()) && (changes.isEmpty() || changes.get(changes.size() - 1) != status)) {
                changes.add(status);
            }
        }
        return changes;
    }

    /** How it is with Bob, to someone who opens the room now. */
    private Status statusInRoom() {
        return north.app().lobby().room(ann.id(), Node.PHONE, kitchen).orElseThrow().guests().stream()
                .filter(guest -> guest.account().id().equals(bob.id()))
                .findFirst()
                .orElseThrow()
                .presence()
                .status();
    }
}
