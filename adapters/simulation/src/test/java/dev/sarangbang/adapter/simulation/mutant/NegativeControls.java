package dev.sarangbang.adapter.simulation.mutant;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** {@code ./chat simulate --negative-controls}: says of each mutant which seed catches it, and by what. */
public final class NegativeControls {

    private NegativeControls() {}

    /** Exits with 1 unless each is caught. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        List<Hunt> hunts = run(out, Map.of(), Hunt.SEEDS_MAX);
        long caught = hunts.stream().filter(hunt -> hunt.caughtBy().isPresent()).count();
        out.println("caught " + caught + " of " + Mutants.ALL.size());
        System.exit(caught == Mutants.ALL.size() ? 0 : 1);
    }

    /**
     * Hunts all of them, as many at once as there are cores, each with the seed that {@code first} has for it and then through
     * {@code seedsMax} seeds at most, and says how each went.
     */
    static List<Hunt> run(PrintStream out, Map<String, Long> first, long seedsMax) throws InterruptedException {
        Queue<Mutant> waiting = new ConcurrentLinkedQueue<>(Mutants.ALL);
        Queue<Hunt> done = new ConcurrentLinkedQueue<>();
        List<Thread> hunters = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(ignored -> Thread.ofPlatform().start(() -> {
                    for (Mutant mutant = waiting.poll(); mutant != null; mutant = waiting.poll()) {
                        Hunt hunt = new Hunt(mutant);
                        if (first.containsKey(mutant.name())) {
                            long seed = first.get(mutant.name());
                            hunt.through(seed, seed);
                        }
                        hunt.through(1, seedsMax);
                        done.add(hunt);
                        out.printf(
                                "%-58s %s%n",
                                mutant.name(),
                                hunt.caughtBy().isPresent()
                                        ? "seed " + hunt.caughtBy().getAsLong() + ", " + hunt.invariant()
                                        : "NOT CAUGHT by " + seedsMax + " seeds");
                    }
                }))
                .toList();
        for (Thread hunter : hunters) {
            hunter.join();
        }
        return List.copyOf(done);
    }
}
