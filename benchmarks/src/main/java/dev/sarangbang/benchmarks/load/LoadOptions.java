package dev.sarangbang.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Option;

/** What the commands that put messages on a server have in common. */
final class LoadOptions {

    private static final double TOO_SLOW_NANOS = 500e6;
    private static final int DRAIN_SECONDS = 15;

    @Option(
            names = "--url",
            split = ",",
            defaultValue = "http://127.0.0.1:8080",
            description = "the server; or several nodes, with commas between them (${DEFAULT-VALUE})")
    List<URI> urls = List.of();

    @Option(names = "--rooms", defaultValue = "100", description = "rooms (${DEFAULT-VALUE})")
    int rooms;

    @Option(names = "--members", defaultValue = "10", description = "members of each (${DEFAULT-VALUE})")
    int members;

    @Option(
            names = "--rate",
            defaultValue = "200",
            description = "messages a second, over all rooms (${DEFAULT-VALUE})")
    double rate;

    @Option(names = "--seconds", defaultValue = "15", description = "measured time (${DEFAULT-VALUE})")
    int seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "seconds before that (${DEFAULT-VALUE})")
    int warmUp;

    @Option(names = "--text", defaultValue = "120", description = "bytes of each text (${DEFAULT-VALUE})")
    int textBytes;

    @Option(names = "--pid", split = ",", description = "the server's process, to report what it cost; or all nodes'")
    List<Long> pids = List.of();

    @Option(
            names = "--ramp",
            defaultValue = "1",
            description =
                    "raise the rate by this factor, run by run, until the 99th percentile passes 500 ms (${DEFAULT-VALUE}: one run)")
    double ramp;

    List<Seat> seatsWithoutAccounts() {
        List<Seat> seats = new ArrayList<>();
        for (int place = 0; place < members; place++) {
            for (int room = 0; room < rooms; room++) {
                seats.add(new Seat(room, place, Integer.toString(room), ""));
            }
        }
        return seats;
    }

    /** Runs, and says whether all that came back was right. */
    boolean run(Dialect dialect, List<Seat> seats) throws InterruptedException {
        try (var driver = new Driver(urls, dialect, seats)) {
            driver.connect();
            boolean right = true;
            int step = 0;
            for (double now = rate; ; now *= ramp) {
                var plan =
                        new Plan("s" + step++, now, warmUp, seconds, members - 1, DRAIN_SECONDS, "x".repeat(textBytes));
                System.out.println(
                        String.format(Locale.ROOT, "--- %.0f messages/s, %d rooms of %d", now, rooms, members));
                long cpuBefore = cpuNanos();
                Report report = driver.drive(plan);
                report.print(System.out);
                printCpu(report, cpuNanos() - cpuBefore);
                boolean slow = report.toDelivery().getValueAtPercentile(99) > TOO_SLOW_NANOS;
                right &= report.missing() == 0
                        && report.duplicates() == 0
                        && report.disorder() == 0
                        && report.closed() == 0;
                if (ramp <= 1 || slow || !right) {
                    return right;
                }
            }
        }
    }

    /** Where people sign up. */
    URI url() {
        return urls.get(0);
    }

    private long cpuNanos() {
        return pids.stream()
                .mapToLong(pid -> new ServerCpu(pid).used().toNanos())
                .sum();
    }

    private void printCpu(Report report, long nanos) {
        if (!pids.isEmpty()) {
            double frames = report.acks() + report.deliveries();
            System.out.println(String.format(
                    Locale.ROOT,
                    "server CPU  %.1f %% of a core, %.2f µs for each frame delivered",
                    nanos / 1e7 / report.seconds(),
                    nanos / 1e3 / frames));
        }
    }

    /** Rooms and members as real accounts. */
    List<Seat> settle(String run) throws InterruptedException, ExecutionException, IOException {
        return new Village(url(), run).settle(rooms, members);
    }
}
