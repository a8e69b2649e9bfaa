package dev.sarangbang.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a connection costs that does nothing. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        description = "Opens many connections that stay silent, and reports the memory each adds to the server.")
public final class IdleCommand implements Callable<Integer> {

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "the server (${DEFAULT-VALUE})")
    private java.net.URI url = java.net.URI.create("http://127.0.0.1:8080");

    @Option(names = "--connections", defaultValue = "5000", description = "how many (${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--per-account", defaultValue = "5", description = "devices of one account (${DEFAULT-VALUE})")
    private int perAccount;

    @Option(names = "--bare", description = "the server is the one that 'serve-bare' starts")
    private boolean bare;

    @Option(names = "--pid", required = true, description = "the server's process, on this machine")
    private long pid;

    @Option(names = "--hold", defaultValue = "10", description = "seconds to hold them open (${DEFAULT-VALUE})")
    private int holdSeconds;

    @Override
    public Integer call() throws Exception {
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        var server = new ServerMemory(pid);
        List<Seat> seats = new ArrayList<>();
        List<String> cookies =
                bare ? List.of() : new Village(url, run).signUp((connections + perAccount - 1) / perAccount);
        for (int i = 0; i < connections; i++) {
            seats.add(new Seat(i % 100, i, Integer.toString(i % 100), bare ? "" : cookies.get(i / perAccount)));
        }
        ServerMemory.Reading before = server.read();
        long start = System.nanoTime();
        try (var driver = new Driver(url, bare ? new BareDialect() : new SarangbangDialect(run), seats)) {
            driver.connect();
            double seconds = (System.nanoTime() - start) / 1e9;
            TimeUnit.SECONDS.sleep(holdSeconds);
            ServerMemory.Reading after = server.read();
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d connections in %.1f s; each adds %.1f KiB of live heap and %.1f KiB resident (%d -> %d MiB)",
                    connections,
                    seconds,
                    (after.heapKib() - before.heapKib()) / (double) connections,
                    (after.residentKib() - before.residentKib()) / (double) connections,
                    before.residentKib() / 1024,
                    after.residentKib() / 1024));
        }
        return 0;
    }
}
