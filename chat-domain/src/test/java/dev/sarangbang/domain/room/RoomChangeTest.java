package dev.sarangbang.domain.room;

import static dev.sarangbang.domain.room.Kitchen.ANN;
import static dev.sarangbang.domain.room.Kitchen.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomChangeTest {

    private final Kitchen kitchen =
            Kitchen.with(BOB).says(ANN, "one").says(BOB, "two").says(ANN, "three");
    private final List<Entry> log = kitchen.log();

    @Test
    void expects_the_log_to_end_right_before_its_first_entry() {
        assertThat(new RoomChange(kitchen.room(), log).expected()).isEqualTo(Sequence.BEFORE_FIRST);
        assertThat(new RoomChange(kitchen.room(), log.subList(3, 5)).expected()).isEqualTo(new Sequence(3));
        assertThat(new RoomChange(kitchen.room(), log).room())
                .isEqualTo(kitchen.room().id());
    }

    @Test
    void has_at_least_one_entry_and_at_most_64() {
        refuses(List.of());

        Kitchen busy = new Kitchen();
        for (int i = 1; i < RoomChange.ENTRIES_MAX; i++) {
            busy.says(ANN, "word " + i);
        }
        assertThat(new RoomChange(busy.room(), busy.log()).entries()).hasSize(RoomChange.ENTRIES_MAX);
        busy.says(ANN, "one too many");
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomChange(busy.room(), busy.log()));
    }

    @Test
    void has_no_hole_and_no_other_order() {
        List<Entry> reversed = new ArrayList<>(log);
        Collections.reverse(reversed);

        refuses(List.of(log.get(2), log.get(4)));
        refuses(List.of(log.get(4), log.get(4)));
        refuses(reversed);
    }

    @Test
    void has_increasing_ids_only() {
        Entry last = log.get(4);
        for (long id : List.of(log.get(3).id().value(), log.get(3).id().value() - 1, 0L)) {
            Entry low = copy(last, last.room(), new MessageId(id), last.clientId());

            assertThatIllegalArgumentException().isThrownBy(() -> new RoomChange(after(low), List.of(log.get(3), low)));
        }
    }

    @Test
    void has_entries_of_its_room_only() {
        Entry last = log.get(4);
        Entry foreign = copy(last, new RoomId(78), last.id(), last.clientId());

        assertThatIllegalArgumentException().isThrownBy(() -> new RoomChange(after(foreign), List.of(foreign)));
    }

    @Test
    void names_nothing_twice_for_one_author() {
        Entry three = log.get(4);
        Entry sameNameAsOne = copy(three, three.room(), three.id(), log.get(2).clientId());
        Entry sameNameAsTwo = copy(three, three.room(), three.id(), log.get(3).clientId());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoomChange(after(sameNameAsOne), List.of(log.get(2), log.get(3), sameNameAsOne)));
        assertThat(new RoomChange(after(sameNameAsTwo), List.of(log.get(3), sameNameAsTwo)).entries())
                .hasSize(2);
    }

    @Test
    void leaves_the_room_where_its_last_entry_is() {
        refuses(log.subList(2, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoomChange(Kitchen.with(BOB).room(), log));
    }

    private void refuses(List<Entry> entries) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomChange(kitchen.room(), entries));
    }

    /** The kitchen as if it ended with this entry. */
    private Room after(Entry last) {
        Room room = kitchen.room();
        return new Room(room.id(), room.epoch(), room.title(), room.members(), room.invite(), Head.at(last));
    }

    private static Entry copy(Entry entry, RoomId room, MessageId id, ClientMessageId clientId) {
        return new Entry(
                room,
                entry.sequence(),
                id,
                entry.messageNumber(),
                entry.author(),
                clientId,
                entry.at(),
                entry.content());
    }
}
