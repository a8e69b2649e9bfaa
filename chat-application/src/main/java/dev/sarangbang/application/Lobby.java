package dev.sarangbang.application;

import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.DeviceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rooms, and who is in them.
 *
 * <p>What changes a room takes a {@link ClientMessageId} by which a retry is recognised, and answers through {@code reply}:
 * exactly once, on any thread, perhaps before the method returns. Requests for one room take effect in the order in which the
 * methods were called. Methods block while they look things up, and throw {@link dev.sarangbang.domain.port.PortException} on
 * an outage, in which case {@code reply} is not called and the outcome is unknown.
 */
public interface Lobby {

    /** Opens a room with {@code host} as its only member. Answered {@code Changed} with the room's first entry. */
    void create(AccountId host, ClientMessageId clientId, RoomTitle title, Consumer<? super ChangeOutcome> reply);

    /** Gives a room another title. Any member may. */
    void rename(Target target, RoomTitle title, Consumer<? super ChangeOutcome> reply);

    /** Brings someone in by name. Any member may. */
    void invite(Target target, Username guest, Consumer<? super ChangeOutcome> reply);

    /** Makes a new invite link. The host may. */
    void renewInvite(Target target, Consumer<? super ChangeOutcome> reply);

    /** Comes in by the invite link. */
    void join(Target target, InviteSecret secret, Consumer<? super ChangeOutcome> reply);

    /** Goes out. */
    void leave(Target target, Consumer<? super ChangeOutcome> reply);

    /** Puts someone out, and makes a new invite link so that they cannot come straight back. The host may. */
    void remove(Target target, AccountId member, Consumer<? super ChangeOutcome> reply);

    /** The rooms of an account, newest activity first, as one of its devices sees them. */
    List<RoomSummary> rooms(AccountId caller, DeviceId device);

    /** One room with its members; empty if there is no such room or the caller is not in it. */
    Optional<RoomSnapshot> room(AccountId caller, DeviceId device, RoomId room);

    /** Those of {@code accounts} that exist; at most {@link Limits#ACCOUNTS_LOOKED_UP_MAX} are looked up. */
    Map<AccountId, Account> accounts(Collection<AccountId> accounts);

    /** Who asks, about which room, and the caller's own name for the request. */
    record Target(AccountId caller, RoomId room, ClientMessageId clientId) {}
}
