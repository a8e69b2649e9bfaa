package dev.sarangbang.adapter.simulation;

import dev.sarangbang.adapter.simulation.check.Invariant;
import dev.sarangbang.adapter.simulation.check.Violation;
import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.fault.Plan;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes a failing plan smaller: leaves out kinds of faults, time, and then single faults and acts, as long as the same invariant is
 * violated. What is left is what it takes.
 */
final class Minimiser {

    /** More would keep whoever waits for it waiting. */
    private static final int RUNS_MAX = 400;

    private static final int LINES_MAX = 150;

    private final Invariant invariant;
    private Outcome smallest;
    private int runs;

    private Minimiser(Outcome failed) {
        this.smallest = failed;
        this.invariant = failed.violation().orElseThrow().invariant();
    }

    /** The smallest plan found that violates the same invariant, with its history. */
    static Outcome minimise(Outcome failed) {
        var minimiser = new Minimiser(failed);
        minimiser.leaveOutFaults();
        minimiser.shorten();
        minimiser.leaveOutOrdinals();
        return Simulation.run(minimiser.smallest.plan(), true);
    }

    /** The end of the history, and of the beginning what says in what world it took place. */
    static List<String> readable(Outcome outcome) {
        List<String> lines = outcome.history();
        return lines.size() <= LINES_MAX ? lines : lines.subList(lines.size() - LINES_MAX, lines.size());
    }

    private void leaveOutFaults() {
        for (Fault fault : Fault.values()) {
            if (smallest.plan().has(fault)) {
                accept(smallest.plan().without(fault));
            }
        }
    }

    private void shorten() {
        for (int seconds = smallest.plan().chaosSeconds() / 2; seconds > 0; seconds /= 2) {
            if (!accept(smallest.plan().shortenedTo(seconds))) {
                return;
            }
        }
    }

    /** Halves of halves, from the end, where what is left out changes least of what came before. */
    private void leaveOutOrdinals() {
        for (int size = Math.max(1, smallest.ordinals() / 2); runs < RUNS_MAX; size /= 2) {
            for (int end = smallest.ordinals(); end > 0 && runs < RUNS_MAX; end -= size) {
                var range = new TreeSet<Integer>();
                for (int i = Math.max(0, end - size); i < end; i++) {
                    if (!smallest.plan().leftOut().contains(i)) {
                        range.add(i);
                    }
                }
                if (!range.isEmpty()) {
                    accept(smallest.plan().leavingOut(range));
                }
            }
            if (size == 1) {
                return;
            }
        }
    }

    private boolean accept(Plan plan) {
        runs++;
        Outcome outcome = Simulation.run(plan, false);
        Optional<Violation> violation = outcome.violation();
        boolean same = violation.filter(found -> found.invariant() == invariant).isPresent();
        if (same) {
            smallest = outcome;
        }
        return same;
    }
}
