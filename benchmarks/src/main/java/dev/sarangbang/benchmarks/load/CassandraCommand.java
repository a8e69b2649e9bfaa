package dev.sarangbang.benchmarks.load;

import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Setting;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.benchmarks.Sample;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.testing.servers.CassandraServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the log in Cassandra does with no chat around it, and what one busy room is like with lanes and without. */
@Command(
        name = "cassandra",
        mixinStandardHelpOptions = true,
        description =
                "Starts a small Cassandra of its own, appends to rooms from several writers in batches of several sizes, and lets ten write"
                        + " to one room: each for himself, and through the lanes of one node.")
public final class CassandraCommand implements Callable<Integer> {

    private static final String ADAPTER = "cassandra";
    private static final int SENDERS = 10;
    private static final int[] WRITERS = {1, 8, 32};
    private static final int[] BATCHES = {1, 8, 64};

    @Option(
            names = "--contact-points",
            defaultValue = "",
            description =
                    "a Cassandra that runs already, as host:port; its keyspace 'benchmark' is used, and made with one copy of everything")
    private String contactPoints = "";

    @Option(
            names = "--batch",
            defaultValue = "0",
            description = "measure nothing but batches of this size, to compare with what lanes made of their drafts")
    private int batchOnly;

    @Option(
            names = "--rooms",
            defaultValue = "32",
            description = "with --batch: how many rooms, one batch at a time each")
    private int rooms;

    @Option(names = "--seconds", defaultValue = "6", description = "how long each step is measured (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "4", description = "how long each step runs before (${DEFAULT-VALUE})")
    private int warmUp;

    @Override
    public Integer call() {
        if (!contactPoints.isEmpty()) {
            return measure(contactPoints);
        }
        try (CassandraServer server = CassandraServer.start()) {
            return measure(server.host() + ":" + server.port());
        }
    }

    private int measure(String address) {
        try (Adapter adapter = open(address)) {
            RoomLog log = adapter.port(Port.ROOM_LOG);
            if (batchOnly > 0) {
                printBare(log, rooms, batchOnly);
                return 0;
            }
            for (int writers : WRITERS) {
                for (int batch : BATCHES) {
                    printBare(log, writers, batch);
                }
            }
            print("one room, one writer, batches of " + SENDERS, bare(log, 1, SENDERS));
            Tally apart = new HotRoom(log, SENDERS).apart(warmUp(), measured());
            print("one room, " + SENDERS + " senders, each for himself", apart);
            Tally throughLanes = new HotRoom(log, SENDERS).throughLanes(warmUp(), measured());
            print("one room, " + SENDERS + " senders, through lanes", throughLanes);
            return 0;
        }
    }

    private void printBare(RoomLog log, int writers, int batch) {
        print(writers + " rooms, batches of " + batch, bare(log, writers, batch));
    }

    /** Every writer has a room of its own. */
    private Tally bare(RoomLog log, int writers, int batch) {
        var sample = new Sample();
        List<Tally.Work> work = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            work.add(new Tally.Work() {
                private Room room = sample.open(log);

                @Override
                public int once() {
                    RoomChange change = sample.say(room, batch);
                    if (!(log.append(change) instanceof RoomLog.Appending.Appended)) {
                        throw new IllegalStateException("somebody else wrote to " + room.id());
                    }
                    room = change.after();
                    return batch;
                }
            });
        }
        return Tally.of(work, warmUp(), measured());
    }

    private static Adapter open(String address) {
        AdapterProvider provider = ServiceLoader.load(AdapterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(ADAPTER))
                .findAny()
                .orElseThrow();
        Settings settings = Settings.defaults(provider.settings());
        for (Setting<?> setting : provider.settings()) {
            settings = switch (setting.name()) {
                case "contact-points" -> settings.withText(setting, address);
                case "keyspace" -> settings.withText(setting, "benchmark");
                case "replicas" -> settings.withText(setting, "1");
                case "timeout" -> settings.withText(setting, "3s"); // a slow machine is to be measured, too
                default -> settings;
            };
        }
        return provider.open(
                new Host(settings, Path.of("unused"), InstantSource.system(), new SecureRandom(), Metrics.NONE));
    }

    private Duration warmUp() {
        return Duration.ofSeconds(warmUp);
    }

    private Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    private static void print(String what, Tally tally) {
        System.out.println(tally.line(what));
    }
}
