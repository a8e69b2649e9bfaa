package dev.sarangbang.domain.port;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.ReadMark;
import java.util.Collection;
import java.util.Map;

/**
 * Remembers how far each person has read in each room, whatever device they read on.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code M1} After {@link #advance} the mark is at the given one or beyond: it holds the greatest mark it was ever given,
 *       by the order of {@link ReadMark}, whatever the order in which they came.
 *   <li>{@code M2} So also when several advance it at once.
 *   <li>{@code M3} Marks of other accounts and rooms are not touched.
 *   <li>{@code M4} {@link #ofAccount} and {@link #inRoom} see the same marks.
 *   <li>{@code M5} A mark survives the crash of this process once {@link #advance} has returned.
 * </ol>
 *
 * <p>All methods block, may be called from any thread, may be repeated, and throw {@link PortException} when the store fails.
 */
public interface ReadMarks {

    /** Moves the mark forward, or leaves it if it is there or beyond. */
    void advance(AccountId account, RoomId room, ReadMark mark);

    /** The account's marks in those of {@code rooms} where it has one. */
    Map<RoomId, ReadMark> ofAccount(AccountId account, Collection<RoomId> rooms);

    /** The marks of those of {@code accounts} that have one in the room. */
    Map<AccountId, ReadMark> inRoom(RoomId room, Collection<AccountId> accounts);
}
