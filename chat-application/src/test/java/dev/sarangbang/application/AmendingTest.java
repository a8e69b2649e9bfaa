package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.application.ChangeOutcome.Reason;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Replies, second thoughts, and words taken back. */
class AmendingTest {

    private final Village village = new Village();
    private final Node north = village.north;
    private final Node south = village.node();
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final Person cho = village.cho;
    private final RoomId kitchen = village.room(ann, bob);
    private final Entry said = north.says(ann, kitchen, "diner is ready");

    @Test
    void an_edit_and_a_deletion_are_entries_like_any_other_and_the_message_stays_as_it_was() {
        var phoneOfBob = new Phone();
        south.connect(bob, phoneOfBob);

        Entry edited = edit(ann, said, "dinner is ready").entry();
        Entry deleted = delete(ann, said).entry();

        assertThat(edited.content()).isEqualTo(new Content.TextEdited(said.sequence(), text("dinner is ready")));
        assertThat(deleted.content()).isEqualTo(new Content.TextDeleted(said.sequence()));
        assertThat(village.logOf(kitchen)).endsWith(said, edited, deleted);
        assertThat(phoneOfBob.entries()).containsExactly(edited, deleted);
    }

    @Test
    void they_are_no_messages_so_nothing_becomes_unread() {
        edit(ann, said, "dinner is ready").entry();
        Entry deleted = delete(ann, said).entry();

        assertThat(deleted.messageNumber()).isEqualTo(said.messageNumber());
        assertThat(north.summary(bob, kitchen).unread()).isEqualTo(1);
    }

    @Test
    void a_reply_names_what_it_answers() {
        Entry reply = answer(bob, said, "coming").entry();

        assertThat(reply.content()).isEqualTo(new Content.Text(text("coming"), Optional.of(said.sequence())));
        assertThat(reply.messageNumber()).isEqualTo(said.messageNumber() + 1);
    }

    @Test
    void only_who_said_it_may_change_it_or_take_it_back_and_anybody_may_answer() {
        edit(bob, said, "no dinner").isRefusedWith(Reason.NOT_AUTHOR);
        delete(bob, said).isRefusedWith(Reason.NOT_AUTHOR);

        assertThat(answer(bob, said, "coming").entry()).isNotNull();
        assertThat(answer(ann, said, "I said: dinner").entry()).isNotNull();
    }

    @Test
    void what_is_no_message_of_the_room_can_be_neither_answered_nor_changed() {
        Entry renamed = north.rename(ann, kitchen, Node.freshId(), "Galley").entry();
        Entry edited = edit(ann, said, "dinner is ready").entry();
        long beyond = village.head(kitchen).head().sequence().value() + 1;
        for (long place : new long[] {
            0, 1, 2, renamed.sequence().value(), edited.sequence().value(), beyond, Long.MAX_VALUE
        }) {
            north.answers(ann, kitchen, Node.freshId(), place, "hm").isRefusedWith(Reason.NO_SUCH_MESSAGE);
            north.edits(ann, kitchen, Node.freshId(), place, "hm").isRefusedWith(Reason.NO_SUCH_MESSAGE);
            north.deletes(ann, kitchen, Node.freshId(), place).isRefusedWith(Reason.NO_SUCH_MESSAGE);
        }
        assertThat(village.logOf(kitchen)).last().isEqualTo(edited);
    }

    @Test
    void what_was_said_before_someone_came_is_not_theirs_to_answer_not_even_their_own_of_an_earlier_stay() {
        north.invite(ann, kitchen, cho).entry();
        Entry early = north.says(cho, kitchen, "hello");
        north.leave(cho, kitchen).entry();
        north.invite(ann, kitchen, cho).entry();

        answer(cho, said, "who said that?").isRefusedWith(Reason.NO_SUCH_MESSAGE);
        answer(cho, early, "as I said").isRefusedWith(Reason.NO_SUCH_MESSAGE);
        edit(cho, early, "good day").isRefusedWith(Reason.NO_SUCH_MESSAGE);
        delete(cho, early).isRefusedWith(Reason.NO_SUCH_MESSAGE);
    }

    @Test
    void a_stranger_is_told_no_more_than_that_there_is_no_such_room() {
        for (long place : new long[] {0, 1, said.sequence().value(), 99}) {
            north.answers(cho, kitchen, Node.freshId(), place, "hm").isRefusedWith(Reason.NO_SUCH_ROOM);
            north.edits(cho, kitchen, Node.freshId(), place, "hm").isRefusedWith(Reason.NO_SUCH_ROOM);
            north.deletes(cho, kitchen, Node.freshId(), place).isRefusedWith(Reason.NO_SUCH_ROOM);
            north.deletes(ann, new RoomId(404), Node.freshId(), place).isRefusedWith(Reason.NO_SUCH_ROOM);
        }
    }

    @Test
    void each_is_answered_alike_when_it_is_repeated_much_later_from_anywhere() {
        var answering = Node.freshId();
        var editing = Node.freshId();
        var deleting = Node.freshId();
        long place = said.sequence().value();
        Entry answered = north.answers(ann, kitchen, answering, place, "now").entry();
        Entry edited =
                north.edits(ann, kitchen, editing, place, "dinner is ready").entry();
        Entry deleted = north.deletes(ann, kitchen, deleting, place).entry();
        north.leave(ann, kitchen).entry();
        List<Entry> before = village.logOf(kitchen);

        for (Node node : List.of(north, south)) {
            assertThat(node.answers(ann, kitchen, answering, place, "now").entry())
                    .isEqualTo(answered);
            assertThat(node.edits(ann, kitchen, editing, place, "dinner is ready")
                            .entry())
                    .isEqualTo(edited);
            assertThat(node.deletes(ann, kitchen, deleting, place).entry()).isEqualTo(deleted);
        }
        assertThat(village.logOf(kitchen)).isEqualTo(before);
    }

    @Test
    void an_id_used_for_something_else_is_refused() {
        var id = Node.freshId();
        long place = said.sequence().value();
        long other = north.says(ann, kitchen, "and tea").sequence().value();
        north.edits(ann, kitchen, id, place, "dinner is ready").entry();

        north.edits(ann, kitchen, id, place, "dinner was ready").isRefusedWith(Reason.ID_REUSED);
        north.edits(ann, kitchen, id, other, "dinner is ready").isRefusedWith(Reason.ID_REUSED);
        north.edits(ann, kitchen, id, 99, "dinner is ready").isRefusedWith(Reason.ID_REUSED);
        north.deletes(ann, kitchen, id, place).isRefusedWith(Reason.ID_REUSED);
        north.answers(ann, kitchen, id, place, "dinner is ready").isRefusedWith(Reason.ID_REUSED);
        north.says(ann, kitchen, id, "dinner is ready").isRefusedWith(Reason.ID_REUSED);

        var answering = Node.freshId();
        north.answers(ann, kitchen, answering, place, "now").entry();
        north.answers(ann, kitchen, answering, other, "now").isRefusedWith(Reason.ID_REUSED);
        north.says(ann, kitchen, answering, "now").isRefusedWith(Reason.ID_REUSED);
    }

    @Test
    void a_message_that_another_node_has_just_written_can_be_answered_and_changed_here() {
        north.says(ann, kitchen, "the north knows the room up to here");
        Entry late = south.says(ann, kitchen, "this it does not know");

        assertThat(north.answers(bob, kitchen, Node.freshId(), late.sequence().value(), "but I do")
                        .entry())
                .isNotNull();
        Entry later = south.says(ann, kitchen, "nor this");
        assertThat(edit(ann, later, "or does it").entry()).isNotNull();
    }

    @Test
    void while_the_log_cannot_be_read_the_outcome_is_unknown_and_nothing_is_answered() {
        village.log.unreadable(true);

        assertThatThrownBy(() -> delete(ann, said)).isInstanceOf(PortException.class);

        village.log.unreadable(false);
        assertThat(village.logOf(kitchen)).last().isEqualTo(said);
    }

    @Test
    void a_list_of_rooms_shows_messages_as_they_read_now() {
        Entry tea = north.says(bob, kitchen, "tea?");
        edit(ann, said, "dinner is ready").entry();
        assertThat(north.summary(ann, kitchen).last()).contains(new Message(tea, text("tea?"), false));

        edit(bob, tea, "tee?").entry();
        edit(bob, tea, "tea, anyone?").entry();
        assertThat(north.summary(ann, kitchen).last()).contains(new Message(tea, text("tea, anyone?"), true));

        delete(bob, tea).entry();
        edit(bob, tea, "tea after all").entry();
        assertThat(north.summary(ann, kitchen).last()).contains(new Message(said, text("dinner is ready"), true));

        delete(ann, said).entry();
        assertThat(north.summary(ann, kitchen).last()).isEmpty();
    }

    @Test
    void who_goes_over_what_they_wrote_does_not_make_the_list_of_rooms_forget_it() {
        for (int i = 0; i < Limits.PREVIEW_ENTRIES; i++) {
            edit(ann, said, "dinner in " + i).entry();
        }

        assertThat(north.summary(bob, kitchen).last()).contains(new Message(said, text("dinner in 4"), true));
    }

    @Test
    void a_list_of_rooms_shows_nothing_of_before_one_came_even_if_it_was_changed_since() {
        north.invite(ann, kitchen, cho).entry();
        edit(ann, said, "dinner is ready").entry();

        assertThat(north.summary(cho, kitchen).last()).isEmpty();
    }

    private Answer answer(Person author, Entry to, String text) {
        return north.answers(author, kitchen, Node.freshId(), to.sequence().value(), text);
    }

    private Answer edit(Person author, Entry message, String text) {
        return north.edits(author, kitchen, Node.freshId(), message.sequence().value(), text);
    }

    private Answer delete(Person author, Entry message) {
        return north.deletes(author, kitchen, Node.freshId(), message.sequence().value());
    }

    private static MessageText text(String text) {
        return new MessageText(text);
    }
}
