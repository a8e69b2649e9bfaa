package dev.sarangbang.adapter.simulation.check;

/** An invariant does not hold. An error, so that no code under test takes it for something it may handle. */
public final class Violation extends Error {

    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    public Violation(Invariant invariant, String details) {
        super(invariant + ": " + details);
        this.invariant = invariant;
    }

    /** Which. */
    public Invariant invariant() {
        return invariant;
    }

    /** Throws unless {@code holds}. */
    public static void unless(boolean holds, Invariant invariant, java.util.function.Supplier<String> details) {
        if (!holds) {
            throw new Violation(invariant, details.get());
        }
    }
}
