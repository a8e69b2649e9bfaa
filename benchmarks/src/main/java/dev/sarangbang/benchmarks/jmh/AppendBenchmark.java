package dev.sarangbang.benchmarks.jmh;

import dev.sarangbang.adapter.memory.InMemoryRoomLog;
import dev.sarangbang.adapter.sqlite.SqliteStore;
import dev.sarangbang.adapter.sqlite.WriteListener;
import dev.sarangbang.benchmarks.Sample;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Durable appends to the room log: alone, and from many rooms at once, where they share commits. Counts changes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class AppendBenchmark {

    /** Which adapter. */
    @Param({"sqlite", "in-memory"})
    public String store = "";

    /** Entries in each change. */
    @Param({"1", "8"})
    public int batch;

    private Optional<SqliteStore> sqlite = Optional.empty();
    private Optional<RoomLog> log = Optional.empty();

    /** Opens the store. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        if (store.equals("sqlite")) {
            sqlite = Optional.of(SqliteStore.open(Files.createTempDirectory("sarangbang-jmh"), WriteListener.NONE));
            log = sqlite.map(SqliteStore::roomLog);
        } else {
            log = Optional.of(new InMemoryRoomLog());
        }
    }

    /** Closes the store. */
    @TearDown(Level.Trial)
    public void close() {
        sqlite.ifPresent(SqliteStore::close);
    }

    /** One room of one thread. */
    @State(Scope.Thread)
    public static class OwnRoom {
        private final Sample sample = new Sample();
        private Optional<Room> room = Optional.empty();

        Appending append(RoomLog log, int entries) {
            RoomChange change = sample.say(room.orElseGet(() -> sample.open(log)), entries);
            room = Optional.of(change.after());
            return log.append(change);
        }
    }

    /** One writer: every change is a commit. */
    @Benchmark
    public Appending alone(OwnRoom room) {
        return room.append(log.orElseThrow(), batch);
    }

    /** Sixty-four writers, each with a room. */
    @Benchmark
    @Threads(64)
    public Appending together(OwnRoom room) {
        return room.append(log.orElseThrow(), batch);
    }
}
