package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.application.ChangeOutcome.Busy;
import dev.sarangbang.application.ChangeOutcome.Reason;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SendingTest {

    private final Village village = new Village();
    private final Node north = village.north;
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final Person cho = village.cho;
    private final RoomId kitchen = village.room(ann, bob);

    @Test
    void what_is_acknowledged_is_in_the_log_as_acknowledged() {
        Entry said = north.says(ann, kitchen, "good morning");

        assertThat(said.content()).isEqualTo(new Content.Text(new MessageText("good morning")));
        assertThat(said.author()).isEqualTo(ann.id());
        assertThat(said.at()).isEqualTo(village.time.instant());
        assertThat(village.logOf(kitchen)).last().isEqualTo(said);
    }

    @Test
    void what_one_person_sends_one_after_the_other_stays_in_that_order() {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(north.sends(ann, kitchen, Node.freshId(), "line " + i));
        }
        village.settle();

        assertThat(texts())
                .containsExactlyElementsOf(
                        answers.stream().map(answer -> text(answer.entry())).toList());
        assertThat(texts()).element(137).isEqualTo("line 137");
    }

    @Test
    void whatever_waits_while_the_log_is_busy_is_appended_at_once() {
        int before = village.log.appends().size();
        for (int i = 0; i < 100; i++) {
            north.sends(i % 2 == 0 ? ann : bob, kitchen, Node.freshId(), "line " + i);
        }
        village.settle();

        assertThat(village.log.appends().subList(before, village.log.appends().size()))
                .containsExactly(RoomChange.ENTRIES_MAX, 100 - RoomChange.ENTRIES_MAX);
        assertThat(village.logOf(kitchen))
                .extracting(entry -> entry.sequence().value())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 102).boxed().toList());
    }

    @Test
    void too_much_for_one_room_is_refused_as_busy_and_leaves_nothing_behind() {
        for (int i = 0; i < Limits.LANE_WAITING_MAX; i++) {
            north.sends(ann, kitchen, Node.freshId(), "line " + i);
        }
        Answer tooMuch = north.sends(ann, kitchen, Node.freshId(), "one more");
        assertThat(tooMuch.only()).isEqualTo(new Busy());
        assertThat(village.tally.refusedAsBusy).hasValue(1);
        assertThat(north.app().draftsWaiting()).isEqualTo(Limits.LANE_WAITING_MAX);

        village.settle();

        assertThat(north.app().draftsWaiting()).isZero();
        assertThat(village.logOf(kitchen)).hasSize(2 + Limits.LANE_WAITING_MAX);
        assertThat(texts()).doesNotContain("one more");
        north.says(ann, kitchen, "one more");
    }

    @Test
    void a_busy_room_does_not_hold_up_another() {
        RoomId garden = village.room(cho);
        for (int i = 0; i <= Limits.LANE_WAITING_MAX; i++) {
            north.sends(ann, kitchen, Node.freshId(), "line " + i);
        }

        assertThat(north.says(cho, garden, "quiet here")).isNotNull();
    }

    @Test
    void the_same_request_again_gets_the_first_answer_and_happens_once() {
        var id = Node.freshId();
        Entry first = north.says(ann, kitchen, id, "once").entry();
        north.says(bob, kitchen, "in between");
        village.passes(Limits.LANE_IDLE.plusSeconds(20));

        assertThat(north.says(ann, kitchen, id, "once").entry()).isEqualTo(first);
        assertThat(village.node().says(ann, kitchen, id, "once").entry()).isEqualTo(first);
        assertThat(texts()).containsExactly("once", "in between");
    }

    @Test
    void the_same_request_twice_at_once_happens_once() {
        var id = Node.freshId();
        Answer one = north.sends(ann, kitchen, id, "once");
        Answer other = north.sends(ann, kitchen, id, "once");
        Answer next = north.sends(ann, kitchen, Node.freshId(), "and then");
        village.settle();

        assertThat(one.entry()).isEqualTo(other.entry());
        assertThat(next.entry().sequence().value()).isEqualTo(4);
        assertThat(texts()).containsExactly("once", "and then");
    }

    @Test
    void a_retry_among_new_messages_leaves_those_in_order() {
        var id = Node.freshId();
        Entry first = north.says(ann, kitchen, id, "first").entry();
        Answer second = north.sends(ann, kitchen, Node.freshId(), "second");
        Answer again = north.sends(ann, kitchen, id, "first");
        Answer third = north.sends(ann, kitchen, Node.freshId(), "third");
        village.settle();

        assertThat(again.entry()).isEqualTo(first);
        assertThat(second.entry().sequence()).isLessThan(third.entry().sequence());
        assertThat(texts()).containsExactly("first", "second", "third");
    }

    @Test
    void an_id_used_for_another_text_is_refused() {
        var id = Node.freshId();
        north.says(ann, kitchen, id, "this").entry();

        north.says(ann, kitchen, id, "that").isRefusedWith(Reason.ID_REUSED);
        assertThat(texts()).containsExactly("this");
    }

    @Test
    void an_id_used_for_another_kind_of_request_is_refused() {
        var id = Node.freshId();
        north.says(ann, kitchen, id, "this").entry();

        north.rename(ann, kitchen, id, "The pantry").isRefusedWith(Reason.ID_REUSED);
        north.rename(ann, kitchen, id, "The kitchen").isRefusedWith(Reason.ID_REUSED);
        north.renewInvite(ann, kitchen, id).isRefusedWith(Reason.ID_REUSED);
        north.remove(ann, kitchen, id, bob).isRefusedWith(Reason.ID_REUSED);
        north.remove(ann, kitchen, id, cho).isRefusedWith(Reason.ID_REUSED);
        north.invite(ann, kitchen, id, cho.username()).isRefusedWith(Reason.ID_REUSED);
        north.join(ann, kitchen, id, village.head(kitchen).invite()).isRefusedWith(Reason.ID_REUSED);
        north.leave(ann, kitchen, id).isRefusedWith(Reason.ID_REUSED);
        assertThat(village.logOf(kitchen)).hasSize(3);
    }

    @Test
    void an_id_used_before_is_refused_also_where_the_request_would_be_refused_anyway() {
        var id = Node.freshId();
        north.says(ann, kitchen, id, "this").entry();

        north.invite(ann, kitchen, id, new Username("nobody")).isRefusedWith(Reason.ID_REUSED);
        north.leave(ann, kitchen).entry();
        north.invite(ann, kitchen, id, cho.username()).isRefusedWith(Reason.ID_REUSED);
    }

    @Test
    void two_people_may_choose_the_same_id() {
        var id = Node.freshId();
        Answer ofAnn = north.sends(ann, kitchen, id, "mine");
        Answer ofBob = north.sends(bob, kitchen, id, "mine too");
        village.settle();

        assertThat(ofAnn.entry()).isNotEqualTo(ofBob.entry());
        assertThat(texts()).containsExactly("mine", "mine too");
    }

    @Test
    void every_kind_of_request_is_answered_alike_when_it_is_repeated_much_later() {
        var creating = Node.freshId();
        RoomId room = north.create(ann, creating, "The shed").entry().room();
        var renaming = Node.freshId();
        Entry renamed = north.rename(ann, room, renaming, "The barn").entry();
        var inviting = Node.freshId();
        Entry invited = north.invite(ann, room, inviting, bob.username()).entry();
        InviteSecret link = village.head(room).invite();
        var joining = Node.freshId();
        Entry joined = north.join(cho, room, joining, link).entry();
        var removing = Node.freshId();
        Entry removed = north.remove(ann, room, removing, bob).entry();
        var renewing = Node.freshId();
        Entry renewed = north.renewInvite(ann, room, renewing).entry();
        var choLeaving = Node.freshId();
        Entry choLeft = north.leave(cho, room, choLeaving).entry();
        var leaving = Node.freshId();
        Entry left = north.leave(ann, room, leaving).entry();
        List<Entry> before = village.logOf(room);

        assertThat(north.create(ann, creating, "The shed").entry()).isEqualTo(before.get(0));
        assertThat(north.rename(ann, room, renaming, "The barn").entry()).isEqualTo(renamed);
        assertThat(north.invite(ann, room, inviting, bob.username()).entry()).isEqualTo(invited);
        assertThat(north.join(cho, room, joining, link).entry()).isEqualTo(joined);
        assertThat(north.remove(ann, room, removing, bob).entry()).isEqualTo(removed);
        assertThat(north.renewInvite(ann, room, renewing).entry()).isEqualTo(renewed);
        assertThat(north.leave(cho, room, choLeaving).entry()).isEqualTo(choLeft);
        assertThat(north.leave(ann, room, leaving).entry()).isEqualTo(left);
        assertThat(village.logOf(room)).isEqualTo(before);
        assertThat(village.directory.port().of(cho.id())).isEmpty();
    }

    @Test
    void to_open_a_room_again_under_an_id_used_for_another_title_is_refused() {
        var id = Node.freshId();
        RoomId room = north.create(ann, id, "The shed").entry().room();

        north.create(ann, id, "The barn").isRefusedWith(Reason.ID_REUSED);
        assertThat(village.head(room).title()).isEqualTo(new RoomTitle("The shed"));
    }

    @Test
    void requests_of_one_batch_are_ruled_on_in_their_order() {
        Answer hello = north.sends(bob, kitchen, Node.freshId(), "hello");
        var left = new Answer();
        north.app().lobby().leave(Node.target(bob, kitchen, Node.freshId()), left);
        Answer tooLate = north.sends(bob, kitchen, Node.freshId(), "and bye");
        village.settle();

        assertThat(hello.entry().sequence()).isLessThan(left.entry().sequence());
        tooLate.isRefusedWith(Reason.NO_SUCH_ROOM);
        assertThat(village.log.appends()).last().isEqualTo(2);
    }

    @Test
    void a_member_whom_another_node_let_in_may_speak_at_once() {
        Node south = village.node();
        north.says(ann, kitchen, "are you coming?");
        south.invite(ann, kitchen, cho).entry();

        assertThat(north.says(cho, kitchen, "here I am")).isNotNull();
    }

    @Test
    void a_member_whom_another_node_put_out_may_not_speak() {
        Node south = village.node();
        north.says(bob, kitchen, "I can say what I like");
        south.remove(ann, kitchen, bob).entry();

        north.says(bob, kitchen, Node.freshId(), "as I said").isRefusedWith(Reason.NO_SUCH_ROOM);
        assertThat(village.logOf(kitchen))
                .last()
                .extracting(Entry::content)
                .isEqualTo(new Content.MemberRemoved(bob.id()));
    }

    @Test
    void a_reply_that_fails_does_not_keep_others_from_theirs() {
        var phone = new Phone();
        north.connect(bob, phone);
        north.app()
                .conversation()
                .send(Node.target(ann, kitchen, Node.freshId()), new MessageText("broken"), outcome -> {
                    throw new IllegalStateException("this client's fault");
                });
        Answer fine = north.sends(ann, kitchen, Node.freshId(), "fine");
        village.settle();

        assertThat(text(fine.entry())).isEqualTo("fine");
        assertThat(phone.entries()).extracting(SendingTest::text).containsExactly("broken", "fine");
        assertThat(village.tally.degraded).containsExactly("reply");
    }

    private List<String> texts() {
        return village.logOf(kitchen).stream()
                .filter(entry -> entry.content().isMessage())
                .map(SendingTest::text)
                .toList();
    }

    private static String text(Entry entry) {
        return ((Content.Text) entry.content()).text().value();
    }
}
