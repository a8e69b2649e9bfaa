package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.port.RoomLog;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Every durable port, kept in one directory: a SQLite database in write-ahead mode, flushed to the disk with every
 * commit. What a port has answered outlives the process and a power cut.
 *
 * <p>One store of one process uses a directory at a time. Writes of all ports go through one thread and share commits,
 * see {@link Writer}; reads go on beside them, see {@link Readers}, and searches
 * beside those, see {@link Searcher}; what they look at is written after the answers, see {@link Indexing}. All are bounded: when too much waits, or takes too
 * long, the ports throw {@link dev.sarangbang.domain.port.PortException.Unavailable}. May be used from any thread,
 * virtual ones above all.
 *
 * <p>{@link #close} lets what waits finish. To be killed instead loses nothing that was answered.
 */
public final class SqliteStore implements AutoCloseable {

    private final DataDirectory directory;
    private final Writer writer;
    private final Readers readers;
    private final Searcher searcher;
    private final Indexing indexing;
    private final SqlitePresenceBoard presenceBoard;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteStore(DataDirectory directory, Writer writer, Readers readers, Searcher searcher, Indexing indexing) {
        this.directory = directory;
        this.writer = writer;
        this.readers = readers;
        this.searcher = searcher;
        this.indexing = indexing;
        this.presenceBoard = new SqlitePresenceBoard(writer, readers);
    }

    /**
     * Opens the store in {@code directory}, which is created if there is none, and brings the database up to date.
     * Throws {@link DataDirectoryException} if another has it open, if a newer version wrote it, or if it cannot be
     * used.
     */
    public static SqliteStore open(Path directory, WriteListener listener) {
        // FULL: the log is on the disk before a commit returns, so what was acknowledged outlives a power cut too.
        return open(directory, listener, SynchronousMode.FULL, UnaryOperator.identity());
    }

    /** As {@link #open(Path, WriteListener)}, with another idea of what it takes to be on the disk. */
    static SqliteStore open(
            Path directory, WriteListener listener, SynchronousMode flushing, UnaryOperator<Transaction> transactions) {
        return open(directory, listener, flushing, transactions, Indexing.QUIET);
    }

    /** As the others, with another idea of when there is time to index messages. */
    static SqliteStore open(
            Path directory,
            WriteListener listener,
            SynchronousMode flushing,
            UnaryOperator<Transaction> transactions,
            Duration quiet) {
        DataDirectory claimed = DataDirectory.claim(directory);
        List<Session> sessions = new ArrayList<>();
        try {
            var connections = new Connections(claimed.database(), flushing);
            Migrations.apply(claimed, connections.forMigrations());
            Session writing = connections.forWriter();
            sessions.add(writing);
            List<Session> reading = new ArrayList<>();
            for (int i = 0; i < Readers.THREADS; i++) {
                reading.add(connections.forReader());
                sessions.add(reading.get(i));
            }
            Session searching = connections.forReader();
            sessions.add(searching);
            var searcher = new Searcher(searching, Searcher.SEARCH_WITHIN);
            var indexing = new Indexing(writing, quiet);
            var writer = new Writer(writing, transactions.apply(Transaction.of(writing)), listener, indexing);
            var store = new SqliteStore(claimed, writer, new Readers(reading), searcher, indexing);
            writer.start();
            store.presenceBoard.start();
            return store;
        } catch (SQLException | RuntimeException e) {
            sessions.forEach(Session::abandon);
            claimed.close();
            throw e instanceof RuntimeException bug ? bug : new DataDirectoryException.Unusable(claimed.path(), e);
        }
    }

    public RoomLog roomLog() {
        return new SqliteRoomLog(writer, readers, indexing);
    }

    public MessageSearch messageSearch() {
        return new SqliteMessageSearch(searcher, writer, indexing);
    }

    public DeviceCursors deviceCursors() {
        return new SqliteDeviceCursors(writer, readers);
    }

    public ReadMarks readMarks() {
        return new SqliteReadMarks(writer, readers);
    }

    public Accounts accounts() {
        return new SqliteAccounts(writer, readers);
    }

    public LoginSessions loginSessions() {
        return new SqliteLoginSessions(writer, readers);
    }

    public RoomDirectory roomDirectory() {
        return new SqliteRoomDirectory(writer, readers);
    }

    public PresenceBoard presenceBoard() {
        return presenceBoard;
    }

    public NodeIds nodeIds() {
        return new SqliteNodeIds(writer);
    }

    /**
     * Goes all the way to the disk and back: commits a page that says what it said before. Throws {@link
     * dev.sarangbang.domain.port.PortException} if that fails.
     */
    public void check() {
        writer.write(session -> session.update("PRAGMA user_version = 0"));
        readers.read(session -> session.all("PRAGMA user_version", row -> row.getInt(1)));
    }

    /** How many writes wait for the next commit. */
    public int waitingWrites() {
        return writer.waiting();
    }

    /** For tests: the writer that all ports share. */
    Writer writer() {
        return writer;
    }

    /** For tests: what is to be indexed. */
    Indexing indexing() {
        return indexing;
    }

    /** Finishes what waits, and lets go of the directory. Calls that come later are answered with an outage. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return; // the directory may be somebody else's by now
        }
        presenceBoard.close();
        readers.close();
        searcher.close();
        writer.close(); // last, for the last connection to close leaves a database without a write-ahead log behind
        directory.close();
    }
}
