package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.application.Conversation.MarkOutcome;
import dev.sarangbang.application.Conversation.Page;
import dev.sarangbang.application.Conversation.Page.Entries;
import dev.sarangbang.application.Conversation.Page.NoSuchRoom;
import dev.sarangbang.application.Conversation.Page.Reset;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncTest {

    private static final int MANY = 450;

    private final Village village = new Village();
    private final Node north = village.north;
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final Person cho = village.cho;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, Limits.PAGE_ENTRIES_MAX})
    void from_every_place_sync_brings_exactly_what_follows(int limit) {
        RoomId kitchen = talkative(40);
        List<Entry> log = village.logOf(kitchen);

        for (int place = 0; place <= log.size(); place++) {
            assertThat(north.catchUp(ann, kitchen, place, limit))
                    .as("after %s", place)
                    .isEqualTo(log.subList(place, log.size()));
        }
    }

    @Test
    void a_page_has_as_many_entries_as_asked_for_and_tells_whether_there_is_more() {
        RoomId kitchen = talkative(MANY);
        List<Entry> log = village.logOf(kitchen);
        var head = new Sequence(log.size());

        assertThat(north.sync(ann, kitchen, 100, 200))
                .isEqualTo(new Entries(village.head(kitchen).epoch(), log.subList(100, 300), true, head));
        assertThat(north.sync(ann, kitchen, log.size() - 200, 200))
                .isEqualTo(new Entries(
                        village.head(kitchen).epoch(), log.subList(log.size() - 200, log.size()), false, head));
        assertThat(north.sync(ann, kitchen, log.size(), 200))
                .isEqualTo(new Entries(village.head(kitchen).epoch(), List.of(), false, head));
    }

    @Test
    void sync_reads_what_it_brings_and_no_more() {
        RoomId kitchen = talkative(MANY);
        int before = village.log.entriesRead();

        north.sync(ann, kitchen, MANY - 5, 200);

        assertThat(village.log.entriesRead() - before)
                .isEqualTo(village.logOf(kitchen).size() - (MANY - 5));
    }

    @Test
    void nobody_asks_for_less_than_one_entry_or_more_than_a_page() {
        RoomId kitchen = talkative(3);

        assertThatThrownBy(() -> north.sync(ann, kitchen, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> north.sync(ann, kitchen, 0, Limits.PAGE_ENTRIES_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> history(ann, kitchen, 3, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_said_before_someone_came_is_not_theirs_to_see() {
        RoomId kitchen = talkative(10);
        Entry joined = north.invite(ann, kitchen, cho).entry();
        Entry hello = north.says(ann, kitchen, "hello cho");

        assertThat(north.catchUp(cho, kitchen, 0, 200)).containsExactly(joined, hello);
        assertThat(north.catchUp(cho, kitchen, 5, 200)).containsExactly(joined, hello);
        assertThat(history(cho, kitchen, 100, 200).entries()).containsExactly(joined, hello);
        assertThat(history(cho, kitchen, 100, 200).more()).isFalse();
        assertThat(history(cho, kitchen, joined.sequence().value(), 200).entries())
                .isEmpty();
        assertThat(history(cho, kitchen, 100, 1).more()).isTrue();
        assertThat(north.summary(cho, kitchen).first()).isEqualTo(joined.sequence());
    }

    @Test
    void who_went_out_sees_nothing_any_more() {
        RoomId kitchen = talkative(10);
        north.remove(ann, kitchen, bob).entry();
        Epoch epoch = village.head(kitchen).epoch();
        Conversation conversation = north.app().conversation();

        assertThat(north.sync(bob, kitchen, 0, 200)).isEqualTo(new NoSuchRoom());
        assertThat(conversation.history(bob.id(), kitchen, new Sequence(5), 200))
                .isEqualTo(new NoSuchRoom());
        assertThat(conversation.confirm(bob.id(), Node.PHONE, kitchen, epoch, new Sequence(5)))
                .isEqualTo(MarkOutcome.NO_SUCH_ROOM);
        assertThat(conversation.markRead(bob.id(), kitchen, epoch, new Sequence(5)))
                .isEqualTo(MarkOutcome.NO_SUCH_ROOM);
        assertThat(north.app().lobby().room(bob.id(), Node.PHONE, kitchen)).isEmpty();
    }

    @Test
    void who_comes_back_sees_what_follows_and_not_what_they_missed() {
        RoomId kitchen = talkative(10);
        north.leave(bob, kitchen).entry();
        north.says(ann, kitchen, "now that bob is gone");
        Entry back = north.invite(ann, kitchen, bob).entry();

        assertThat(north.catchUp(bob, kitchen, 0, 200)).containsExactly(back);
        assertThat(north.catchUp(bob, kitchen, 11, 200)).containsExactly(back);
    }

    @Test
    void whoever_is_removed_while_they_read_gets_nothing_from_after_it() {
        RoomId kitchen = village.room(ann, bob);
        north.says(ann, kitchen, "one");
        // Right after Bob's room was read and before its entries are.
        village.held.before("heldFor", () -> {
            north.remove(ann, kitchen, bob).entry();
            north.says(ann, kitchen, "he need not know");
        });

        assertThat(north.sync(bob, kitchen, 0, 200))
                .extracting(page -> ((Entries) page).entries())
                .isEqualTo(village.logOf(kitchen).subList(1, 3));
    }

    @Test
    void history_goes_back_to_the_beginning_page_by_page() {
        RoomId kitchen = talkative(MANY);
        List<Entry> log = village.logOf(kitchen);

        for (int end = log.size() + 1; end > 1; ) {
            Entries page = history(ann, kitchen, end, 100);
            int begin = Math.max(0, end - 1 - 100);
            assertThat(page.entries()).isEqualTo(log.subList(begin, end - 1));
            assertThat(page.more()).isEqualTo(begin > 0);
            end = begin + 1;
        }
        assertThat(history(ann, kitchen, 1, 100).entries()).isEmpty();
        assertThat(history(ann, kitchen, 0, 100).entries()).isEmpty();
        assertThat(history(ann, kitchen, 0, 100).more()).isFalse();
        assertThat(history(ann, kitchen, 10_000, 100).entries()).isEqualTo(log.subList(log.size() - 100, log.size()));
    }

    @Test
    void a_place_of_another_epoch_or_beyond_the_end_is_answered_by_a_reset() {
        RoomId kitchen = talkative(10);
        Epoch epoch = village.head(kitchen).epoch();
        var head = village.head(kitchen).head().sequence();

        assertThat(north.sync(ann, kitchen, head.value() + 1, 10)).isEqualTo(new Reset(epoch, head));
        assertThat(north.app()
                        .conversation()
                        .sync(ann.id(), kitchen, new Epoch(epoch.value() + 1), new Sequence(3), 10))
                .isEqualTo(new Reset(epoch, head));
    }

    @Test
    void a_device_confirms_how_far_it_has_come_and_never_goes_back() {
        RoomId kitchen = talkative(10);
        assertThat(north.summary(ann, kitchen).cursor()).isEqualTo(Sequence.BEFORE_FIRST);

        assertThat(confirm(ann, kitchen, 7)).isEqualTo(MarkOutcome.MARKED);
        assertThat(confirm(ann, kitchen, 4)).isEqualTo(MarkOutcome.MARKED);

        assertThat(north.summary(ann, kitchen).cursor()).isEqualTo(new Sequence(7));
        assertThat(village.cursors
                        .port()
                        .of(ann.id(), Node.PHONE, List.of(kitchen))
                        .get(kitchen)
                        .messageId())
                .isEqualTo(village.logOf(kitchen).get(6).id());
        assertThat(north.app().lobby().rooms(ann.id(), new DeviceId("desk")))
                .extracting(RoomSummary::cursor)
                .containsExactly(Sequence.BEFORE_FIRST);
        assertThat(north.summary(bob, kitchen).cursor()).isEqualTo(Sequence.BEFORE_FIRST);
    }

    @Test
    void nobody_confirms_what_is_not_there() {
        RoomId kitchen = talkative(10);
        long head = village.head(kitchen).head().sequence().value();

        assertThat(confirm(ann, kitchen, head)).isEqualTo(MarkOutcome.MARKED);
        assertThat(confirm(ann, kitchen, head + 1)).isEqualTo(MarkOutcome.BAD_POSITION);
        assertThat(confirm(ann, kitchen, 0)).isEqualTo(MarkOutcome.BAD_POSITION);
        assertThat(north.app().conversation().confirm(ann.id(), Node.PHONE, kitchen, new Epoch(1), new Sequence(3)))
                .isEqualTo(MarkOutcome.BAD_POSITION);
    }

    @Test
    void a_confirmed_place_of_an_older_life_of_the_room_does_not_count() {
        RoomId kitchen = talkative(10);
        confirm(ann, kitchen, 7);
        village.log.otherLife(kitchen, new Epoch(Long.MAX_VALUE));

        assertThat(north.summary(ann, kitchen).cursor()).isEqualTo(Sequence.BEFORE_FIRST);
        assertThat(north.sync(ann, kitchen, 7, 10)).isInstanceOf(Entries.class);
    }

    @Test
    void an_outage_is_told_as_one() {
        RoomId kitchen = talkative(10);
        village.log.unreadable(true);

        assertThatThrownBy(() -> history(ann, kitchen, 5, 10)).isInstanceOf(PortException.class);
        assertThatThrownBy(() -> north.app().lobby().rooms(ann.id(), Node.PHONE))
                .isInstanceOf(PortException.class);
    }

    /** A room of Ann and Bob in which so much has been said, some of it together. All of it is read from the log. */
    private RoomId talkative(int messages) {
        village.held.cutOff();
        RoomId room = village.room(ann, bob);
        for (int i = 0; i < messages; i++) {
            north.sends(i % 3 == 0 ? bob : ann, room, Node.freshId(), "line " + i);
            if (i % 5 == 0) {
                village.settle();
            }
        }
        village.settle();
        return room;
    }

    private Entries history(Person caller, RoomId room, long before, int limit) {
        Page page = north.app().conversation().history(caller.id(), room, new Sequence(before), limit);
        assertThat(page).isInstanceOf(Entries.class);
        return (Entries) page;
    }

    private MarkOutcome confirm(Person caller, RoomId room, long sequence) {
        return north.app()
                .conversation()
                .confirm(caller.id(), Node.PHONE, room, village.head(room).epoch(), new Sequence(sequence));
    }
}
