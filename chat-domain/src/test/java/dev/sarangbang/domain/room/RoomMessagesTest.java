package dev.sarangbang.domain.room;

import static dev.sarangbang.domain.room.Kitchen.ANN;
import static dev.sarangbang.domain.room.Kitchen.BOB;
import static dev.sarangbang.domain.room.Kitchen.CARL;
import static dev.sarangbang.domain.room.Kitchen.DORA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.room.Ruling.Accepted;
import dev.sarangbang.domain.room.Ruling.Refused;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may answer, change and take back which message. */
class RoomMessagesTest {

    private static final MessageText TEXT = new MessageText("on second thought");

    private final Kitchen kitchen = Kitchen.with(BOB).says(ANN, "hello");
    private final Entry hello = kitchen.last();

    @Test
    void members_answer_and_authors_change_what_they_said() {
        for (AccountId member : new AccountId[] {ANN, BOB}) {
            assertAccepted(member, answer(hello));
        }
        assertAccepted(ANN, new Intent.Edit(hello, TEXT));
        assertAccepted(ANN, new Intent.Delete(hello));

        assertRefused(BOB, new Intent.Edit(hello, TEXT), Refusal.NOT_AUTHOR);
        assertRefused(BOB, new Intent.Delete(hello), Refusal.NOT_AUTHOR);
    }

    @Test
    void strangers_are_strangers_first() {
        assertRefused(DORA, answer(hello), Refusal.NOT_A_MEMBER);
        assertRefused(DORA, new Intent.Edit(hello, TEXT), Refusal.NOT_A_MEMBER);
        assertRefused(DORA, new Intent.Delete(hello), Refusal.NOT_A_MEMBER);
    }

    @Test
    void members_who_came_later_do_not_know_it() {
        kitchen.does(ANN, new Intent.Invite(CARL));

        assertRefused(CARL, answer(hello), Refusal.NO_SUCH_MESSAGE);
        assertRefused(CARL, new Intent.Edit(hello, TEXT), Refusal.NO_SUCH_MESSAGE);
        assertRefused(CARL, new Intent.Delete(hello), Refusal.NO_SUCH_MESSAGE);
    }

    @Test
    void only_messages_are_messages() {
        kitchen.does(ANN, new Intent.Edit(hello, TEXT));
        for (Entry entry : kitchen.log()) {
            if (!entry.equals(hello)) {
                assertRefused(ANN, answer(entry), Refusal.NO_SUCH_MESSAGE);
                assertRefused(ANN, new Intent.Edit(entry, TEXT), Refusal.NO_SUCH_MESSAGE);
                assertRefused(ANN, new Intent.Delete(entry), Refusal.NO_SUCH_MESSAGE);
            }
        }
    }

    @Test
    void messages_of_another_room_and_from_beyond_the_end_are_none_of_this_room() {
        Entry elsewhere = with(new RoomId(78), hello.sequence());
        Entry later = with(hello.room(), hello.sequence().next());
        for (Entry entry : new Entry[] {elsewhere, later}) {
            assertRefused(ANN, answer(entry), Refusal.NO_SUCH_MESSAGE);
            assertRefused(ANN, new Intent.Edit(entry, TEXT), Refusal.NO_SUCH_MESSAGE);
            assertRefused(ANN, new Intent.Delete(entry), Refusal.NO_SUCH_MESSAGE);
        }
    }

    @Test
    void who_changes_their_message_is_there_and_says_nothing_new() {
        kitchen.says(BOB, "hi").does(ANN, new Intent.Edit(hello, TEXT));

        assertThat(kitchen.last().messageNumber()).isEqualTo(2);
        Member ann = kitchen.room().member(ANN).orElseThrow();
        assertThat(ann.lastActed()).isEqualTo(kitchen.last().sequence());
    }

    private Entry with(RoomId room, Sequence sequence) {
        return new Entry(room, sequence, hello.id(), 1, ANN, hello.clientId(), hello.at(), hello.content());
    }

    private static Intent answer(Entry entry) {
        return new Intent.Say(TEXT, Optional.of(entry));
    }

    private void assertAccepted(AccountId author, Intent intent) {
        assertThat(kitchen.asked(author, intent))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.entry().content()).isEqualTo(intent.content(author)));
    }

    private void assertRefused(AccountId author, Intent intent, Refusal refusal) {
        assertThat(kitchen.asked(author, intent)).isEqualTo(new Refused(refusal));
    }
}
