package dev.sarangbang.benchmarks.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What happens when everybody comes back at once, to them and to those who were there all the time. */
@Command(
        name = "storm",
        mixinStandardHelpOptions = true,
        description = {
            "Connects many devices, cuts them all off in one moment, and has them come back as clients do after a restart: say hello, and sync"
                    + " every room. Meanwhile other people talk, before, during and after.",
            "Start the server with --set adapter.password-hasher=unsafe-fast, or the sign-ups take minutes."
        })
public final class StormCommand implements Callable<Integer> {

    private static final int MISSED_MESSAGES = 3;
    private static final int DRAIN_SECONDS = 15;
    private static final int SETTLING_SECONDS = 5;

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "the server (${DEFAULT-VALUE})")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--connections", defaultValue = "5000", description = "devices that come back (${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--per-account", defaultValue = "5", description = "devices of one account (${DEFAULT-VALUE})")
    private int perAccount;

    @Option(names = "--members", defaultValue = "10", description = "members of each of their rooms (${DEFAULT-VALUE})")
    private int members;

    @Option(
            names = "--spread",
            defaultValue = "10",
            description =
                    "seconds over which they come back, each at a time of its own; 0 for all at once (${DEFAULT-VALUE})")
    private double spreadSeconds;

    @Option(
            names = "--patience",
            defaultValue = "60",
            description = "seconds after which to give up (${DEFAULT-VALUE})")
    private int patienceSeconds;

    @Option(names = "--talk-rooms", defaultValue = "10", description = "rooms of those who stay (${DEFAULT-VALUE})")
    private int talkRooms;

    @Option(names = "--rate", defaultValue = "50", description = "their messages a second (${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--seconds", defaultValue = "15", description = "how long they talk before, and during, the storm")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        int accounts = (connections + perAccount - 1) / perAccount;
        int rooms = (accounts + members - 1) / members;
        List<Seat> people = new Village(url, run + "s").settle(rooms, members);
        List<StormDevice.Owner> owners = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Seat owner = people.get(i % accounts);
            owners.add(new StormDevice.Owner(owner.session, "storm-" + i / accounts));
        }
        List<Seat> talkers = new Village(url, run + "t").settle(talkRooms, members);
        try (var storm = new Storm(url, owners);
                var talk = new Driver(url, new SarangbangDialect(run), talkers)) {
            talk.connect();
            long began = System.nanoTime();
            storm.comeIn(0, patienceSeconds);
            say("%d devices came in in %.1f s", connections, (System.nanoTime() - began) / 1e9);
            missSomething(people, run, rooms);
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);

            Report before = talk.drive(plan("before"));
            say("--- those who stay, before");
            before.print(System.out);

            storm.cut();
            CompletableFuture<Report> during = CompletableFuture.supplyAsync(() -> {
                try {
                    return talk.drive(plan("during"));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Storm.Outcome outcome = storm.comeIn(spreadSeconds, patienceSeconds);
            Report stayed = during.get();
            say("--- those who stay, during");
            stayed.print(System.out);
            say("--- those who come back");
            say(
                    "%d of %d in sync, the last %.1f s after the cut; %d attempts were sent away, %d sockets closed, %d pages read",
                    outcome.inSync(),
                    connections,
                    outcome.lastNanos() / 1e9,
                    outcome.sentAway(),
                    outcome.closed(),
                    outcome.pages());
            say("%s", percentiles("from asking to hello answered", outcome.toWelcome()));
            say("%s", percentiles("from asking to in sync       ", outcome.toSync()));
            say(
                    "p99 of those who stay: %.1f ms before, %.1f ms during",
                    before.toDelivery().getValueAtPercentile(99) / 1e6,
                    stayed.toDelivery().getValueAtPercentile(99) / 1e6);
            return outcome.inSync() == connections && stayed.missing() == 0 && stayed.duplicates() == 0 ? 0 : 1;
        }
    }

    private Plan plan(String name) {
        return new Plan(name, rate, 2, seconds, members - 1, DRAIN_SECONDS, "x".repeat(120));
    }

    /** Somebody says something in each room, so that there is something to sync. */
    private void missSomething(List<Seat> people, String run, int rooms) throws InterruptedException {
        try (var driver = new Driver(url, new SarangbangDialect(run + "m"), people.subList(0, rooms))) {
            driver.connect();
            driver.drive(new Plan("missed", 200, 0, Math.max(1, MISSED_MESSAGES * rooms / 200), 0, 1, "x".repeat(120)));
        }
    }

    private static String percentiles(String name, Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "%s p50 %.0f  p90 %.0f  p99 %.0f  max %.0f ms",
                name,
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(90) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6,
                histogram.getMaxValue() / 1e6);
    }

    @SuppressWarnings("AnnotateFormatMethod") // for this file alone
    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** A time of its own below {@code seconds}, in nanoseconds. */
    static long someTimeWithin(double seconds) {
        return seconds <= 0 ? 0 : ThreadLocalRandom.current().nextLong((long) (seconds * 1e9));
    }
}
