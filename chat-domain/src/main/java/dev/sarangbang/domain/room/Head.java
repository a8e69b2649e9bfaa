package dev.sarangbang.domain.room;

import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;

/** Where a room's log ends: what its last entry was. */
public record Head(Sequence sequence, MessageId messageId, long messageNumber, Instant at) {

    /** The head of a log that ends with {@code entry}. */
    public static Head at(Entry entry) {
        return new Head(entry.sequence(), entry.id(), entry.messageNumber(), entry.at());
    }
}
