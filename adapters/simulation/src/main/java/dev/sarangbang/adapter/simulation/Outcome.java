package dev.sarangbang.adapter.simulation;

import dev.sarangbang.adapter.simulation.check.Situations;
import dev.sarangbang.adapter.simulation.check.Violation;
import dev.sarangbang.adapter.simulation.fault.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What came of a seed.
 *
 * @param portCalls how many times any port was called
 * @param ordinals how many acts and faults there were, each of which can be left out by its number
 * @param history what happened, if that was wanted
 */
record Outcome(
        Plan plan,
        Optional<Violation> violation,
        long portCalls,
        int ordinals,
        Situations situations,
        List<String> history) {}
