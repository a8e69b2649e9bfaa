package dev.sarangbang.domain.port;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Position;
import java.util.Collection;
import java.util.Map;

/**
 * Remembers how far each device has come in each room: the requirement's {@code cur_max_message_id}.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code C1} After {@link #advance} the cursor is at the given position or beyond: it holds the greatest position it was
 *       ever given, by the order of {@link Position}, whatever the order in which they came.
 *   <li>{@code C2} So also when several advance it at once.
 *   <li>{@code C3} Cursors of other accounts, devices and rooms are not touched.
 *   <li>{@code C4} After {@link #forget} the device has no cursors.
 *   <li>{@code C5} A cursor survives the crash of this process once {@link #advance} has returned.
 * </ol>
 *
 * <p>All methods block, may be called from any thread, may be repeated, and throw {@link PortException} when the store fails.
 */
public interface DeviceCursors {

    /** Moves the cursor forward to {@code position}, or leaves it if it is there or beyond. */
    void advance(AccountId account, DeviceId device, RoomId room, Position position);

    /** The device's cursors in those of {@code rooms} where it has one. */
    Map<RoomId, Position> of(AccountId account, DeviceId device, Collection<RoomId> rooms);

    /** Removes all cursors of a device. */
    void forget(AccountId account, DeviceId device);
}
