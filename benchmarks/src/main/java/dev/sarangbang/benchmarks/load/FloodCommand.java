package dev.sarangbang.benchmarks.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What others notice of one attacker. */
@Command(
        name = "flood",
        mixinStandardHelpOptions = true,
        description =
                "Has people talk with and without an attacker who sends as fast as it can, turn by turn, and compares what they wait.")
public final class FloodCommand implements Callable<Integer> {

    private static final double RISE_MAX = 1.2;
    private static final int DRAIN_SECONDS = 5;

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Option(
            names = "--attack-rate",
            defaultValue = "2000",
            description = "frames a second of the attacker (${DEFAULT-VALUE})")
    private double attackRate;

    @Option(names = "--turns", defaultValue = "3", description = "of each kind (${DEFAULT-VALUE})")
    private int turns;

    @Override
    public Integer call() throws Exception {
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        List<Seat> seats = options.settle(run);
        Seat attackers = new Village(options.url(), run + "-x").settle(1, 2).get(0);
        List<Double> calm = new ArrayList<>();
        List<Double> attacked = new ArrayList<>();
        try (var driver = new Driver(options.urls, new SarangbangDialect(run), seats)) {
            driver.connect();
            for (int turn = 0; turn < turns; turn++) {
                calm.add(p99(driver, "calm" + turn));
                try (var attacker = new Attacker(options.url(), attackers, attackRate, run + "-" + turn)) {
                    attacker.start();
                    attacked.add(p99(driver, "attacked" + turn));
                    System.out.println(
                            "attacker    sent " + attacker.sent() + " frames in " + attacker.visits() + " visits");
                }
            }
        }
        double ratio = median(attacked) / median(calm);
        System.out.println(String.format(
                Locale.ROOT,
                "99th percentile to delivery: calm %.2f ms, attacked %.2f ms (medians of %d turns): %.2f times as long",
                median(calm),
                median(attacked),
                turns,
                ratio));
        return ratio < RISE_MAX ? 0 : 1;
    }

    private double p99(Driver driver, String name) throws InterruptedException {
        var plan = new Plan(
                name,
                options.rate,
                options.warmUp,
                options.seconds,
                options.members - 1,
                DRAIN_SECONDS,
                "x".repeat(options.textBytes));
        System.out.println("--- " + name);
        Report report = driver.drive(plan);
        report.print(System.out);
        if (report.missing() > 0 || report.closed() > 0 || report.refusals() > 0) {
            throw new IllegalStateException("people who did nothing wrong were not served");
        }
        return report.toDelivery().getValueAtPercentile(99) / 1e6;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }
}
