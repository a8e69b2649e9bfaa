package dev.sarangbang.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AmendmentsTest {

    private final Entry hello = entry(3, new Content.Text(text("hello")));
    private final Entry edit = entry(4, new Content.TextEdited(hello.sequence(), text("hallo")));
    private final Entry laterEdit = entry(7, new Content.TextEdited(hello.sequence(), text("good day")));
    private final Entry deletion = entry(6, new Content.TextDeleted(hello.sequence()));
    private final Entry ofAnother = entry(5, new Content.TextDeleted(new Sequence(2)));

    @Test
    void a_message_of_which_nothing_was_said_reads_as_it_was_said() {
        assertThat(amendments(List.of(hello, ofAnother)).apply(hello))
                .contains(new Message(hello, text("hello"), false));
    }

    @Test
    void the_newest_edit_counts_in_whatever_order_they_are_learned_of() {
        for (List<Entry> order : List.of(List.of(edit, laterEdit), List.of(laterEdit, edit, edit))) {
            assertThat(amendments(order).apply(hello)).contains(new Message(hello, text("good day"), true));
        }
    }

    @Test
    void a_deletion_is_final_in_whatever_order_it_is_learned_of() {
        List<Entry> all = new ArrayList<>(List.of(edit, laterEdit, deletion, ofAnother, hello, deletion));
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(all, random);
            assertThat(amendments(all).apply(hello))
                    .as("seed %s: %s", seed, all)
                    .isEmpty();
        }
    }

    @Test
    void what_is_no_message_reads_like_nothing() {
        assertThat(new Amendments().apply(edit)).isEmpty();
        assertThat(new Amendments().apply(entry(1, new Content.RoomCreated(new RoomTitle("Kitchen")))))
                .isEmpty();
    }

    @Test
    void knows_whether_anything_was_said_of_messages() {
        assertThat(amendments(List.of(hello, entry(9, new Content.MemberLeft())))
                        .isEmpty())
                .isTrue();
        assertThat(amendments(List.of(edit)).isEmpty()).isFalse();
        assertThat(amendments(List.of(deletion)).isEmpty()).isFalse();
    }

    private static Amendments amendments(List<Entry> entries) {
        var amendments = new Amendments();
        entries.forEach(amendments::add);
        return amendments;
    }

    private static MessageText text(String text) {
        return new MessageText(text);
    }

    private static Entry entry(long sequence, Content content) {
        return new Entry(
                new RoomId(1),
                new Sequence(sequence),
                new MessageId(100 + sequence),
                content.isMessage() ? 1 : 0,
                new AccountId(1),
                new ClientMessageId("c" + sequence),
                Instant.EPOCH,
                content);
    }
}
