package dev.sarangbang.domain.port;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Set;

/**
 * Remembers in which rooms an account may be a member. Written before the room's log is, so it may name too many rooms and
 * never too few: readers check each against its head.
 *
 * <p>Whoever adds says where the log must end for the account to come in; whoever removes, where it ended when the account was seen not
 * to be in. A change that expects an end which is past is never appended any more. So by comparing the two a removal never takes a
 * room from someone who is in it or is about to be, however late it arrives and whoever crashes.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code D1} {@link #add} and {@link #remove} may be repeated; {@link #of} gives the rooms added and not removed since.
 *   <li>{@code D2} {@link #reserve} gives the room id first reserved under that account and client id, to all who ask, however
 *       they race: so that a retried request opens one room, not two.
 *   <li>{@code D3} Accounts do not see each other's rooms or reservations.
 *   <li>{@code D4} What was added or reserved survives the crash of this process.
 *   <li>{@code D5} {@link #remove} takes a room only if all that it was added for lies before the place given, and compares and removes
 *       in one step: however they race, a room added for that place or a later one stays.
 * </ol>
 *
 * <p>All methods block, may be called from any thread, and throw {@link PortException} when the store fails.
 */
public interface RoomDirectory {

    /** Reserves {@code fresh} for what {@code account} calls {@code clientId}, or gives the id reserved for it before. */
    RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh);

    /** Notes that {@code account} may come into {@code room} by the change that expects its log to end at {@code end}. */
    void add(AccountId account, RoomId room, Sequence end);

    /** Notes that {@code account} was not in {@code room} when its log ended at {@code end}. */
    void remove(AccountId account, RoomId room, Sequence end);

    /** The rooms in which {@code account} may be. */
    Set<RoomId> of(AccountId account);
}
