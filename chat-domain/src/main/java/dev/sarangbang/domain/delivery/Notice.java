package dev.sarangbang.domain.delivery;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;

/** Something people are told as it happens. Any of these may be lost, repeated or overtaken; none is the only copy. */
public sealed interface Notice {

    /** A room's log grew by {@code entry}. */
    record Appended(Entry entry) implements Notice {}

    /** {@code account} has read {@code room} up to {@code sequence}. */
    record ReadMoved(RoomId room, AccountId account, Sequence sequence) implements Notice {}

    /** {@code account} is writing something. */
    record Typing(RoomId room, AccountId account) implements Notice {}

    /** {@code account} came or went. */
    record PresenceChanged(AccountId account, Presence presence) implements Notice {}

    /** A login session of the recipient ended: its connections are to be closed. */
    record SessionEnded(SessionKey session) implements Notice {}

    /** Whether losing it costs nothing worth keeping memory for: dropped first when a connection is slow. */
    default boolean isEphemeral() {
        return this instanceof Typing || this instanceof PresenceChanged;
    }
}
