package dev.sarangbang.domain.sync;

/**
 * A place in one room's log. The first entry is number 1 and there are no holes; {@link #BEFORE_FIRST} precedes it.
 */
public record Sequence(long value) implements Comparable<Sequence> {

    /** The place before any entry: reading after it starts from the beginning. */
    public static final Sequence BEFORE_FIRST = new Sequence(0);

    public Sequence {
        if (value < 0) {
            throw new IllegalArgumentException("negative sequence: " + value);
        }
    }

    /** The place right after this one. */
    public Sequence next() {
        return new Sequence(Math.addExact(value, 1));
    }

    @Override
    public int compareTo(Sequence other) {
        return Long.compare(value, other.value);
    }

    /** Whether this place comes before {@code other}. */
    public boolean isBefore(Sequence other) {
        return value < other.value;
    }

    /** Whether this place comes after {@code other}. */
    public boolean isAfter(Sequence other) {
        return value > other.value;
    }

    /** The earlier of two places. */
    public static Sequence min(Sequence a, Sequence b) {
        return a.isBefore(b) ? a : b;
    }

    /** The later of two places. */
    public static Sequence max(Sequence a, Sequence b) {
        return a.isBefore(b) ? b : a;
    }
}
