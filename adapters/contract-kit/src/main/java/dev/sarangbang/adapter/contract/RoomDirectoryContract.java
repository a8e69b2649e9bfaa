package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link RoomDirectory} does. Extend it and supply the adapter under test. */
public abstract class RoomDirectoryContract {

    private static final Sequence EARLY = new Sequence(7);
    private static final Sequence LATER = new Sequence(8);

    private final AccountId ann = Samples.accountId();
    private final AccountId bob = Samples.accountId();
    private final RoomId kitchen = Samples.roomId();
    private final RoomId garden = Samples.roomId();

    /** The adapter under test; the same instance throughout one test. */
    protected abstract RoomDirectory roomDirectory();

    /** The same store as another process sees it; the adapter itself where only one process can see it. */
    protected RoomDirectory elsewhere() {
        return roomDirectory();
    }

    /** Another adapter over the same storage, as after a crash of this process; not overridden where nothing is kept. */
    protected RoomDirectory reopen() {
        return Assumptions.abort(Skipped.NOT_REOPENED);
    }

    @Test
    @DisplayName("D1: gives the rooms added and not removed since, however often each is repeated")
    void gives_what_was_added_and_not_removed() {
        assertThat(roomDirectory().of(ann)).isEmpty();
        roomDirectory().remove(ann, kitchen, LATER);

        roomDirectory().add(ann, kitchen, EARLY);
        roomDirectory().add(ann, kitchen, EARLY);
        roomDirectory().add(ann, garden, EARLY);
        assertThat(roomDirectory().of(ann)).containsExactlyInAnyOrder(kitchen, garden);
        assertThat(elsewhere().of(ann)).containsExactlyInAnyOrder(kitchen, garden);

        roomDirectory().remove(ann, kitchen, LATER);
        roomDirectory().remove(ann, kitchen, LATER);
        assertThat(roomDirectory().of(ann)).containsExactly(garden);
        assertThat(elsewhere().of(ann)).containsExactly(garden);

        roomDirectory().add(ann, kitchen, EARLY);
        assertThat(roomDirectory().of(ann)).containsExactlyInAnyOrder(kitchen, garden);
    }

    @Test
    @DisplayName("D1: loses none of the rooms added at the same moment")
    void loses_nothing_added_at_once() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            AccountId carl = Samples.accountId();
            List<RoomId> rooms = Race.of(Race.RACERS, racer -> {
                RoomId room = Samples.roomId();
                directoryFor(racer).add(carl, room, EARLY);
                return room;
            });

            assertThat(roomDirectory().of(carl)).containsExactlyInAnyOrderElementsOf(rooms);
        }
    }

    @Test
    @DisplayName("D2: gives the room id that was reserved first, ever after")
    void gives_the_first_reservation() {
        ClientMessageId request = Samples.clientId();

        assertThat(roomDirectory().reserve(ann, request, kitchen)).isEqualTo(kitchen);
        assertThat(roomDirectory().reserve(ann, request, garden)).isEqualTo(kitchen);
        assertThat(elsewhere().reserve(ann, request, garden)).isEqualTo(kitchen);
        assertThat(roomDirectory().reserve(ann, Samples.clientId(), garden)).isEqualTo(garden);
    }

    @Test
    @DisplayName("D2: gives one room id to all who race for a reservation")
    void gives_one_reservation_in_a_race() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            ClientMessageId request = Samples.clientId();
            List<RoomId> fresh = Race.of(Race.RACERS, ignored -> Samples.roomId());
            List<RoomId> reserved =
                    Race.of(Race.RACERS, racer -> directoryFor(racer).reserve(ann, request, fresh.get(racer)));

            assertThat(reserved).containsOnly(reserved.get(0));
            assertThat(fresh).contains(reserved.get(0));
        }
    }

    @Test
    @DisplayName("D3: shows no account another's rooms or reservations")
    void keeps_accounts_apart() {
        var request = new ClientMessageId("Open-" + Samples.token());
        var otherCase = new ClientMessageId("open-" + request.value().substring("open-".length()));
        roomDirectory().add(ann, kitchen, EARLY);
        roomDirectory().add(bob, garden, EARLY);

        assertThat(roomDirectory().of(ann)).containsExactly(kitchen);
        assertThat(roomDirectory().of(bob)).containsExactly(garden);

        roomDirectory().remove(ann, garden, LATER);
        assertThat(roomDirectory().of(bob)).containsExactly(garden);

        assertThat(roomDirectory().reserve(ann, request, kitchen)).isEqualTo(kitchen);
        assertThat(roomDirectory().reserve(bob, request, garden)).isEqualTo(garden);
        assertThat(roomDirectory().reserve(ann, otherCase, garden)).isEqualTo(garden);
    }

    @Test
    @DisplayName("D4: keeps rooms and reservations over a crash")
    void survives_a_crash() {
        ClientMessageId request = Samples.clientId();
        roomDirectory().add(ann, kitchen, EARLY);
        roomDirectory().add(ann, garden, EARLY);
        roomDirectory().remove(ann, garden, LATER);
        roomDirectory().reserve(ann, request, kitchen);

        RoomDirectory reopened = reopen();

        assertThat(reopened.of(ann)).containsExactly(kitchen);
        assertThat(reopened.reserve(ann, request, garden)).isEqualTo(kitchen);
    }

    @Test
    @DisplayName(
            "D5: keeps a room that was added for the place given or a later one, whatever it was added for before and after")
    void keeps_what_was_added_later() {
        roomDirectory().add(ann, kitchen, EARLY);
        roomDirectory().remove(ann, kitchen, EARLY);
        assertThat(roomDirectory().of(ann)).containsExactly(kitchen);

        roomDirectory().add(ann, kitchen, LATER);
        roomDirectory().add(ann, kitchen, EARLY);
        roomDirectory().remove(ann, kitchen, LATER);
        assertThat(roomDirectory().of(ann)).containsExactly(kitchen);

        roomDirectory().remove(ann, kitchen, LATER.next());
        assertThat(roomDirectory().of(ann)).isEmpty();

        roomDirectory().add(ann, garden, Sequence.BEFORE_FIRST);
        roomDirectory().remove(ann, garden, Sequence.BEFORE_FIRST);
        assertThat(elsewhere().of(ann)).containsExactly(garden);
    }

    @Test
    @DisplayName("D5: keeps what is added for a later place while it is being removed")
    void keeps_what_is_added_during_a_removal() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            AccountId carl = Samples.accountId();
            roomDirectory().add(carl, kitchen, EARLY);
            Race.run(Race.RACERS, racer -> {
                if (racer % 2 == 0) {
                    directoryFor(racer / 2).remove(carl, kitchen, LATER);
                } else {
                    directoryFor(racer / 2).add(carl, kitchen, LATER);
                }
            });

            assertThat(roomDirectory().of(carl)).as("round %d", round).containsExactly(kitchen);
        }
    }

    private RoomDirectory directoryFor(int racer) {
        return racer % 2 == 0 ? roomDirectory() : elsewhere();
    }
}
