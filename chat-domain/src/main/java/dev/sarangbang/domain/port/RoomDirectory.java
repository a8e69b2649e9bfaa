package dev.sarangbang.domain.port;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.room.RoomId;
import java.util.Set;

/**
 * Remembers in which rooms an account may be a member. Written before the room's log is, so it may name too many rooms and
 * never too few: readers check each against its head.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code D1} {@link #add} and {@link #remove} may be repeated; {@link #of} gives the rooms added and not removed since.
 *   <li>{@code D2} {@link #reserve} gives the room id first reserved under that account and client id, to all who ask, however
 *       they race: so that a retried request opens one room, not two.
 *   <li>{@code D3} Accounts do not see each other's rooms or reservations.
 *   <li>{@code D4} What was added or reserved survives the crash of this process.
 * </ol>
 *
 * <p>All methods block, may be called from any thread, and throw {@link PortException} when the store fails.
 */
public interface RoomDirectory {

    /** Reserves {@code fresh} for what {@code account} calls {@code clientId}, or gives the id reserved for it before. */
    RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh);

    /** Notes that {@code account} may be in {@code room}. */
    void add(AccountId account, RoomId room);

    /** Notes that {@code account} is not in {@code room}. */
    void remove(AccountId account, RoomId room);

    /** The rooms in which {@code account} may be. */
    Set<RoomId> of(AccountId account);
}
