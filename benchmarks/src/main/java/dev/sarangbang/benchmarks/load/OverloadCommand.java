package dev.sarangbang.benchmarks.load;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is left of a server that is asked for more than it can do. */
@Command(
        name = "overload",
        mixinStandardHelpOptions = true,
        description =
                "Raises the rate from --rate until the server keeps up no more, then offers twice what it managed, and compares the messages acknowledged within a second.")
public final class OverloadCommand implements Callable<Integer> {

    private static final double LEFT_MIN = 0.8;
    private static final double KEEPS_UP = 0.95;
    private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int DRAIN_SECONDS = 5;

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Option(names = "--step", defaultValue = "1.4", description = "by which the rate is raised (${DEFAULT-VALUE})")
    private double step;

    @Override
    public Integer call() throws Exception {
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        List<Seat> seats = options.settle(run);
        double saturation = 0;
        double goodput = 0;
        int runs = 0;
        for (double rate = options.rate; goodput >= saturation * KEEPS_UP; rate *= step) {
            goodput = goodput(seats, run, "s" + runs++, rate);
            saturation = Math.max(saturation, goodput);
            if (goodput < rate * KEEPS_UP) {
                break;
            }
        }
        double overloaded = goodput(seats, run, "over", 2 * saturation);
        double ratio = overloaded / saturation;
        System.out.println(String.format(
                Locale.ROOT,
                "acknowledged within a second: %.0f messages/s at saturation, %.0f when offered %.0f: %.2f of it",
                saturation,
                overloaded,
                2 * saturation,
                ratio));
        return ratio >= LEFT_MIN ? 0 : 1;
    }

    /** Messages a second that were acknowledged within a second of when they were due, on connections of their own. */
    private double goodput(List<Seat> seats, String run, String name, double rate) throws InterruptedException {
        seats.forEach(seat -> seat.heardUpTo = -1);
        try (var driver = new Driver(options.urls, new SarangbangDialect(run), seats)) {
            driver.connect();
            var plan = new Plan(
                    name,
                    rate,
                    options.warmUp,
                    options.seconds,
                    options.members - 1,
                    DRAIN_SECONDS,
                    "x".repeat(options.textBytes));
            System.out.println(String.format(Locale.ROOT, "--- offered %.0f messages/s", rate));
            Report report = driver.drive(plan);
            report.print(System.out);
            double good = report.toAck().getCountBetweenValues(0, GOOD_NANOS) / (double) options.seconds;
            System.out.println(String.format(Locale.ROOT, "goodput     %.0f messages/s", good));
            return good;
        }
    }
}
