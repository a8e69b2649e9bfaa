package dev.sarangbang.domain.port;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Held;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Duration;
import java.util.Collection;

/**
 * Keeps what arrives for people with no connected device until they connect. It saves reading the log: it is never
 * believed to be complete, and may lose everything at any time.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code H1} What was held for an account is given back in the order of the log, each entry once, as it was; also when it
 *       was held twice or out of order.
 *   <li>{@code H2} Giving back takes nothing away: another device gets the same.
 *   <li>{@code H3} At most {@link #ENTRIES_MAX} entries are kept for an account; of more, the oldest held go, and {@link
 *       Held#truncated} says so for the rooms that lost some, until the rest of that room is released.
 *   <li>{@code H4} {@link #release} removes the entries of that room up to and with that place, and no others.
 *   <li>{@code H5} Accounts and rooms do not see each other's entries.
 * </ol>
 *
 * <p>All methods block, may be called from any thread, may be repeated, and throw {@link PortException} when the store fails.
 * Entries may go once they are {@link #AGE_MAX} old.
 */
public interface HeldMessages {

    /** The most entries kept for one account, over all its rooms. */
    int ENTRIES_MAX = 500;

    /** How long an entry is kept at least, bounds and luck permitting. */
    Duration AGE_MAX = Duration.ofDays(7);

    /** Keeps {@code entry} for each of {@code recipients}. */
    void hold(Collection<AccountId> recipients, Entry entry);

    /** What is kept for {@code recipient} of {@code room}. */
    Held heldFor(AccountId recipient, RoomId room);

    /** Lets go of what {@code recipient} no longer needs of {@code room}. */
    void release(AccountId recipient, RoomId room, Sequence upTo);
}
