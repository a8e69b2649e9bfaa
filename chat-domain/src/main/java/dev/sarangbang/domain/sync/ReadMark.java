package dev.sarangbang.domain.sync;

import java.util.Comparator;

/**
 * How far a person has read in one room, on any device. {@code messageNumber} is that of the entry at {@code sequence}, so
 * that the number of unread messages is a difference, never a counter that could drift. Ordered by epoch, then sequence.
 */
public record ReadMark(Epoch epoch, Sequence sequence, long messageNumber) implements Comparable<ReadMark> {

    private static final Comparator<ReadMark> ORDER =
            Comparator.comparing(ReadMark::epoch).thenComparing(ReadMark::sequence);

    public ReadMark {
        if (messageNumber < 0 || messageNumber > sequence.value()) {
            throw new IllegalArgumentException("more messages than entries: " + messageNumber + " of " + sequence);
        }
    }

    @Override
    public int compareTo(ReadMark other) {
        return ORDER.compare(this, other);
    }

    /** The further of two marks. */
    public static ReadMark max(ReadMark a, ReadMark b) {
        return a.compareTo(b) < 0 ? b : a;
    }
}
