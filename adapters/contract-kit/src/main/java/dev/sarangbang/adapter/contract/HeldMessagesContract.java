package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Held;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link HeldMessages} does. Extend it and supply the adapter under test. What is held here is never lost but by the
 * bounds: a store that loses more than that only under load or by time passes.
 */
public abstract class HeldMessagesContract {

    private static final int OVERFLOW = 10;

    private final AccountId ann = Samples.accountId();
    private final AccountId bob = Samples.accountId();
    private final Talk kitchen = new Talk();
    private final Talk garden = new Talk();

    /** The adapter under test; the same instance throughout one test. */
    protected abstract HeldMessages heldMessages();

    /** The same store as another process sees it; the adapter itself where only one process can see it. */
    protected HeldMessages elsewhere() {
        return heldMessages();
    }

    @Test
    @DisplayName("H1: gives back what was held in the order of the log, each entry once, as it was")
    void gives_back_in_order() {
        List<Entry> entries = kitchen.entries(4);
        assertThat(heldMessages().heldFor(ann, kitchen.room.id())).isEqualTo(Held.NOTHING);

        for (int which : List.of(2, 0, 2, 3, 0)) {
            heldMessages().hold(List.of(ann), entries.get(which));
        }

        check(ann, kitchen, new Held(List.of(entries.get(0), entries.get(2), entries.get(3)), false));
    }

    @Test
    @DisplayName("H1: gives back texts code point for code point")
    void gives_back_every_text() {
        AccountId host = kitchen.room.members().get(0).account();
        List<Draft> drafts =
                Texts.AWKWARD.stream().map(text -> Samples.say(host, text)).toList();
        List<Entry> entries = Samples.change(kitchen.room, drafts).entries();

        holdAll(ann, entries);

        check(ann, kitchen, new Held(entries, false));
    }

    @Test
    @DisplayName("H1: loses nothing that several hold at once")
    void loses_nothing_held_at_once() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            AccountId carl = Samples.accountId();
            Talk attic = new Talk();
            List<Entry> entries = attic.entries(Race.RACERS);
            Race.run(Race.RACERS, racer -> storeFor(racer).hold(List.of(carl, bob), entries.get(racer)));

            check(carl, attic, new Held(entries, false));
        }
    }

    @Test
    @DisplayName("H2: gives the same again, to whoever asks next")
    void takes_nothing_away() {
        List<Entry> entries = kitchen.entries(3);
        holdAll(ann, entries);

        for (int device = 0; device < 3; device++) {
            check(ann, kitchen, new Held(entries, false));
        }
    }

    @Test
    @DisplayName("H3: keeps the newest entries, and says that older ones had to go until the rest is released")
    void keeps_the_newest() {
        List<Entry> entries = kitchen.entries(HeldMessages.ENTRIES_MAX + OVERFLOW);
        List<Entry> newest = entries.subList(OVERFLOW, entries.size());
        List<Entry> newestTwo = newest.subList(newest.size() - 2, newest.size());

        holdAll(ann, newest);
        check(ann, kitchen, new Held(newest, false));

        holdAll(bob, entries);
        check(bob, kitchen, new Held(newest, true));

        heldMessages().release(bob, kitchen.room.id(), before(newestTwo.get(0)));
        check(bob, kitchen, new Held(newestTwo, true));

        heldMessages().release(bob, kitchen.room.id(), newestTwo.get(1).sequence());
        check(bob, kitchen, Held.NOTHING);

        List<Entry> later = kitchen.entries(1);
        holdAll(bob, later);
        check(bob, kitchen, new Held(later, false));
    }

    @Test
    @DisplayName("H3: lets the oldest go whatever room they are of, and says so for that room alone")
    void lets_the_oldest_go_over_all_rooms() {
        List<Entry> early = kitchen.entries(2 * OVERFLOW);
        List<Entry> late = garden.entries(HeldMessages.ENTRIES_MAX - OVERFLOW);
        holdAll(ann, early);
        holdAll(ann, late);

        check(ann, kitchen, new Held(early.subList(OVERFLOW, early.size()), true));
        check(ann, garden, new Held(late, false));

        List<Entry> more = garden.entries(OVERFLOW);
        holdAll(ann, more);

        check(ann, kitchen, new Held(List.of(), true));
        assertThat(elsewhere().heldFor(ann, garden.room.id()).entries()).hasSize(HeldMessages.ENTRIES_MAX);
        assertThat(elsewhere().heldFor(ann, garden.room.id()).truncated()).isFalse();

        heldMessages()
                .release(ann, kitchen.room.id(), early.get(early.size() - 1).sequence());
        check(ann, kitchen, Held.NOTHING);
    }

    @Test
    @DisplayName("H3: keeps no more than its bound when several hold at once")
    void keeps_its_bound_in_a_race() {
        int each = HeldMessages.ENTRIES_MAX / 4;
        List<Talk> rooms = Race.of(Race.RACERS, ignored -> new Talk());
        Race.run(
                Race.RACERS,
                racer -> rooms.get(racer)
                        .entries(each)
                        .forEach(entry -> storeFor(racer).hold(List.of(ann), entry)));

        int kept = 0;
        for (Talk talk : rooms) {
            Held held = heldMessages().heldFor(ann, talk.room.id());
            kept += held.entries().size();
            assertThat(held.truncated()).isEqualTo(held.entries().size() < each);
        }
        assertThat(kept).isEqualTo(HeldMessages.ENTRIES_MAX);
    }

    @Test
    @DisplayName("H4: releases the entries of a room up to and with a place, and no others")
    void releases_up_to_a_place() {
        List<Entry> inKitchen = kitchen.entries(5);
        List<Entry> inGarden = garden.entries(5);
        holdAll(ann, inKitchen);
        holdAll(ann, inGarden);

        release(ann, kitchen, before(inKitchen.get(0)));
        check(ann, kitchen, new Held(inKitchen, false));

        release(ann, kitchen, inKitchen.get(2).sequence());
        release(ann, kitchen, inKitchen.get(1).sequence());
        check(ann, kitchen, new Held(inKitchen.subList(3, 5), false));
        check(ann, garden, new Held(inGarden, false));

        release(ann, kitchen, new Sequence(Long.MAX_VALUE));
        release(ann, kitchen, new Sequence(Long.MAX_VALUE));
        check(ann, kitchen, Held.NOTHING);
        check(ann, garden, new Held(inGarden, false));
    }

    @Test
    @DisplayName("H5: shows no account and no room what is held for another")
    void keeps_accounts_and_rooms_apart() {
        List<Entry> inKitchen = kitchen.entries(2);
        List<Entry> inGarden = garden.entries(2);
        for (Entry entry : inKitchen) {
            heldMessages().hold(List.of(ann, bob), entry);
        }
        holdAll(bob, inGarden);

        check(ann, garden, Held.NOTHING);
        check(Samples.accountId(), kitchen, Held.NOTHING);

        release(ann, kitchen, inKitchen.get(1).sequence());
        release(ann, garden, inGarden.get(1).sequence());

        check(bob, kitchen, new Held(inKitchen, false));
        check(bob, garden, new Held(inGarden, false));
    }

    private HeldMessages storeFor(int racer) {
        return racer % 2 == 0 ? heldMessages() : elsewhere();
    }

    private void holdAll(AccountId account, List<Entry> entries) {
        entries.forEach(entry -> heldMessages().hold(List.of(account), entry));
    }

    private void release(AccountId account, Talk talk, Sequence upTo) {
        heldMessages().release(account, talk.room.id(), upTo);
    }

    private void check(AccountId account, Talk talk, Held expected) {
        assertThat(heldMessages().heldFor(account, talk.room.id())).isEqualTo(expected);
        assertThat(elsewhere().heldFor(account, talk.room.id())).isEqualTo(expected);
    }

    private static Sequence before(Entry entry) {
        return new Sequence(entry.sequence().value() - 1);
    }

    /** A room in which there is much to say. */
    private static final class Talk {

        private Room room = Samples.opening().after();

        List<Entry> entries(int count) {
            List<Entry> entries = new ArrayList<>();
            while (entries.size() < count) {
                RoomChange change = Samples.talk(room, Math.min(count - entries.size(), RoomChange.ENTRIES_MAX));
                room = change.after();
                entries.addAll(change.entries());
            }
            return entries;
        }
    }
}
