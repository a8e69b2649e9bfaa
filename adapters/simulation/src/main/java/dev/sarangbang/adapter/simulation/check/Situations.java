package dev.sarangbang.adapter.simulation.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How often each {@link Situation} came about. Used by one thread. */
public final class Situations {

    private final long[] counts = new long[Situation.values().length];

    /** It came about. */
    public void note(Situation situation) {
        counts[situation.ordinal()]++;
    }

    /** How often it did. */
    public long count(Situation situation) {
        return counts[situation.ordinal()];
    }

    /** Adds the counts of {@code others}. */
    public void add(Situations others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
    }

    /** What never came about. */
    public Set<Situation> missing() {
        Set<Situation> missing = EnumSet.noneOf(Situation.class);
        for (Situation situation : Situation.values()) {
            if (count(situation) == 0) {
                missing.add(situation);
            }
        }
        return missing;
    }

    /** A line for each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Situation situation : Situation.values()) {
            lines.add("%,12d  %s".formatted(count(situation), Names.inWords(situation)));
        }
        return lines;
    }
}
