package dev.sarangbang.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Held;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.room.RoomChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the ports leave open and a long-lived process needs: that nothing here grows for ever. */
class InMemoryBoundsTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final AccountId ann = Samples.accountId();
    private final AccountId bob = Samples.accountId();
    private final AccountId carl = Samples.accountId();
    private final RoomChange talk = Samples.talk(Samples.opening().after(), 10);
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void whoever_was_sent_nothing_for_longest_loses_what_is_held_when_there_is_too_much() {
        HeldMessages held = new InMemoryHeldMessages(() -> now, 10);
        hold(held, ann, talk.entries().subList(0, 4));
        hold(held, bob, talk.entries().subList(0, 4));
        hold(held, ann, talk.entries().subList(4, 6));
        check(held, ann, talk.entries().subList(0, 6));

        hold(held, carl, talk.entries().subList(0, 1));

        check(held, bob, List.of());
        check(held, ann, talk.entries().subList(0, 6));
        check(held, carl, talk.entries().subList(0, 1));
    }

    @Test
    void what_was_released_makes_room() {
        HeldMessages held = new InMemoryHeldMessages(() -> now, 10);
        hold(held, ann, talk.entries());
        held.release(ann, talk.room(), talk.entries().get(7).sequence());
        hold(held, bob, talk.entries().subList(0, 8));

        check(held, ann, talk.entries().subList(8, 10));
        check(held, bob, talk.entries().subList(0, 8));
    }

    @Test
    void what_is_too_old_goes_and_is_said_to_have_gone() {
        HeldMessages held = new InMemoryHeldMessages(() -> now);
        hold(held, ann, talk.entries().subList(0, 2));
        now = now.plus(MOMENT);
        hold(held, ann, talk.entries().subList(2, 4));

        now = now.plus(HeldMessages.AGE_MAX).minus(MOMENT);
        check(held, ann, talk.entries().subList(0, 4));

        now = now.plus(MOMENT);
        assertThat(held.heldFor(ann, talk.room()))
                .isEqualTo(new Held(talk.entries().subList(2, 4), true));
    }

    @Test
    void whoever_was_sent_nothing_for_too_long_is_forgotten_when_others_are_sent_something() {
        HeldMessages held = new InMemoryHeldMessages(() -> now);
        hold(held, ann, talk.entries());
        now = now.plus(HeldMessages.AGE_MAX).plus(MOMENT);
        hold(held, bob, talk.entries());

        assertThat(held.heldFor(ann, talk.room())).isEqualTo(Held.NOTHING);
        check(held, bob, talk.entries());
    }

    @Test
    void whoever_has_been_away_longest_is_forgotten_when_too_many_are_known() {
        PresenceBoard board = new InMemoryPresenceBoard(2);
        var anns = Samples.connection(ann);
        board.arrive(anns, now);
        board.arrive(Samples.connection(bob), now);
        board.refresh(List.of(anns), now);
        board.arrive(Samples.connection(carl), now);

        assertThat(board.of(List.of(bob), now).get(bob)).isEqualTo(Presence.NEVER_SEEN);
        assertThat(board.of(List.of(ann, carl), now).values()).allMatch(Presence::isOnline);
    }

    private static void hold(HeldMessages held, AccountId account, List<Entry> entries) {
        entries.forEach(entry -> held.hold(List.of(account), entry));
    }

    private void check(HeldMessages held, AccountId account, List<Entry> entries) {
        assertThat(held.heldFor(account, talk.room())).isEqualTo(new Held(entries, false));
    }
}
