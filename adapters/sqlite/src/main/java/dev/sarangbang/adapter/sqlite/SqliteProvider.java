package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.CannotOpenException;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.domain.port.PortException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongConsumer;

/** Offers every durable port, kept in one SQLite database in the server's data directory. */
public final class SqliteProvider implements AdapterProvider {

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Set<Port<?>> ports() {
        return Set.of(
                Port.ROOM_LOG,
                Port.DEVICE_CURSORS,
                Port.READ_MARKS,
                Port.ACCOUNTS,
                Port.LOGIN_SESSIONS,
                Port.ROOM_DIRECTORY,
                Port.PRESENCE_BOARD,
                Port.NODE_IDS,
                Port.MESSAGE_SEARCH);
    }

    @Override
    public Adapter open(Host host) {
        SqliteStore store = open(host, new Meters(host.metrics()));
        host.metrics().gauge("waiting.operations", "Writes that wait for the next commit.", store::waitingWrites);
        return Adapter.of(Port.ROOM_LOG, store.roomLog())
                .with(Port.DEVICE_CURSORS, store.deviceCursors())
                .with(Port.READ_MARKS, store.readMarks())
                .with(Port.ACCOUNTS, store.accounts())
                .with(Port.LOGIN_SESSIONS, store.loginSessions())
                .with(Port.ROOM_DIRECTORY, store.roomDirectory())
                .with(Port.PRESENCE_BOARD, store.presenceBoard())
                .with(Port.NODE_IDS, store.nodeIds())
                .with(Port.MESSAGE_SEARCH, store.messageSearch())
                .checkedBy(() -> health(store))
                .closedBy(store::close);
    }

    private static SqliteStore open(Host host, WriteListener listener) {
        try {
            return SqliteStore.open(host.dataDirectory(), listener);
        } catch (DataDirectoryException e) {
            throw new CannotOpenException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Health health(SqliteStore store) {
        try {
            store.check();
            return new Health.Up();
        } catch (PortException e) {
            return new Health.Down("the database does not commit");
        }
    }

    private static final class Meters implements WriteListener {
        private final LongConsumer operations;
        private final LongConsumer commits;
        private final LongConsumer failures;
        private final LongConsumer checkpoints;

        Meters(Metrics metrics) {
            this.operations = metrics.sizes("commit.operations", "Operations that share a commit.");
            this.commits = metrics.durations("commit", "From the beginning of a transaction until it is on the disk.");
            this.failures =
                    metrics.counter("commit.failures", "Commits that failed: nothing of them was acknowledged.");
            this.checkpoints = metrics.durations("checkpoint", "To carry the write-ahead log over into the database.");
        }

        @Override
        public void committed(int count, Duration took, int waiting) {
            operations.accept(count);
            commits.accept(took.toNanos());
        }

        @Override
        public void failed(int count, Throwable cause) {
            failures.accept(1);
        }

        @Override
        public void checkpointed(Duration took) {
            checkpoints.accept(took.toNanos());
        }
    }
}
