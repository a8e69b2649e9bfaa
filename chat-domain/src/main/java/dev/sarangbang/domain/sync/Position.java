package dev.sarangbang.domain.sync;

import dev.sarangbang.domain.id.MessageId;
import java.util.Comparator;

/**
 * How far a device has come in one room: it has every entry up to and with this one. This is the requirement's
 * {@code cur_max_message_id}, kept honest: the message id says the same as the sequence, because ids increase in the order
 * of the log, and the epoch says which log is meant. Ordered by epoch, then sequence.
 */
public record Position(Epoch epoch, Sequence sequence, MessageId messageId) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::epoch).thenComparing(Position::sequence);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
