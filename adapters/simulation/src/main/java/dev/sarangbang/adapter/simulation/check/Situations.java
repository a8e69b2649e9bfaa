package dev.sarangbang.adapter.simulation.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often each {@link Situation} came about. Used by one thread. */
public final class Situations {

    private final Map<Situation, Long> counts = new EnumMap<>(Situation.class);

    /** It came about. */
    public void note(Situation situation) {
        counts.merge(situation, 1L, Long::sum);
    }

    /** How often it did. */
    public long count(Situation situation) {
        return counts.getOrDefault(situation, 0L);
    }

    /** Adds the counts of {@code others}. */
    public void add(Situations others) {
        others.counts.forEach((situation, count) -> counts.merge(situation, count, Long::sum));
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
