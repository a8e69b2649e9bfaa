package dev.sarangbang.adapter.simulation;

import dev.sarangbang.adapter.simulation.check.Names;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.fault.Plan;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code ./chat simulate}: runs seeds and says what they found. */
@Command(
        name = "./chat simulate",
        description = "Runs the whole chat, nodes, devices and faults, in virtual time, once for each seed.",
        footer = {
            "",
            "Exits with 1 if an invariant of docs/guarantees.md is violated, and prints the shortest history found that violates it;",
            "also if 2,000 seeds or more met nothing of some kind that they should have met: a quiet simulation proves little.",
            "./chat simulate --negative-controls shows that known-wrong versions of the chat are caught."
        },
        mixinStandardHelpOptions = true)
public final class Simulate implements Callable<Integer> {

    private static final long PROGRESS_NANOS = 5_000_000_000L;

    /** So many seeds meet every situation. */
    private static final long SEEDS_OF_A_WHOLE_CAMPAIGN = 2_000;

    private final PrintStream out = System.out;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds to run (default ${DEFAULT-VALUE}).")
    private long seeds = 2_000;

    @Option(names = "--seed", paramLabel = "S", description = "The first seed (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--trace", description = "Print the whole history of the first seed.")
    private boolean trace;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description = "How many seeds run at the same time (default: one for each core).")
    private int atOnce = Runtime.getRuntime().availableProcessors();

    private final CommandLine commandLine = new CommandLine(this);

    private Simulate() {}

    /** Exits with 1 if an invariant was violated, or too little came about to say so. */
    public static void main(String[] arguments) {
        System.exit(new Simulate().commandLine.execute(arguments));
    }

    @Override
    public Integer call() {
        if (seeds < 1 || atOnce < 1) {
            throw new ParameterException(commandLine, "there is nothing to run: --seeds and --at-once are at least 1");
        }
        if (trace) {
            Outcome outcome = Simulation.run(Plan.of(seed), true);
            outcome.history().forEach(out::println);
            return outcome.violation().isPresent() ? 1 : 0;
        }
        long began = System.nanoTime();
        var toldAt = new AtomicLong(began);
        var campaign = new Campaign(seed, seeds, atOnce);
        campaign.run(now -> {
            long told = toldAt.get();
            long time = System.nanoTime();
            if (time - told > PROGRESS_NANOS && toldAt.compareAndSet(told, time)) {
                tell(now, began);
            }
        });
        tell(campaign, began);
        out.println("What came about:");
        campaign.situations().lines().forEach(out::println);
        Set<Situation> missing = campaign.situations().missing();
        missing.forEach(situation -> out.println("never: " + Names.inWords(situation)));
        campaign.failure().map(Simulate::explained).ifPresent(out::println);
        boolean tooQuiet = campaign.seeds() >= SEEDS_OF_A_WHOLE_CAMPAIGN && !missing.isEmpty();
        return campaign.failure().isPresent() || tooQuiet ? 1 : 0;
    }

    private void tell(Campaign campaign, long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        out.printf(
                "%,d of %,d seeds, %,.0f a minute, %,.0f port calls a second, at least %,d in each%n",
                campaign.seeds(),
                seeds,
                campaign.seeds() / seconds * 60,
                campaign.portCalls() / seconds,
                campaign.portCallsLeast());
    }

    /** What a failing seed found, and the shortest history found that finds the same. */
    static String explained(Outcome failed) {
        Outcome small = Minimiser.minimise(failed);
        var lines = new ArrayList<String>();
        lines.add("VIOLATION " + failed.violation().orElseThrow().getMessage());
        lines.add("with " + failed.plan().inWords());
        lines.add("again: ./chat simulate --trace --seed " + failed.plan().seed());
        lines.add("made smaller: " + small.plan().inWords());
        lines.addAll(Minimiser.readable(small));
        return String.join("\n", lines);
    }
}
