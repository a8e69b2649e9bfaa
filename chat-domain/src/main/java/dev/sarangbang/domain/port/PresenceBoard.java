package dev.sarangbang.domain.port;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Knows who is here: a set of leases, one for each connection, that lapse unless they are refreshed.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code P1} An account is online from {@link #arrive} on, until the last of its connections has departed or lapsed.
 *   <li>{@code P2} {@link #depart} takes away that connection and no other: the late end of an old one leaves a newer one, even
 *       of the same device, alone. To depart twice is no error.
 *   <li>{@code P3} A connection not refreshed lapses {@link #LEASE} after it arrived or was last refreshed, at the latest two
 *       seconds later; one refreshed in time does not. Refreshing one that has lapsed brings it back; refreshing one that
 *       has departed does too, so whoever ends a connection stops refreshing it first.
 *   <li>{@code P4} {@link #arrive} and {@link #depart} tell whether the account was offline before, or is offline now.
 *   <li>{@code P5} {@link #of} gives the latest time at which the account arrived, was refreshed or departed, also when it is
 *       offline; times are whole milliseconds, and an account that never arrived is {@link Presence#NEVER_SEEN}.
 *   <li>{@code P6} Accounts do not touch each other's presence.
 * </ol>
 *
 * <p>All methods block, may be called from any thread, may be repeated, and throw {@link PortException} when the store fails.
 * What is known may be lost when the store is: connections come back with their next refresh.
 */
public interface PresenceBoard {

    /** How long a connection counts without being refreshed. */
    Duration LEASE = Duration.ofSeconds(30);

    /** Notes a new connection; true if its account had none alive. */
    boolean arrive(ConnectionKey connection, Instant now);

    /** Keeps connections alive. */
    void refresh(Collection<ConnectionKey> connections, Instant now);

    /** Notes that a connection ended; true if its account has none alive now. */
    boolean depart(ConnectionKey connection, Instant now);

    /** The presence of each of {@code accounts}. */
    Map<AccountId, Presence> of(Collection<AccountId> accounts, Instant now);
}
