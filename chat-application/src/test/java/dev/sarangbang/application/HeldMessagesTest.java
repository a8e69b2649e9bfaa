package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.application.Attendance.Connection;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldMessagesTest {

    private final Village village = new Village();
    private final Node north = village.north;
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final RoomId kitchen = village.room(ann, bob);

    @Test
    void what_comes_for_someone_who_is_not_connected_is_held_and_saves_reading_the_log() {
        north.connect(ann, new Phone());
        Entry hello = north.says(ann, kitchen, "hello");
        Entry again = north.says(ann, kitchen, "are you there?");
        int read = village.log.entriesRead();

        assertThat(north.catchUp(bob, kitchen, 2, 200)).containsExactly(hello, again);

        assertThat(village.log.entriesRead()).isEqualTo(read);
        assertThat(village.tally.heldUsed).hasValue(1);
        assertThat(heldFor(ann)).doesNotContain(hello);
    }

    @Test
    void what_is_held_is_there_for_every_device_until_it_is_read() {
        Entry hello = north.says(ann, kitchen, "hello");

        assertThat(north.catchUp(bob, kitchen, 2, 200)).containsExactly(hello);
        assertThat(north.catchUp(bob, kitchen, 2, 200)).containsExactly(hello);
        assertThat(village.tally.heldUsed).hasValue(2);

        north.reads(bob, kitchen, 3);
        assertThat(heldFor(bob)).isEmpty();
        assertThat(north.catchUp(bob, kitchen, 2, 200)).containsExactly(hello);
        assertThat(village.tally.heldUsed).hasValue(2);
    }

    @Test
    void what_is_held_comes_in_pages_like_everything_else() {
        for (int i = 0; i < 25; i++) {
            north.says(ann, kitchen, "line " + i);
        }

        assertThat(north.catchUp(bob, kitchen, 2, 10))
                .isEqualTo(village.logOf(kitchen).subList(2, 27));
        assertThat(village.tally.heldUsed).hasValue(3);
    }

    @Test
    void nothing_is_held_for_someone_connected_to_another_node() {
        Node south = village.node();
        south.connect(bob, new Phone());
        north.says(ann, kitchen, "hello");

        assertThat(heldFor(bob)).extracting(entry -> entry.sequence().value()).doesNotContain(3L);
    }

    @Test
    void what_is_held_is_not_believed_when_some_of_it_went_to_a_device() {
        north.says(ann, kitchen, "held");
        Connection connection = north.connect(bob, new Phone());
        north.says(ann, kitchen, "heard, not held");
        north.close(connection);
        north.says(ann, kitchen, "held again");

        assertThat(north.catchUp(bob, kitchen, 2, 200))
                .isEqualTo(village.logOf(kitchen).subList(2, 5));
        assertThat(village.tally.heldUsed).hasValue(0);
        assertThat(north.catchUp(bob, kitchen, 4, 200))
                .isEqualTo(village.logOf(kitchen).subList(4, 5));
        assertThat(village.tally.heldUsed).hasValue(1);
    }

    @Test
    void what_is_held_is_not_believed_when_the_newest_is_missing() {
        north.says(ann, kitchen, "held");
        village.held.cutOff("hold");
        Entry newest = north.says(ann, kitchen, "not held");

        assertThat(north.catchUp(bob, kitchen, 2, 200)).hasSize(2).last().isEqualTo(newest);
        assertThat(village.tally.heldUsed).hasValue(0);
        assertThat(village.tally.degraded).containsExactly("hold");
    }

    @Test
    void of_more_than_can_be_held_the_rest_comes_from_the_log() {
        int many = HeldMessages.ENTRIES_MAX + 50;
        for (int i = 0; i < many; i++) {
            north.says(ann, kitchen, "line " + i);
        }
        assertThat(village.held.port().heldFor(bob.id(), kitchen).truncated()).isTrue();

        assertThat(north.catchUp(bob, kitchen, 0, 200))
                .isEqualTo(village.logOf(kitchen).subList(1, many + 2));
    }

    @Test
    void when_all_that_was_held_is_lost_the_log_makes_up_for_it() {
        Entry hello = north.says(ann, kitchen, "hello");
        village.held.port().release(bob.id(), kitchen, new Sequence(100));

        assertThat(north.catchUp(bob, kitchen, 2, 200)).containsExactly(hello);
    }

    @Test
    void an_outage_of_what_is_held_is_not_noticed() {
        village.held.cutOff();
        Entry hello = north.says(ann, kitchen, "hello");

        assertThat(north.catchUp(bob, kitchen, 2, 200)).containsExactly(hello);
        assertThat(north.reads(bob, kitchen, 3)).isEqualTo(Conversation.MarkOutcome.MARKED);
        assertThat(village.tally.degraded).contains("hold", "held", "release");
    }

    @Test
    void what_was_held_before_someone_came_back_is_not_shown_to_them() {
        north.says(ann, kitchen, "hello");
        north.leave(bob, kitchen).entry();
        Entry back = north.invite(ann, kitchen, bob).entry();

        assertThat(north.catchUp(bob, kitchen, 0, 200)).containsExactly(back);
    }

    @Test
    void what_is_held_of_an_older_life_of_the_room_is_not_believed() {
        north.says(ann, kitchen, "hello");
        north.says(ann, kitchen, "are you there?");
        // The log was restored: it may look the same from outside, up to its last entry, and not be the same.
        village.log.otherLife(kitchen, new Epoch(Long.MAX_VALUE));

        assertThat(north.catchUp(bob, kitchen, 2, 200))
                .isEqualTo(village.logOf(kitchen).subList(2, 4));
        assertThat(village.tally.heldUsed).hasValue(0);
    }

    private List<Entry> heldFor(Person person) {
        return village.held.port().heldFor(person.id(), kitchen).entries();
    }
}
