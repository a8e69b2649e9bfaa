package dev.sarangbang.domain.room;

import static dev.sarangbang.domain.room.Kitchen.ANN;
import static dev.sarangbang.domain.room.Kitchen.BOB;
import static dev.sarangbang.domain.room.Kitchen.CARL;
import static dev.sarangbang.domain.room.Kitchen.DORA;
import static dev.sarangbang.domain.room.Kitchen.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Position;
import dev.sarangbang.domain.sync.ReadMark;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final Intent LEAVE = new Intent.Leave();

    @Test
    void opens_with_its_host_and_one_entry() {
        Kitchen kitchen = new Kitchen();

        assertThat(kitchen.members()).containsExactly(ANN);
        assertThat(kitchen.last().content()).isEqualTo(new Content.RoomCreated(Kitchen.title("Kitchen")));
        assertThat(kitchen.last().sequence()).isEqualTo(new Sequence(1));
        assertThat(kitchen.last().messageNumber()).isZero();
        assertThat(kitchen.room().epoch()).isEqualTo(new Epoch(1_000));
        assertThat(kitchen.room().position())
                .isEqualTo(new Position(new Epoch(1_000), new Sequence(1), new MessageId(1_000)));
    }

    @Test
    void takes_members_in_the_order_they_come_and_no_more_than_ten() {
        Kitchen kitchen = Kitchen.with(BOB).does(CARL, new Intent.Join(secret('a')));

        assertThat(kitchen.members()).containsExactly(ANN, BOB, CARL);
        assertThat(Kitchen.full().room().members()).hasSize(10);
        assertThat(Kitchen.full()
                        .does(ANN, LEAVE)
                        .does(DORA, new Intent.Join(secret('a')))
                        .members())
                .hasSize(10)
                .endsWith(DORA);
    }

    @Test
    void hands_the_house_to_whoever_has_been_there_longest() {
        Kitchen kitchen = Kitchen.with(BOB, CARL);
        checkHost(kitchen, ANN);
        checkHost(kitchen.does(ANN, LEAVE), BOB);
        checkHost(kitchen.does(BOB, new Intent.Invite(ANN)), BOB);
        checkHost(kitchen.does(BOB, LEAVE), CARL);
        checkHost(kitchen.does(CARL, LEAVE), ANN);
        kitchen.does(ANN, LEAVE);
        assertThat(kitchen.room().isHost(ANN)).isFalse();
    }

    @Test
    void who_comes_back_comes_as_new() {
        Kitchen kitchen =
                Kitchen.with(BOB, CARL).says(BOB, "one").does(BOB, LEAVE).says(ANN, "two");
        kitchen.does(BOB, new Intent.Join(secret('a')));

        Sequence here = kitchen.last().sequence();
        assertThat(kitchen.members()).containsExactly(ANN, CARL, BOB);
        assertThat(member(kitchen, BOB)).isEqualTo(new Member(BOB, here, here, 2));
    }

    @Test
    void who_was_removed_cannot_come_back_by_the_old_link() {
        Kitchen kitchen = Kitchen.with(BOB).does(ANN, new Intent.Remove(BOB, secret('b')));

        assertThat(kitchen.asked(BOB, new Intent.Join(secret('a'))))
                .isEqualTo(new Ruling.Refused(Refusal.INVITE_INVALID));
        assertThat(kitchen.does(BOB, new Intent.Join(secret('b'))).members()).containsExactly(ANN, BOB);
    }

    @Test
    void a_renewed_link_takes_the_place_of_the_old_one() {
        Kitchen kitchen = new Kitchen().does(ANN, new Intent.RenewInvite(secret('c')));

        assertThat(kitchen.asked(BOB, new Intent.Join(secret('a'))))
                .isEqualTo(new Ruling.Refused(Refusal.INVITE_INVALID));
        assertThat(kitchen.does(BOB, new Intent.Join(secret('c'))).members()).containsExactly(ANN, BOB);
    }

    @Test
    void counts_messages_and_nothing_else() {
        Kitchen kitchen = Kitchen.with(BOB).says(ANN, "one").says(BOB, "two");
        kitchen.does(ANN, new Intent.Rename(Kitchen.title("Garden"))).says(ANN, "three");

        assertThat(kitchen.room().head().messageNumber()).isEqualTo(3);
        assertThat(kitchen.room().head().sequence()).isEqualTo(new Sequence(6));
        assertThat(kitchen.log()).extracting(entry -> entry.messageNumber()).containsExactly(0L, 0L, 1L, 2L, 2L, 3L);
    }

    @Test
    void a_newcomer_has_nothing_unread_and_then_what_others_say() {
        Kitchen kitchen = new Kitchen().says(ANN, "one").says(ANN, "two").does(ANN, new Intent.Invite(BOB));
        assertThat(unread(kitchen, BOB)).isZero();

        kitchen.says(ANN, "three").says(ANN, "four");
        assertThat(unread(kitchen, BOB)).isEqualTo(2);
        assertThat(unread(kitchen, ANN)).isZero();
    }

    @Test
    void who_acts_has_read_what_stands_above() {
        Kitchen kitchen = Kitchen.with(BOB).says(ANN, "one").says(BOB, "two").says(ANN, "three");
        assertThat(unread(kitchen, BOB)).isEqualTo(1);

        kitchen.does(BOB, new Intent.Rename(Kitchen.title("Garden")));
        assertThat(unread(kitchen, BOB)).isZero();
        assertThat(kitchen.room().readBy(member(kitchen, BOB), Optional.empty()))
                .isEqualTo(mark(kitchen, 6, 3));
    }

    @Test
    void a_stored_mark_counts_if_it_is_further_and_of_this_epoch() {
        Kitchen kitchen = Kitchen.with(BOB).says(ANN, "one").says(ANN, "two").says(ANN, "three");
        Room room = kitchen.room();
        Member bob = member(kitchen, BOB);
        ReadMark second = mark(kitchen, 4, 2);
        var restored = new ReadMark(new Epoch(room.epoch().value() + 1), new Sequence(5), 3);

        assertThat(room.unreadBy(bob, Optional.of(second))).isEqualTo(1);
        assertThat(room.readBy(bob, Optional.of(second))).isEqualTo(second);
        assertThat(room.unreadBy(bob, Optional.of(mark(kitchen, 1, 0)))).isEqualTo(3);
        assertThat(room.unreadBy(bob, Optional.of(restored))).isEqualTo(3);
        assertThat(room.unreadBy(bob, Optional.of(mark(kitchen, 99, 99)))).isZero();
    }

    @Test
    void an_id_that_is_not_above_the_last_is_a_bug() {
        Room room = new Kitchen().room();
        var draft = new Draft(ANN, new ClientMessageId("x"), LEAVE);

        for (long id : List.of(1L, 999L, 1_000L)) {
            assertThatIllegalArgumentException().isThrownBy(() -> room.rule(draft, new MessageId(id), Kitchen.NOON));
        }
        assertThat(room.rule(draft, new MessageId(1_001), Kitchen.NOON)).isInstanceOf(Ruling.Accepted.class);
    }

    @Test
    void cannot_be_made_with_too_many_members_or_one_twice() {
        Room room = Kitchen.full().room();
        List<Member> eleven = new ArrayList<>(room.members());
        eleven.add(new Member(DORA, new Sequence(1), new Sequence(1), 0));

        assertThatIllegalArgumentException().isThrownBy(() -> withMembers(room, eleven));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withMembers(
                        room, List.of(room.members().get(0), room.members().get(0))));
    }

    @Test
    void nobody_acts_before_joining() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Member(ANN, new Sequence(2), new Sequence(1), 0));
    }

    @Test
    void keeps_its_invite_to_itself() {
        assertThat(new Kitchen().room().toString()).doesNotContain(secret('a').value());
    }

    private static void checkHost(Kitchen kitchen, AccountId host) {
        assertThat(kitchen.members())
                .allSatisfy(member -> assertThat(kitchen.room().isHost(member)).isEqualTo(member.equals(host)));
    }

    private static long unread(Kitchen kitchen, AccountId account) {
        return kitchen.room().unreadBy(member(kitchen, account), Optional.empty());
    }

    private static Member member(Kitchen kitchen, AccountId account) {
        return kitchen.room().member(account).orElseThrow();
    }

    private static ReadMark mark(Kitchen kitchen, long sequence, long messageNumber) {
        return new ReadMark(kitchen.room().epoch(), new Sequence(sequence), messageNumber);
    }

    private static Room withMembers(Room room, List<Member> members) {
        return new Room(room.id(), room.epoch(), room.title(), members, room.invite(), room.head());
    }
}
