package dev.sarangbang.benchmarks.load;

import dev.sarangbang.benchmarks.baseline.BareBroadcast;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The yardstick: Tyrus as it comes, passing texts on. */
@Command(
        name = "serve-bare",
        mixinStandardHelpOptions = true,
        description =
                "Starts a bare Tyrus server that passes every text on to everyone in the room, and stores nothing.")
public final class ServeBareCommand implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "8081", description = "where to listen, on loopback (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--rooms", defaultValue = "100", description = "rooms (${DEFAULT-VALUE})")
    private int rooms;

    @Override
    public Integer call() throws Exception {
        BareBroadcast.serve(port, rooms);
        return 0;
    }
}
