package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.application.ChangeOutcome.AlreadySo;
import dev.sarangbang.application.ChangeOutcome.Reason;
import dev.sarangbang.application.ChangeOutcome.Unknown;
import dev.sarangbang.application.FaultyRoomLog.Fault;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two nodes and one room: whatever one decides, the other may have been faster. */
class RacingTest {

    private final Village village = new Village();
    private final Node north = village.north;
    private final Node south = village.node();
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final Person cho = village.cho;
    private final List<Answer> other = new ArrayList<>();

    @Test
    void both_nodes_write_and_the_log_is_one() {
        RoomId kitchen = village.room(ann, bob);
        for (int i = 0; i < 30; i++) {
            String line = "line " + i;
            village.log.next(Fault.after(() -> other.add(south.says(bob, kitchen, Node.freshId(), "south " + line))));
            north.says(ann, kitchen, "north " + line);
        }

        List<Entry> log = village.logOf(kitchen);
        assertThat(log)
                .extracting(entry -> entry.sequence().value())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 62).boxed().toList());
        assertThat(log).extracting(Entry::id).isSorted().doesNotHaveDuplicates();
        assertThat(village.tally.headMoves).hasValueGreaterThanOrEqualTo(30);
        assertThat(other).allSatisfy(answer -> assertThat(log).contains(answer.entry()));
    }

    @Test
    void who_hears_what_another_node_appends_does_not_run_into_it() {
        RoomId kitchen = village.room(ann, bob);
        north.connect(ann, new Phone());
        south.connect(bob, new Phone());
        north.says(ann, kitchen, "first");
        south.says(bob, kitchen, "second");
        int before = village.tally.headMoves.get();
        for (int i = 0; i < 10; i++) {
            north.says(ann, kitchen, "north " + i);
            south.says(bob, kitchen, "south " + i);
        }

        assertThat(village.tally.headMoves).hasValue(before);
    }

    @Test
    void what_is_heard_while_a_batch_is_being_written_counts_for_the_next() {
        RoomId kitchen = village.room(ann, bob);
        north.connect(ann, new Phone());
        south.connect(bob, new Phone());
        south.says(bob, kitchen, "first");
        village.log.next(Fault.after(() -> other.add(south.says(bob, kitchen, Node.freshId(), "faster"))));
        north.says(ann, kitchen, "slower");
        int before = village.tally.headMoves.get();
        north.says(ann, kitchen, "and on");

        assertThat(village.tally.headMoves).hasValue(before);
    }

    @Test
    void the_last_seat_goes_to_one() {
        RoomId kitchen = almostFull();
        village.log.next(Fault.after(() -> other.add(south.join(cho, kitchen))));

        north.join(bob, kitchen).isRefusedWith(Reason.ROOM_FULL);

        assertThat(other.get(0).entry()).isNotNull();
        assertThat(village.head(kitchen).members()).hasSize(Room.MEMBERS_MAX);
        assertThat(north.rooms(bob)).isEmpty();
        assertThat(village.directory.port().of(bob.id())).isEmpty();
    }

    @Test
    void of_many_who_join_at_once_as_many_come_in_as_there_are_seats() {
        RoomId kitchen = village.room(ann);
        InviteSecret link = village.head(kitchen).invite();
        List<Person> crowd = village.people("guest", 25);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < crowd.size(); i++) {
            var answer = new Answer();
            (i % 2 == 0 ? north : south)
                    .app()
                    .lobby()
                    .join(Node.target(crowd.get(i), kitchen, Node.freshId()), link, answer);
            answers.add(answer);
        }
        village.settle();

        assertThat(answers.stream()
                        .filter(answer -> answer.only() instanceof ChangeOutcome.Changed)
                        .count())
                .isEqualTo(Room.MEMBERS_MAX - 1);
        assertThat(answers.stream()
                        .filter(answer -> answer.only().equals(new ChangeOutcome.Refused(Reason.ROOM_FULL)))
                        .count())
                .isEqualTo(crowd.size() - (Room.MEMBERS_MAX - 1));
        for (Person guest : crowd) {
            boolean isIn = village.head(kitchen).member(guest.id()).isPresent();
            assertThat(village.directory.port().of(guest.id())).hasSize(isIn ? 1 : 0);
        }
    }

    @Test
    void a_seat_that_becomes_free_meanwhile_can_be_taken() {
        RoomId kitchen = almostFull();
        south.join(cho, kitchen).entry();
        // The north does not know of Cho; by the time it learns of the one who came, that one has left.
        village.log.next(Fault.after(() -> other.add(south.leave(cho, kitchen))));

        assertThat(north.join(bob, kitchen).entry()).isNotNull();
        assertThat(village.head(kitchen).members()).hasSize(Room.MEMBERS_MAX);
    }

    @Test
    void who_is_removed_by_one_node_cannot_speak_through_another() {
        RoomId kitchen = village.room(ann, bob);
        north.says(bob, kitchen, "I am here");
        village.log.next(Fault.after(() -> other.add(south.remove(ann, kitchen, bob))));

        north.says(bob, kitchen, Node.freshId(), "still here").isRefusedWith(Reason.NO_SUCH_ROOM);
        assertThat(village.logOf(kitchen)).last().isEqualTo(other.get(0).entry());
    }

    @Test
    void an_old_link_does_not_open_a_room_whose_link_was_renewed_by_another_node() {
        RoomId kitchen = village.room(ann);
        InviteSecret old = village.head(kitchen).invite();
        village.log.next(Fault.after(() -> other.add(south.renewInvite(ann, kitchen, Node.freshId()))));

        north.join(bob, kitchen, Node.freshId(), old).isRefusedWith(Reason.INVITE_INVALID);
        assertThat(village.directory.port().of(bob.id())).isEmpty();
    }

    @Test
    void two_who_invite_the_same_guest_at_once_bring_them_in_once() {
        RoomId kitchen = village.room(ann, bob);
        village.log.next(Fault.after(() -> other.add(south.invite(bob, kitchen, cho))));

        assertThat(north.invite(ann, kitchen, cho).only()).isEqualTo(new AlreadySo());
        assertThat(other.get(0).entry()).isNotNull();
        assertThat(village.head(kitchen).members()).hasSize(3);
    }

    @Test
    void the_same_request_through_two_nodes_at_once_happens_once() {
        RoomId kitchen = village.room(ann, bob);
        var id = Node.freshId();
        village.log.next(Fault.after(() -> other.add(south.says(ann, kitchen, id, "once"))));

        assertThat(north.says(ann, kitchen, id, "once").entry())
                .isEqualTo(other.get(0).entry());
        assertThat(village.logOf(kitchen)).hasSize(3);
    }

    @Test
    void who_leaves_on_one_node_and_joins_on_another_has_the_room_in_their_list() {
        RoomId kitchen = village.room(ann, bob);
        // The list is brought in line after the answer; by then Bob is back.
        var left = new Answer();
        north.app().lobby().leave(Node.target(bob, kitchen, Node.freshId()), outcome -> {
            left.accept(outcome);
            other.add(joinAtOnce(south, bob, kitchen));
        });
        village.settle();

        assertThat(left.entry().sequence()).isLessThan(other.get(0).entry().sequence());
        assertThat(south.rooms(bob)).containsOnlyKeys(kitchen);
    }

    @Test
    void who_comes_back_while_a_crashing_node_takes_the_room_off_their_list_has_it_in_their_list() {
        RoomId kitchen = village.room(ann, bob);
        // North has seen that Bob is out; before it writes that down, he comes in again elsewhere; and then it crashes.
        village.directory.before("remove", () -> {
            other.add(south.join(bob, kitchen));
            village.log.unreadable(true);
        });
        north.leave(bob, kitchen);
        village.log.unreadable(false);

        assertThat(other.get(0).entry()).isNotNull();
        assertThat(village.head(kitchen).member(bob.id())).isPresent();
        assertThat(village.directory.port().of(bob.id())).containsExactly(kitchen);
        assertThat(south.rooms(bob)).containsOnlyKeys(kitchen);
    }

    @Test
    void who_is_about_to_come_in_stays_on_the_list_whatever_an_earlier_leave_still_takes_off() {
        RoomId kitchen = village.room(ann, bob);
        south.leave(bob, kitchen).entry();
        // A removal that was sent long ago, for the place at which Bob was last seen to be out, arrives between entry
        // and append.
        var seen = village.head(kitchen).head().sequence();
        village.log.next(Fault.after(() -> village.directory.port().remove(bob.id(), kitchen, seen)));

        north.join(bob, kitchen).entry();

        assertThat(north.rooms(bob)).containsOnlyKeys(kitchen);
    }

    @Test
    void someone_who_loses_every_race_is_told_that_nothing_is_known() {
        RoomId kitchen = village.room(ann, bob);
        Fault faster = Fault.after(() -> other.add(south.says(bob, kitchen, Node.freshId(), "faster")));
        for (int i = 0; i < Limits.LANE_ATTEMPTS_MAX; i++) {
            village.log.next(faster, Fault.NONE);
        }
        var id = Node.freshId();

        assertThat(north.says(ann, kitchen, id, "slow").only()).isEqualTo(new Unknown());
        assertThat(other).hasSize(Limits.LANE_ATTEMPTS_MAX);
        assertThat(north.says(ann, kitchen, id, "slow").entry()).isNotNull();
    }

    private Answer joinAtOnce(Node node, Person person, RoomId room) {
        var answer = new Answer();
        node.app()
                .lobby()
                .join(
                        Node.target(person, room, Node.freshId()),
                        village.head(room).invite(),
                        answer);
        return answer;
    }

    /** A room of Ann's with one free seat. */
    private RoomId almostFull() {
        return village.room(ann, village.people("guest", Room.MEMBERS_MAX - 2).toArray(Person[]::new));
    }
}
