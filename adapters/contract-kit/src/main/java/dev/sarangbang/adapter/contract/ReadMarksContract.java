package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.ReadMark;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ReadMarks} does. Extend it and supply the adapter under test. */
public abstract class ReadMarksContract {

    private static final ReadMark EARLY = mark(7, 2);
    private static final ReadMark LATE = mark(7, 10);
    private static final ReadMark LATER_EPOCH = mark(8, 1);

    private final AccountId ann = Samples.accountId();
    private final AccountId bob = Samples.accountId();
    private final RoomId kitchen = Samples.roomId();
    private final RoomId garden = Samples.roomId();

    /** The adapter under test; the same instance throughout one test. */
    protected abstract ReadMarks readMarks();

    /** The same store as another process sees it; the adapter itself where only one process can see it. */
    protected ReadMarks elsewhere() {
        return readMarks();
    }

    /** Another adapter over the same storage, as after a crash of this process; not overridden where nothing is kept. */
    protected ReadMarks reopen() {
        return Assumptions.abort(Skipped.NOT_REOPENED);
    }

    @Test
    @DisplayName("M1: holds the greatest mark it was given, in whatever order they came")
    void holds_the_greatest_mark() {
        for (List<ReadMark> order : Orders.of(List.of(EARLY, LATE, LATER_EPOCH))) {
            RoomId room = Samples.roomId();
            for (ReadMark mark : order) {
                readMarks().advance(ann, room, mark);

                assertThat(mark(readMarks(), room)).isGreaterThanOrEqualTo(mark);
            }
            assertThat(mark(readMarks(), room)).as("after %s", order).isEqualTo(LATER_EPOCH);
            assertThat(mark(elsewhere(), room)).isEqualTo(LATER_EPOCH);
        }
    }

    @Test
    @DisplayName("M1: keeps marks of any size")
    void keeps_marks_of_any_size() {
        ReadMark huge = new ReadMark(new Epoch(Long.MAX_VALUE), new Sequence(Long.MAX_VALUE - 1), Long.MAX_VALUE - 2);
        readMarks().advance(ann, kitchen, huge);

        assertThat(mark(readMarks(), kitchen)).isEqualTo(huge);
    }

    @Test
    @DisplayName("M2: holds the greatest mark when several advance it at once")
    void holds_the_greatest_of_a_race() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            RoomId room = Samples.roomId();
            List<ReadMark> marks = Race.of(Race.RACERS, racer -> {
                ReadMarks here = racer % 2 == 0 ? readMarks() : elsewhere();
                ReadMark mark = mark(7, ThreadLocalRandom.current().nextLong(1, 1_000));
                here.advance(ann, room, mark);
                assertThat(mark(here, room)).isGreaterThanOrEqualTo(mark);
                return mark;
            });

            assertThat(mark(readMarks(), room))
                    .isEqualTo(marks.stream().max(ReadMark::compareTo).orElseThrow());
        }
    }

    @Test
    @DisplayName("M3: leaves other accounts and rooms alone")
    void leaves_others_alone() {
        readMarks().advance(ann, kitchen, LATE);

        check(Map.of(kitchen, LATE), Map.of());

        readMarks().advance(bob, kitchen, EARLY);
        readMarks().advance(ann, garden, EARLY);

        check(Map.of(kitchen, LATE, garden, EARLY), Map.of(kitchen, EARLY));
    }

    @Test
    @DisplayName("M4: shows the same marks by account and by room")
    void shows_the_same_marks_both_ways() {
        readMarks().advance(ann, kitchen, EARLY);
        readMarks().advance(ann, kitchen, LATE);
        readMarks().advance(ann, garden, EARLY);
        readMarks().advance(bob, kitchen, EARLY);

        AccountId stranger = Samples.accountId();
        assertThat(readMarks().inRoom(kitchen, List.of(ann, bob, stranger))).isEqualTo(Map.of(ann, LATE, bob, EARLY));
        assertThat(readMarks().inRoom(garden, List.of(ann, bob))).isEqualTo(Map.of(ann, EARLY));
        assertThat(readMarks().inRoom(kitchen, List.of(bob))).isEqualTo(Map.of(bob, EARLY));
        assertThat(readMarks().inRoom(kitchen, List.of())).isEmpty();
        check(Map.of(kitchen, LATE, garden, EARLY), Map.of(kitchen, EARLY));
    }

    @Test
    @DisplayName("M5: keeps a mark over a crash")
    void survives_a_crash() {
        readMarks().advance(ann, kitchen, EARLY);
        readMarks().advance(ann, kitchen, LATE);

        ReadMarks reopened = reopen();

        assertThat(mark(reopened, kitchen)).isEqualTo(LATE);
        assertThat(reopened.inRoom(kitchen, List.of(ann))).isEqualTo(Map.of(ann, LATE));
    }

    private void check(Map<RoomId, ReadMark> ofAnn, Map<RoomId, ReadMark> ofBob) {
        List<RoomId> rooms = List.of(kitchen, garden, Samples.roomId());
        assertThat(readMarks().ofAccount(ann, rooms)).isEqualTo(ofAnn);
        assertThat(readMarks().ofAccount(bob, rooms)).isEqualTo(ofBob);
        assertThat(readMarks().ofAccount(ann, List.of())).isEmpty();
    }

    private ReadMark mark(ReadMarks marks, RoomId room) {
        Map<RoomId, ReadMark> found = marks.ofAccount(ann, List.of(room));
        assertThat(found).containsOnlyKeys(room);
        return found.values().iterator().next();
    }

    private static ReadMark mark(long epoch, long sequence) {
        return new ReadMark(new Epoch(epoch), new Sequence(sequence), sequence / 2);
    }
}
