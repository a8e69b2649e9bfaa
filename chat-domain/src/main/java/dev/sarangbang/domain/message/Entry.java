package dev.sarangbang.domain.message;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One thing that happened in a room, at its place in the room's log. Entries never change and are never taken back.
 *
 * @param sequence dense: 1, 2, 3 … in each room
 * @param id strictly increasing within the room
 * @param messageNumber how many entries up to and with this one are messages
 * @param author who did it
 * @param clientId the author's own name for it, by which a retry is recognised
 * @param at when, by the clock of the node that wrote it, in whole milliseconds: for people to read, not to order by
 */
public record Entry(
        RoomId room,
        Sequence sequence,
        MessageId id,
        long messageNumber,
        AccountId author,
        ClientMessageId clientId,
        Instant at,
        Content content) {
    public Entry {
        if (sequence.equals(Sequence.BEFORE_FIRST)) {
            throw new IllegalArgumentException("an entry has a place in its log");
        }
        if (messageNumber < 0 || messageNumber > sequence.value()) {
            throw new IllegalArgumentException("message " + messageNumber + " at " + sequence);
        }
        if (!at.truncatedTo(ChronoUnit.MILLIS).equals(at)) {
            throw new IllegalArgumentException("finer than milliseconds: " + at);
        }
    }
}
