package dev.sarangbang.adapter.simulation;

import dev.sarangbang.adapter.simulation.check.Violation;
import dev.sarangbang.adapter.simulation.fault.Plan;

/** What is called in a mutated copy of the project: speaks only of types that both sides share. */
public final class Probe {

    private Probe() {}

    /** The message of the violation that {@code seed} leads to, or null. */
    public static String violation(long seed) {
        return Simulation.run(Plan.of(seed), false)
                .violation()
                .map(Violation::getMessage)
                .orElse(null);
    }
}
