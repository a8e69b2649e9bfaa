package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Position;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceCursors} does. Extend it and supply the adapter under test. */
public abstract class DeviceCursorsContract {

    private static final Position EARLY = position(7, 2);
    private static final Position LATE = position(7, 10);
    private static final Position LATER_EPOCH = position(8, 1);

    private final AccountId ann = Samples.accountId();
    private final DeviceId phone = Samples.deviceId();
    private final RoomId kitchen = Samples.roomId();

    /** The adapter under test; the same instance throughout one test. */
    protected abstract DeviceCursors deviceCursors();

    /** The same store as another process sees it; the adapter itself where only one process can see it. */
    protected DeviceCursors elsewhere() {
        return deviceCursors();
    }

    /** Another adapter over the same storage, as after a crash of this process; not overridden where nothing is kept. */
    protected DeviceCursors reopen() {
        return Assumptions.abort(Skipped.NOT_REOPENED);
    }

    @Test
    @DisplayName("C1: holds the greatest position it was given, in whatever order they came")
    void holds_the_greatest_position() {
        for (List<Position> order : Orders.of(List.of(EARLY, LATE, LATER_EPOCH))) {
            RoomId room = Samples.roomId();
            for (Position position : order) {
                deviceCursors().advance(ann, phone, room, position);

                assertThat(cursor(deviceCursors(), room)).isGreaterThanOrEqualTo(position);
            }
            assertThat(cursor(deviceCursors(), room)).as("after %s", order).isEqualTo(LATER_EPOCH);
            assertThat(cursor(elsewhere(), room)).isEqualTo(LATER_EPOCH);
        }
    }

    @Test
    @DisplayName("C1: keeps positions of any size")
    void keeps_positions_of_any_size() {
        Position huge = new Position(
                new Epoch(Long.MAX_VALUE), new Sequence(Long.MAX_VALUE - 1), new MessageId(Long.MAX_VALUE - 2));
        deviceCursors().advance(ann, phone, kitchen, huge);

        assertThat(cursor(deviceCursors(), kitchen)).isEqualTo(huge);
    }

    @Test
    @DisplayName("C2: holds the greatest position when several advance it at once")
    void holds_the_greatest_of_a_race() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            RoomId room = Samples.roomId();
            List<Position> positions = Race.of(Race.RACERS, racer -> {
                DeviceCursors cursors = racer % 2 == 0 ? deviceCursors() : elsewhere();
                Position position = position(7, ThreadLocalRandom.current().nextLong(1, 1_000));
                cursors.advance(ann, phone, room, position);
                assertThat(cursor(cursors, room)).isGreaterThanOrEqualTo(position);
                return position;
            });

            assertThat(cursor(deviceCursors(), room))
                    .isEqualTo(positions.stream().max(Position::compareTo).orElseThrow());
        }
    }

    @Test
    @DisplayName("C3: leaves other accounts, devices and rooms alone")
    void leaves_others_alone() {
        AccountId bob = Samples.accountId();
        DeviceId laptop = new DeviceId("Laptop");
        DeviceId otherLaptop = new DeviceId("laptop");
        RoomId garden = Samples.roomId();
        deviceCursors().advance(ann, laptop, kitchen, LATE);

        assertThat(deviceCursors().of(ann, laptop, List.of(kitchen, garden))).isEqualTo(Map.of(kitchen, LATE));
        assertThat(deviceCursors().of(ann, otherLaptop, List.of(kitchen, garden)))
                .isEmpty();
        assertThat(deviceCursors().of(bob, laptop, List.of(kitchen, garden))).isEmpty();
        assertThat(deviceCursors().of(ann, laptop, List.of())).isEmpty();

        deviceCursors().advance(bob, laptop, kitchen, EARLY);
        deviceCursors().advance(ann, otherLaptop, kitchen, EARLY);
        deviceCursors().advance(ann, laptop, garden, EARLY);

        assertThat(deviceCursors().of(ann, laptop, List.of(kitchen, garden)))
                .isEqualTo(Map.of(kitchen, LATE, garden, EARLY));
        assertThat(deviceCursors().of(bob, laptop, List.of(kitchen))).isEqualTo(Map.of(kitchen, EARLY));
        assertThat(deviceCursors().of(ann, otherLaptop, List.of(kitchen))).isEqualTo(Map.of(kitchen, EARLY));
    }

    @Test
    @DisplayName("C4: forgets all cursors of a device, and only those")
    void forgets_a_device() {
        AccountId bob = Samples.accountId();
        DeviceId laptop = Samples.deviceId();
        RoomId garden = Samples.roomId();
        deviceCursors().advance(ann, phone, kitchen, LATE);
        deviceCursors().advance(ann, phone, garden, LATE);
        deviceCursors().advance(ann, laptop, kitchen, LATE);
        deviceCursors().advance(bob, phone, kitchen, LATE);

        deviceCursors().forget(ann, phone);
        deviceCursors().forget(ann, phone);

        assertThat(deviceCursors().of(ann, phone, List.of(kitchen, garden))).isEmpty();
        assertThat(deviceCursors().of(ann, laptop, List.of(kitchen))).isEqualTo(Map.of(kitchen, LATE));
        assertThat(deviceCursors().of(bob, phone, List.of(kitchen))).isEqualTo(Map.of(kitchen, LATE));

        deviceCursors().advance(ann, phone, kitchen, EARLY);

        assertThat(cursor(deviceCursors(), kitchen)).isEqualTo(EARLY);
    }

    @Test
    @DisplayName("C5: keeps a cursor over a crash")
    void survives_a_crash() {
        deviceCursors().advance(ann, phone, kitchen, EARLY);
        deviceCursors().advance(ann, phone, kitchen, LATE);

        DeviceCursors reopened = reopen();

        assertThat(cursor(reopened, kitchen)).isEqualTo(LATE);
        reopened.advance(ann, phone, kitchen, EARLY);
        assertThat(cursor(reopened, kitchen)).isEqualTo(LATE);
    }

    private Position cursor(DeviceCursors cursors, RoomId room) {
        Map<RoomId, Position> found = cursors.of(ann, phone, List.of(room));
        assertThat(found).containsOnlyKeys(room);
        return found.values().iterator().next();
    }

    private static Position position(long epoch, long sequence) {
        return new Position(new Epoch(epoch), new Sequence(sequence), new MessageId(1_000_000 * epoch + sequence));
    }
}
