package dev.sarangbang.benchmarks.load;

import dev.sarangbang.adapter.sqlite.SqliteStore;
import dev.sarangbang.adapter.sqlite.WriteListener;
import dev.sarangbang.benchmarks.Sample;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.sync.Sequence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What reading costs as a room grows: it should not depend on the room's length, only on what is read. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "Fills one room of a SQLite store step by step and measures, at each length, reads of pages and of what was missed.")
public final class HistoryCommand implements Callable<Integer> {

    private static final int READS = 2_000;
    private static final int PAGE = 50;
    private static final int[] MISSED = {1, 10, 100, 200};

    @Option(
            names = "--lengths",
            split = ",",
            defaultValue = "1000,100000,10000000",
            description = "entries (${DEFAULT-VALUE})")
    private List<Long> lengths = List.of();

    @Option(names = "--data-dir", defaultValue = "", description = "an empty directory; a temporary one if not given")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws Exception {
        Path data = directory.toString().isEmpty() ? Files.createTempDirectory("sarangbang-history") : directory;
        try (var store = SqliteStore.open(data, WriteListener.NONE)) {
            RoomLog log = store.roomLog();
            var sample = new Sample();
            Room room = sample.open(log);
            for (long length : lengths) {
                long start = System.nanoTime();
                long from = room.head().sequence().value();
                room = sample.grow(log, room, length);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.println(String.format(
                        Locale.ROOT, "--- %,d entries (filled at %,.0f/s)", length, (length - from) / seconds));
                measure(log, room, length);
            }
        }
        return 0;
    }

    private static void measure(RoomLog log, Room room, long length) {
        long stride = Math.max(0, (length - PAGE) / READS);
        for (int warmUp = 0; warmUp < 2; warmUp++) {
            boolean last = warmUp == 1;
            time("page of 50, anywhere", last, i -> log.before(room.id(), new Sequence(PAGE + 1 + i * stride), PAGE));
            for (int missed : MISSED) {
                time(missed + " missed", last, i -> log.after(room.id(), new Sequence(length - missed), missed));
            }
        }
    }

    private interface Read {
        List<?> entries(int i);
    }

    private static void time(String what, boolean print, Read read) {
        var histogram = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        for (int i = 0; i < READS; i++) {
            long start = System.nanoTime();
            if (read.entries(i).isEmpty()) {
                throw new IllegalStateException("nothing was read");
            }
            histogram.recordValue(System.nanoTime() - start);
        }
        if (print) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-22s p50 %.3f  p99 %.3f ms",
                    what,
                    histogram.getValueAtPercentile(50) / 1e6,
                    histogram.getValueAtPercentile(99) / 1e6));
        }
    }
}
