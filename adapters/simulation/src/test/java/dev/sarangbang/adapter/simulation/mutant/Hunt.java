package dev.sarangbang.adapter.simulation.mutant;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.OptionalLong;

/** Looks for the first seed that catches a mutant. */
final class Hunt {

    /** Whatever is not caught by then counts as not caught. */
    static final long SEEDS_MAX = 10_000;

    private final Mutant mutant;
    private final Method probe;
    private final Method probeOfTheRealThing;
    private OptionalLong caughtBy = OptionalLong.empty();
    private String violation = "";

    Hunt(Mutant mutant) {
        this.mutant = mutant;
        this.probe = probe(MutantLoader.of(mutant));
        this.probeOfTheRealThing = probe(MutantLoader.ofWorldOf(mutant));
    }

    private Method probe(MutantLoader world) {
        try {
            return world.loadClass("dev.sarangbang.adapter.simulation.Probe").getMethod("violation", long.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(mutant.name(), e);
        }
    }

    /** Runs the seeds from {@code first} to {@code last} until one catches it, unless one has. */
    Hunt through(long first, long last) {
        try {
            for (long seed = first; seed <= last && caughtBy.isEmpty(); seed++) {
                Object found = probe.invoke(null, seed);
                // What the real thing is caught by as well says nothing about the mutant.
                if (found != null && probeOfTheRealThing.invoke(null, seed) == null) {
                    caughtBy = OptionalLong.of(seed);
                    violation = (String) found;
                }
            }
            return this;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(mutant.name(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(mutant.name(), e);
        }
    }

    Mutant mutant() {
        return mutant;
    }

    /** The seed that caught it, if one did. */
    OptionalLong caughtBy() {
        return caughtBy;
    }

    /** What that seed found. */
    String violation() {
        return violation;
    }

    /** Without the details, which name numbers. */
    String invariant() {
        int colon = violation.indexOf(':');
        return colon < 0 ? violation : violation.substring(0, colon);
    }
}
