package dev.sarangbang.application;

import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;

/** A room as it is shown when it is open: its summary, and who is in it, in the order they joined; the first is the host. */
public record RoomSnapshot(RoomSummary summary, List<Guest> guests) {

    public RoomSnapshot {
        guests = List.copyOf(guests);
    }

    /**
     * A member as others see them.
     *
     * @param joined the entry by which they came in
     * @param read how far they have read
     */
    public record Guest(Account account, Sequence joined, Sequence read, Presence presence) {}
}
