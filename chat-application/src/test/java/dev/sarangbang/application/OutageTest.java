package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.application.ChangeOutcome.AlreadySo;
import dev.sarangbang.application.ChangeOutcome.Reason;
import dev.sarangbang.application.ChangeOutcome.Unknown;
import dev.sarangbang.application.FaultyRoomLog.Fault;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {

    private final Village village = new Village();
    private final Node north = village.north;
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final Person cho = village.cho;
    private final RoomId kitchen = village.room(ann, bob);
    private final Phone phoneOfBob = new Phone();

    @Test
    void an_append_that_got_lost_is_tried_again() {
        village.log.next(Fault.LOST, Fault.LOST);

        Entry said = north.says(ann, kitchen, "hello");

        assertThat(village.logOf(kitchen)).last().isEqualTo(said);
        assertThat(village.tally.doubts).hasValue(2);
        assertThat(village.tally.unknowns).hasValue(0);
    }

    @Test
    void an_append_whose_answer_got_lost_is_answered_with_what_it_did() {
        village.log.next(Fault.ANSWER_LOST);

        Entry said = north.says(ann, kitchen, "hello");

        assertThat(village.logOf(kitchen)).hasSize(3).last().isEqualTo(said);
    }

    @Test
    void an_append_whose_answer_got_lost_is_told_to_the_others_all_the_same() {
        north.connect(bob, phoneOfBob);
        village.log.next(Fault.ANSWER_LOST);

        Entry said = north.says(ann, kitchen, "hello");

        assertThat(phoneOfBob.entries()).containsExactly(said);
    }

    @Test
    void a_retry_of_what_a_crashed_node_could_not_tell_tells_it() {
        Node south = village.node();
        south.connect(bob, phoneOfBob);
        var id = Node.freshId();
        // The crash comes right between the append and all that follows from it.
        village.log.next(Fault.ANSWER_LOST);
        village.log.otherwise(() -> Fault.LOST);
        north.says(ann, kitchen, id, "hello");
        village.log.otherwise(() -> Fault.NONE);
        assertThat(phoneOfBob.entries()).isEmpty();

        Entry said = south.says(ann, kitchen, id, "hello").entry();

        assertThat(phoneOfBob.entries()).containsExactly(said);
    }

    @Test
    void a_retry_tells_nobody_of_what_they_may_not_see() {
        var id = Node.freshId();
        Entry said = north.says(ann, kitchen, id, "before cho came").entry();
        north.invite(ann, kitchen, cho).entry();
        north.remove(ann, kitchen, bob).entry();
        var phoneOfCho = new Phone();
        north.connect(cho, phoneOfCho);
        north.connect(bob, phoneOfBob);

        assertThat(north.says(ann, kitchen, id, "before cho came").entry()).isEqualTo(said);

        assertThat(phoneOfCho.entries()).isEmpty();
        assertThat(phoneOfBob.entries()).isEmpty();
    }

    @Test
    void a_retry_tells_nothing_to_whom_another_node_has_put_out_before() {
        Node south = village.node();
        north.connect(bob, phoneOfBob);
        north.says(ann, kitchen, "bob is here");
        Entry removed = south.remove(ann, kitchen, bob).entry();
        var id = Node.freshId();
        Entry said = south.says(ann, kitchen, id, "now that he is gone").entry();

        assertThat(north.says(ann, kitchen, id, "now that he is gone").entry()).isEqualTo(said);

        assertThat(phoneOfBob.entries()).hasSize(2).endsWith(removed);
    }

    @Test
    void who_left_in_doubt_hears_of_it_and_so_do_the_others() {
        var phoneOfAnn = new Phone();
        north.connect(ann, phoneOfAnn);
        north.connect(bob, phoneOfBob);
        village.log.next(Fault.ANSWER_LOST);

        Entry left = north.leave(bob, kitchen).entry();

        assertThat(left.content()).isEqualTo(new Content.MemberLeft());
        assertThat(phoneOfAnn.entries()).containsExactly(left);
        assertThat(phoneOfBob.entries()).containsExactly(left);
    }

    @Test
    void a_whole_batch_whose_answer_got_lost_is_answered_in_full() {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(north.sends(i % 2 == 0 ? ann : bob, kitchen, Node.freshId(), "line " + i));
        }
        var left = new Answer();
        north.app().lobby().leave(Node.target(bob, kitchen, Node.freshId()), left);
        village.log.next(Fault.ANSWER_LOST);
        village.settle();

        List<Entry> log = village.logOf(kitchen);
        assertThat(answers.stream().map(Answer::entry).toList()).isEqualTo(log.subList(2, 22));
        assertThat(left.entry()).isEqualTo(log.get(22));
    }

    @Test
    void what_is_new_goes_through_beside_what_turns_out_to_be_done() {
        var id = Node.freshId();
        Entry first = north.says(ann, kitchen, id, "first").entry();
        village.log.next(Fault.LOST, Fault.ANSWER_LOST);
        Answer again = north.sends(ann, kitchen, id, "first");
        Answer fresh = north.sends(ann, kitchen, Node.freshId(), "second");
        village.passes(Limits.LANE_PATIENCE);

        assertThat(again.entry()).isEqualTo(first);
        assertThat(village.logOf(kitchen)).hasSize(4).last().isEqualTo(fresh.entry());
    }

    @Test
    void a_batch_in_doubt_is_finished_as_it_was_decided_and_its_order_is_not_turned_round() {
        Answer toOldTitle = renames(ann, "The kitchen");
        Answer toNewTitle = renames(bob, "The galley");
        village.log.next(Fault.ANSWER_LOST);
        village.settle();

        assertThat(toOldTitle.only()).isEqualTo(new AlreadySo());
        assertThat(toNewTitle.entry()).isEqualTo(village.logOf(kitchen).get(2));
        assertThat(village.logOf(kitchen)).hasSize(3);
        assertThat(village.head(kitchen).title()).isEqualTo(new RoomTitle("The galley"));
    }

    @Test
    void who_was_refused_before_someone_left_in_doubt_stays_refused() {
        RoomId full = village.room(ann, village.people("guest", 9).toArray(Person[]::new));
        Person first = village.person("first");
        north.join(first, full).isRefusedWith(Reason.ROOM_FULL);
        var joining = new Answer();
        var leaving = new Answer();
        InviteSecret link = village.head(full).invite();
        north.app().lobby().join(Node.target(cho, full, Node.freshId()), link, joining);
        north.app().lobby().leave(Node.target(ann, full, Node.freshId()), leaving);
        village.log.next(Fault.ANSWER_LOST);
        village.settle();

        joining.isRefusedWith(Reason.ROOM_FULL);
        assertThat(leaving.entry()).isEqualTo(village.logOf(full).get(10));
        assertThat(members(full)).doesNotContain(cho.id()).hasSize(9);
    }

    @Test
    void what_was_refused_is_answered_as_it_was_decided_also_when_the_log_fails_right_after_the_append() {
        Answer toOldTitle = renames(ann, "The kitchen");
        Answer toNewTitle = renames(bob, "The galley");
        village.log.next((real, change) -> {
            village.log.failReads(3);
            return real.append(change);
        });
        village.passes(Limits.LANE_PATIENCE);

        assertThat(toOldTitle.only()).isEqualTo(new AlreadySo());
        assertThat(toNewTitle.entry()).isNotNull();
        assertThat(village.logOf(kitchen)).hasSize(3);
    }

    @Test
    void a_batch_in_doubt_that_never_arrived_is_decided_anew_if_another_node_was_faster() {
        Node south = village.node();
        Answer toOldTitle = renames(ann, "The kitchen");
        Answer said = north.sends(bob, kitchen, Node.freshId(), "hello");
        village.log.next(Fault.LOST, Fault.after(() -> south.rename(ann, kitchen, Node.freshId(), "The galley")));
        village.settle();

        List<Entry> log = village.logOf(kitchen);
        assertThat(log).hasSize(5);
        assertThat(toOldTitle.entry()).isEqualTo(log.get(3));
        assertThat(said.entry()).isEqualTo(log.get(4));
    }

    @Test
    void a_batch_in_doubt_that_did_arrive_is_recognised_also_when_another_node_has_gone_on_from_there() {
        Node south = village.node();
        south.connect(bob, phoneOfBob);
        Answer toOldTitle = renames(ann, "The kitchen");
        Answer said = north.sends(ann, kitchen, Node.freshId(), "hello");
        List<Entry> other = new ArrayList<>();
        village.log.next(
                Fault.ANSWER_LOST,
                Fault.after(() -> other.add(
                        south.rename(ann, kitchen, Node.freshId(), "The galley").entry())));
        village.settle();

        assertThat(toOldTitle.only()).isEqualTo(new AlreadySo());
        assertThat(village.logOf(kitchen)).hasSize(4).endsWith(said.entry(), other.get(0));
        assertThat(phoneOfBob.entries()).containsExactlyInAnyOrder(said.entry(), other.get(0));
        assertThat(north.says(ann, kitchen, "and on").sequence().value()).isEqualTo(5);
    }

    @Test
    void a_batch_in_doubt_with_a_retry_in_it_is_told_apart_from_one_that_arrived() {
        var id = Node.freshId();
        Entry first = north.says(ann, kitchen, id, "first").entry();
        Answer again = north.sends(ann, kitchen, id, "first");
        Answer toOldTitle = renames(ann, "The kitchen");
        Answer second = north.sends(ann, kitchen, Node.freshId(), "second");
        village.log.next(Fault.LOST, Fault.NONE, Fault.ANSWER_LOST);
        village.passes(Limits.LANE_PATIENCE);

        assertThat(again.entry()).isEqualTo(first);
        assertThat(toOldTitle.only()).isEqualTo(new AlreadySo());
        assertThat(village.logOf(kitchen)).hasSize(4).last().isEqualTo(second.entry());
    }

    @Test
    void who_cannot_be_entered_in_the_directory_does_not_come_in_and_costs_the_others_nothing() {
        village.directory.cutOff("add");
        var joining = new Answer();
        InviteSecret link = village.head(kitchen).invite();
        north.app().lobby().join(Node.target(cho, kitchen, Node.freshId()), link, joining);
        Answer said = north.sends(ann, kitchen, Node.freshId(), "hello");
        village.settle();

        assertThat(joining.only()).isEqualTo(new Unknown());
        assertThat(village.logOf(kitchen)).hasSize(3).last().isEqualTo(said.entry());
    }

    private Answer renames(Person person, String title) {
        var answer = new Answer();
        north.app()
                .lobby()
                .rename(
                        Node.target(person, kitchen, Node.freshId()),
                        RoomTitle.parse(title).orThrow(),
                        answer);
        return answer;
    }

    @Test
    void when_patience_runs_out_the_outcome_is_unknown_and_a_later_retry_tells() {
        var id = Node.freshId();
        village.log.otherwise(() -> Fault.LOST);
        assertThat(north.says(ann, kitchen, id, "hello").only()).isEqualTo(new Unknown());
        village.log.otherwise(() -> Fault.NONE);
        assertThat(village.logOf(kitchen)).hasSize(2);
        assertThat(village.tally.unknowns).hasValue(1);

        Entry said = north.says(ann, kitchen, id, "hello").entry();
        assertThat(village.logOf(kitchen)).hasSize(3).last().isEqualTo(said);
    }

    @Test
    void unknown_may_mean_done() {
        var id = Node.freshId();
        village.log.next(Fault.ANSWER_LOST);
        village.log.otherwise(() -> Fault.LOST);
        Answer answer = north.says(ann, kitchen, id, "hello");
        village.log.otherwise(() -> Fault.NONE);
        assertThat(answer.only()).isEqualTo(new Unknown());
        assertThat(village.logOf(kitchen)).hasSize(3);

        assertThat(north.says(ann, kitchen, id, "hello").entry())
                .isEqualTo(village.logOf(kitchen).get(2));
        assertThat(village.logOf(kitchen)).hasSize(3);
    }

    @Test
    void a_log_that_is_asked_in_vain_is_asked_again_at_once_and_then_now_and_then() {
        int before = village.log.appends().size();
        village.log.otherwise(() -> Fault.LOST);
        Answer answer = north.sends(ann, kitchen, Node.freshId(), "hello");
        village.settle();
        assertThat(village.log.appends()).hasSize(before + 2);

        village.passes(Limits.LANE_PATIENCE);

        assertThat(answer.only()).isEqualTo(new Unknown());
        assertThat(village.log.appends()).hasSizeBetween(before + 3, before + 6);
    }

    @Test
    void a_log_that_comes_back_in_time_is_appended_to_without_anybody_knowing() {
        village.log.otherwise(() -> Fault.LOST);
        Answer first = north.sends(ann, kitchen, Node.freshId(), "first");
        village.settle();
        Answer second = north.sends(bob, kitchen, Node.freshId(), "second");
        village.log.otherwise(() -> Fault.NONE);
        assertThat(first.isThere()).isFalse();

        village.passes(Limits.LANE_REST_MAX.plus(Limits.TICK));

        assertThat(village.logOf(kitchen)).endsWith(first.entry(), second.entry());
    }

    @Test
    void nobody_waits_for_a_store_that_takes_its_time_longer_than_promised() {
        Answer behind = new Answer();
        var id = Node.freshId();
        Answer[] slow = new Answer[1];
        village.log.next(Fault.after(() -> {
            north.app()
                    .conversation()
                    .send(Node.target(bob, kitchen, Node.freshId()), new MessageText("me too"), behind);
            village.passes(Limits.LANE_ANSWER_WITHIN.plus(Limits.TICK));
            assertThat(slow[0].only()).isEqualTo(new Unknown());
            assertThat(behind.only()).isEqualTo(new Unknown());
        }));
        slow[0] = north.sends(ann, kitchen, id, "hello");
        village.settle();

        assertThat(slow[0].only()).as("the one answer").isEqualTo(new Unknown());
        assertThat(village.logOf(kitchen)).as("what was not begun is not done").hasSize(3);
        assertThat(village.tally.unknowns).hasValue(2);
        assertThat(north.says(ann, kitchen, id, "hello").entry())
                .isEqualTo(village.logOf(kitchen).get(2));
    }

    @Test
    void what_was_read_before_a_message_could_be_handed_in_counts_as_waiting() {
        Entry question = north.says(ann, kitchen, "tea?");
        village.log.beforeReading(() -> village.time.passes(Limits.LANE_PATIENCE));

        Answer answer =
                north.answers(bob, kitchen, Node.freshId(), question.sequence().value(), "yes");

        assertThat(answer.only()).isEqualTo(new Unknown());
        assertThat(village.logOf(kitchen)).hasSize(3);
    }

    @Test
    void when_an_attempt_takes_all_patience_the_outcome_is_unknown() {
        village.log.next(Fault.after(() -> {
            village.time.passes(Limits.LANE_PATIENCE);
            throw new PortException.Unavailable("too slow");
        }));

        assertThat(north.says(ann, kitchen, Node.freshId(), "hello").only()).isEqualTo(new Unknown());
        assertThat(north.says(ann, kitchen, "once more")).isNotNull();
    }

    @Test
    void an_append_that_was_given_up_and_lands_late_does_no_harm() {
        var id = Node.freshId();
        List<Runnable> late = new ArrayList<>();
        village.log.next((real, change) -> {
            late.add(() -> real.append(change));
            throw new PortException.Unavailable("nobody knows where it is");
        });
        Entry said = north.says(ann, kitchen, id, "hello").entry();
        late.forEach(Runnable::run);

        assertThat(village.logOf(kitchen)).hasSize(3).last().isEqualTo(said);
        assertThat(north.says(ann, kitchen, "and on").sequence().value()).isEqualTo(4);
    }

    @Test
    void what_cannot_be_understood_is_not_tried_again() {
        int before = village.log.appends().size();
        village.log.next(Fault.CORRUPT);

        assertThat(north.says(ann, kitchen, Node.freshId(), "hello").only()).isEqualTo(new Unknown());
        assertThat(village.log.appends()).hasSize(before + 1);
        assertThat(village.tally.degraded).containsExactly("append");
        assertThat(north.says(ann, kitchen, "and on")).isNotNull();
    }

    @Test
    void a_bug_while_appending_leaves_nobody_without_an_answer_and_the_lane_open() {
        village.log.next((real, change) -> {
            throw new IllegalStateException("a bug");
        });
        Answer one = north.sends(ann, kitchen, Node.freshId(), "one");
        Answer other = north.sends(bob, kitchen, Node.freshId(), "other");

        assertThatThrownBy(village::settle).hasMessage("a bug");
        assertThat(one.only()).isEqualTo(new Unknown());
        assertThat(other.only()).isEqualTo(new Unknown());
        assertThat(north.says(ann, kitchen, "and on")).isNotNull();
    }

    @Test
    void a_refusal_is_not_given_on_what_may_be_out_of_date() {
        Node south = village.node();
        north.says(ann, kitchen, "cho is not here");
        south.invite(ann, kitchen, cho).entry();

        assertThat(north.leave(cho, kitchen).entry().content()).isEqualTo(new Content.MemberLeft());
    }

    @Test
    void a_refusal_waits_until_the_room_can_be_read() {
        village.log.unreadable(true);

        assertThat(north.says(cho, kitchen, Node.freshId(), "let me in").only()).isEqualTo(new Unknown());

        village.log.unreadable(false);
        north.says(cho, kitchen, Node.freshId(), "let me in").isRefusedWith(Reason.NO_SUCH_ROOM);
    }

    @Test
    void a_room_opened_in_doubt_is_opened_once() {
        var id = Node.freshId();
        village.log.next(Fault.ANSWER_LOST);
        assertThatThrownBy(() -> north.create(ann, id, "The shed")).isInstanceOf(PortException.class);

        Entry opened = north.create(ann, id, "The shed").entry();

        assertThat(opened.content()).isEqualTo(new Content.RoomCreated(new RoomTitle("The shed")));
        assertThat(village.logOf(opened.room())).containsExactly(opened);
        assertThat(north.rooms(ann)).containsOnlyKeys(kitchen, opened.room());
    }

    @Test
    void a_room_whose_opening_was_in_doubt_is_told_to_all_devices_of_who_opened_it() {
        var otherPhone = new Phone();
        village.node().connect(ann, otherPhone);
        var id = Node.freshId();
        village.log.next(Fault.ANSWER_LOST);
        assertThatThrownBy(() -> north.create(ann, id, "The shed")).isInstanceOf(PortException.class);
        assertThat(otherPhone.entries()).isEmpty();

        Entry opened = north.create(ann, id, "The shed").entry();

        assertThat(otherPhone.entries()).containsExactly(opened);
    }

    @Test
    void a_room_whose_opening_is_in_doubt_is_not_refused_although_there_have_come_to_be_too_many() {
        var id = Node.freshId();
        village.log.next(Fault.LOST);
        assertThatThrownBy(() -> north.create(ann, id, "The shed")).isInstanceOf(PortException.class);
        while (north.rooms(ann).size() < Limits.ROOMS_PER_ACCOUNT_MAX) {
            north.create(ann, "One of many").entry();
        }

        // What was lost may only be late: a refusal could not keep it from being opened.
        Entry opened = north.create(ann, id, "The shed").entry();

        assertThat(village.logOf(opened.room())).containsExactly(opened);
        north.create(ann, "One more").isRefusedWith(Reason.TOO_MANY_ROOMS);
    }

    @Test
    void two_nodes_asked_at_once_to_open_the_same_room_open_one() {
        Node south = village.node();
        var id = Node.freshId();
        List<Answer> atOnce = new ArrayList<>();
        village.log.next(Fault.after(() -> atOnce.add(south.create(ann, id, "The shed"))));

        Entry opened = north.create(ann, id, "The shed").entry();

        assertThat(atOnce).extracting(Answer::entry).containsExactly(opened);
        assertThat(village.logOf(opened.room())).containsExactly(opened);
    }

    @Test
    void who_came_in_without_knowing_it_finds_the_room_in_their_list() {
        List<Runnable> late = new ArrayList<>();
        Answer joining = village.answer(reply -> {
            village.log.otherwise(() -> (real, change) -> {
                late.add(() -> real.append(change));
                village.time.passes(Duration.ofSeconds(5));
                throw new PortException.Unavailable("nobody knows where it is");
            });
            north.app()
                    .lobby()
                    .join(
                            Node.target(cho, kitchen, Node.freshId()),
                            village.head(kitchen).invite(),
                            reply);
        });
        assertThat(joining.only()).isEqualTo(new Unknown());
        village.log.otherwise(() -> Fault.NONE);
        late.forEach(Runnable::run);

        assertThat(members(kitchen)).contains(cho.id());
        assertThat(north.rooms(cho)).containsOnlyKeys(kitchen);
    }

    private List<AccountId> members(RoomId room) {
        return village.head(room).members().stream().map(Member::account).toList();
    }
}
