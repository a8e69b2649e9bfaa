package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.room.Ruling;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link RoomLogContract} that is about reading. */
abstract class RoomLogReads {

    private static final Sequence START = Sequence.BEFORE_FIRST;
    private static final Sequence FAR_BEYOND = new Sequence(Long.MAX_VALUE);

    /** The adapter under test; the same instance throughout one test. */
    protected abstract RoomLog roomLog();

    @Test
    @DisplayName("L6: gives the head as the last change left it, field for field")
    void gives_the_head_as_it_was_left() {
        for (RoomChange change : aRoomToWhichEverythingHappens()) {
            append(change);

            assertThat(roomLog().head(change.room())).contains(change.after());
        }
    }

    @Test
    @DisplayName("L6: gives the heads of those rooms that exist")
    void gives_many_heads() {
        Room kitchen = append(Samples.opening());
        Room garden = append(Samples.opening());
        append(Samples.opening());
        RoomId nowhere = Samples.roomId();

        assertThat(roomLog().heads(List.of(kitchen.id(), nowhere, garden.id())))
                .isEqualTo(Map.of(kitchen.id(), kitchen, garden.id(), garden));
        assertThat(roomLog().heads(List.of())).isEmpty();
        assertThat(roomLog().head(nowhere)).isEmpty();
    }

    @Test
    @DisplayName("L7: reads right after and right before any place, ascending, up to the limit")
    void reads_around_any_place() {
        Room kitchen = append(Samples.opening());
        for (int size : List.of(1, 6, 1, 4)) {
            kitchen = append(Samples.talk(kitchen, size));
        }
        List<Entry> all = roomLog().after(kitchen.id(), START, RoomLog.READ_LIMIT_MAX);

        assertThat(all).hasSize(13).extracting(Entry::sequence).isSorted();
        for (int place = 0; place <= all.size() + 2; place++) {
            for (int limit : List.of(1, 2, 5, 12, 13, 14, RoomLog.READ_LIMIT_MAX)) {
                assertThat(roomLog().after(kitchen.id(), new Sequence(place), limit))
                        .as("%d after %d", limit, place)
                        .isEqualTo(between(all, place, place + limit));
                assertThat(roomLog().before(kitchen.id(), new Sequence(place), limit))
                        .as("%d before %d", limit, place)
                        .isEqualTo(between(all, Math.min(place - 1, all.size()) - limit, place - 1));
            }
        }
    }

    @Test
    @DisplayName("L7: reads nothing after the end, and the newest before a place beyond it")
    void reads_at_the_end() {
        Room kitchen = append(Samples.opening());
        RoomChange last = Samples.talk(kitchen, 3);
        append(last);

        assertThat(roomLog().after(kitchen.id(), FAR_BEYOND, 10)).isEmpty();
        assertThat(roomLog().before(kitchen.id(), FAR_BEYOND, 3)).isEqualTo(last.entries());
        assertThat(roomLog().before(kitchen.id(), START, 10)).isEmpty();
    }

    @Test
    @DisplayName("L7: reads a long log page by page, in both directions, without holes")
    void reads_a_long_log_page_by_page() {
        Room kitchen = append(Samples.opening());
        List<Entry> written = new ArrayList<>(roomLog().after(kitchen.id(), START, 10));
        for (int i = 0; i < 8; i++) {
            RoomChange change = Samples.talk(kitchen, RoomChange.ENTRIES_MAX);
            kitchen = append(change);
            written.addAll(change.entries());
        }

        assertThat(RoomLogPages.forward(roomLog(), kitchen.id())).isEqualTo(written);
        assertThat(RoomLogPages.backward(roomLog(), kitchen.id())).isEqualTo(written);
    }

    @Test
    @DisplayName("L7: reads nothing of a room that was never opened")
    void reads_nothing_of_no_room() {
        assertThat(roomLog().after(Samples.roomId(), START, 10)).isEmpty();
        assertThat(roomLog().before(Samples.roomId(), FAR_BEYOND, 10)).isEmpty();
    }

    @Test
    @DisplayName("L8: finds an entry by its author and client id, and by nothing less")
    void finds_by_author_and_client_id() {
        Room kitchen = append(Samples.opening());
        RoomChange change = Samples.talk(kitchen, 5);
        append(change);

        for (Entry entry : change.entries()) {
            assertThat(roomLog().find(kitchen.id(), entry.author(), entry.clientId()))
                    .contains(entry);
            assertThat(roomLog().find(kitchen.id(), Samples.accountId(), entry.clientId()))
                    .isEmpty();
            assertThat(roomLog().find(kitchen.id(), entry.author(), Samples.clientId()))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("L9: keeps rooms apart, even when people, client ids and most of the room id are the same")
    void keeps_rooms_apart() {
        AccountId ann = Samples.accountId();
        RoomId id = new RoomId(Samples.positive() & ~(1L << 40));
        Room kitchen = append(Samples.opening(id, ann));
        Room garden = append(Samples.opening(new RoomId(id.value() | 1L << 40), ann));
        Draft hello = Samples.say(ann, "hello");

        RoomChange inKitchen = Samples.change(kitchen, List.of(hello));
        append(inKitchen);

        assertThat(roomLog().head(garden.id())).contains(garden);
        assertThat(roomLog().after(garden.id(), garden.head().sequence(), 10)).isEmpty();
        assertThat(roomLog().find(garden.id(), ann, hello.clientId())).isEmpty();

        RoomChange inGarden = Samples.change(garden, List.of(hello));
        append(inGarden);

        assertThat(roomLog().find(garden.id(), ann, hello.clientId()))
                .contains(inGarden.entries().get(0));
        assertThat(roomLog().find(kitchen.id(), ann, hello.clientId()))
                .contains(inKitchen.entries().get(0));
    }

    @Test
    @DisplayName("L10: gives back every kind of entry exactly as it was written")
    void gives_back_every_kind_of_entry() {
        List<RoomChange> changes = aRoomToWhichEverythingHappens();
        changes.forEach(this::append);
        List<Entry> written =
                changes.stream().flatMap(change -> change.entries().stream()).toList();

        assertThat(written.stream().<Class<?>>map(entry -> entry.content().getClass()))
                .as("kinds of content tried")
                .contains(Content.class.getPermittedSubclasses());
        readInEveryWay(changes.get(0).room(), written);
    }

    @Test
    @DisplayName("L10: gives back every text code point for code point")
    void gives_back_every_text() {
        AccountId ann = Samples.accountId();
        Room kitchen = append(Samples.opening(Samples.roomId(), ann));
        List<Draft> drafts =
                Texts.AWKWARD.stream().map(text -> Samples.say(ann, text)).toList();
        RoomChange change = Samples.change(kitchen, drafts);
        Room now = append(change);

        readInEveryWay(kitchen.id(), change.entries());

        RoomChange edits = Samples.change(
                now,
                change.entries().stream()
                        .map(said -> Samples.draft(ann, new Intent.Edit(said, ((Content.Text) said.content()).text())))
                        .toList());
        append(edits);

        readInEveryWay(kitchen.id(), edits.entries());
    }

    @Test
    @DisplayName("L10: gives back instants to the millisecond")
    void gives_back_every_instant() {
        Room kitchen = append(Samples.opening());
        AccountId host = kitchen.members().get(0).account();
        for (String at : List.of("2023-01-01T00:00:00.001Z", "2026-12-31T23:59:59.999Z", "2092-09-06T15:47:35.551Z")) {
            var accepted = (Ruling.Accepted)
                    kitchen.rule(Samples.say(host, "now"), Samples.idAbove(kitchen), Instant.parse(at));
            kitchen = append(new RoomChange(accepted.next(), List.of(accepted.entry())));

            assertThat(kitchen.head().at()).isEqualTo(Instant.parse(at));
            readInEveryWay(kitchen.id(), List.of(accepted.entry()));
            assertThat(roomLog().head(kitchen.id())).contains(kitchen);
        }
    }

    /** Appends, and gives the room as it is then. */
    Room append(RoomChange change) {
        assertThat(roomLog().append(change)).isEqualTo(new Appended());
        return change.after();
    }

    private void readInEveryWay(RoomId room, List<Entry> written) {
        Sequence first = written.get(0).sequence();
        Sequence last = written.get(written.size() - 1).sequence();
        int size = written.size();

        assertThat(roomLog().after(room, new Sequence(first.value() - 1), size)).isEqualTo(written);
        assertThat(roomLog().before(room, last.next(), size)).isEqualTo(written);
        for (Entry entry : written) {
            assertThat(roomLog().find(room, entry.author(), entry.clientId())).contains(entry);
        }
    }

    /** Every kind of content, a change for each; the room is full for a while, and its host leaves. */
    private static List<RoomChange> aRoomToWhichEverythingHappens() {
        AccountId ann = Samples.accountId();
        List<AccountId> guests = Samples.accountIds(Room.MEMBERS_MAX - 1);
        AccountId bob = guests.get(0);
        var renewed = Samples.invite();

        List<RoomChange> changes = new ArrayList<>();
        changes.add(Samples.opening(Samples.roomId(), ann));
        guests.forEach(guest -> happens(changes, ann, new Intent.Invite(guest)));
        Entry said = happens(changes, bob, new Intent.Say(Samples.text("안녕하세요 👋")));
        Entry reply = happens(changes, ann, new Intent.Say(Samples.text("응"), Optional.of(said)));
        happens(changes, bob, new Intent.Edit(said, Samples.text("안녕하세요, 여러분 👋🏽")));
        happens(changes, ann, new Intent.Delete(reply));
        happens(
                changes,
                bob,
                new Intent.Rename(RoomTitle.parse("𝄞 ' \" \\ % _ 방").orThrow()));
        happens(changes, ann, new Intent.Remove(guests.get(1), Samples.invite()));
        happens(changes, ann, new Intent.RenewInvite(renewed));
        happens(changes, Samples.accountId(), new Intent.Join(renewed));
        happens(changes, ann, new Intent.Leave());
        happens(changes, bob, new Intent.Leave());
        return changes;
    }

    private static Entry happens(List<RoomChange> changes, AccountId author, Intent intent) {
        Room now = changes.get(changes.size() - 1).after();
        RoomChange change = Samples.change(now, List.of(Samples.draft(author, intent)));
        changes.add(change);
        return change.entries().get(0);
    }

    private static List<Entry> between(List<Entry> all, long from, long to) {
        int size = all.size();
        return all.subList(Math.clamp(from, 0, size), Math.clamp(to, 0, size));
    }
}
