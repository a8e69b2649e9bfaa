package dev.sarangbang.adapter.simulation.fault;

import dev.sarangbang.adapter.simulation.schedule.Chance;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one seed makes: how big the world is, how long things go wrong, and what does. A plan can be made smaller while the rest of the
 * history stays much as it was; that is how a failing seed is cut down.
 *
 * @param seed decides everything else
 * @param nodes how many nodes
 * @param people how many accounts
 * @param devicesEach how many devices each account has at most
 * @param rooms how many rooms there are to begin with
 * @param chaosSeconds how long people act and things go wrong, in virtual time
 * @param faults what goes wrong
 * @param flood whether one device says hundreds of things at once
 * @param hibernation whether a node stands still for longer than it may use its number, and another borrows that number meanwhile
 * @param mood what people are bent on
 * @param leftOut ordinals of faults and acts that are left out
 */
public record Plan(
        long seed,
        int nodes,
        int people,
        int devicesEach,
        int rooms,
        int chaosSeconds,
        Set<Fault> faults,
        boolean flood,
        boolean hibernation,
        Mood mood,
        Set<Integer> leftOut) {

    private static final int FLOOD_ONE_IN = 25;
    private static final int HIBERNATION_ONE_IN = 30;
    private static final int MOOD_ONE_IN = 3;
    private static final int CROWD_ONE_IN = 6;
    private static final int CALM_ONE_IN = 12;

    public Plan {
        faults = Set.copyOf(faults);
        leftOut = Set.copyOf(leftOut);
    }

    /** The plan of {@code seed}. */
    public static Plan of(long seed) {
        var chance = Chance.of(seed, "plan", 0);
        boolean crowd = chance.oneIn(CROWD_ONE_IN);
        int nodes = 1 + chance.below(3);
        int people = crowd ? 11 + chance.below(3) : 2 + chance.below(4);
        int devicesEach = crowd ? 1 : 1 + chance.below(3);
        int rooms = crowd ? 1 : 1 + chance.below(3);
        int chaosSeconds = 20 + chance.below(50);
        boolean calm = chance.oneIn(CALM_ONE_IN);
        double share = 0.15 + 0.6 * chance.below(100) / 100.0;
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (chance.with(share) && !calm) {
                faults.add(fault);
            }
        }
        boolean flood = chance.oneIn(FLOOD_ONE_IN);
        boolean hibernation = !calm && nodes > 1 && chance.oneIn(HIBERNATION_ONE_IN);
        Mood mood = chance.oneIn(MOOD_ONE_IN) ? chance.oneOf(List.of(Mood.FOUNDING, Mood.READING)) : Mood.ANY;
        if (flood) {
            faults.remove(Fault.HOLD_EMPTIED); // or it never overflows
        }
        return new Plan(
                seed, nodes, people, devicesEach, rooms, chaosSeconds, faults, flood, hibernation, mood, Set.of());
    }

    /** Whether this kind of thing goes wrong. */
    public boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /** The same without {@code fault}. */
    public Plan without(Fault fault) {
        Set<Fault> fewer = EnumSet.noneOf(Fault.class);
        fewer.addAll(faults);
        fewer.remove(fault);
        return new Plan(
                seed, nodes, people, devicesEach, rooms, chaosSeconds, fewer, flood, hibernation, mood, leftOut);
    }

    /** The same, leaving out these besides. */
    public Plan leavingOut(Set<Integer> ordinals) {
        Set<Integer> more = new TreeSet<>(leftOut);
        more.addAll(ordinals);
        return new Plan(seed, nodes, people, devicesEach, rooms, chaosSeconds, faults, flood, hibernation, mood, more);
    }

    /** The same with a shorter chaos. */
    public Plan shortenedTo(int seconds) {
        return new Plan(seed, nodes, people, devicesEach, rooms, seconds, faults, flood, hibernation, mood, leftOut);
    }

    /** In a line; the same on every run. */
    public String inWords() {
        return "seed %d: %d nodes, %d people with up to %d devices, %d rooms, %d s of chaos%s%s%s, faults %s%s"
                .formatted(
                        seed,
                        nodes,
                        people,
                        devicesEach,
                        rooms,
                        chaosSeconds,
                        flood ? ", a flood" : "",
                        hibernation ? ", a hibernation" : "",
                        mood == Mood.ANY ? "" : ", bent on " + mood.name().toLowerCase(Locale.ROOT),
                        new TreeSet<>(faults),
                        leftOut.isEmpty() ? "" : ", " + leftOut.size() + " left out");
    }
}
