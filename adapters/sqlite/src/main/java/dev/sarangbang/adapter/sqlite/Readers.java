package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.port.PortException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads that read, each with a session for as long as a query takes. Readers neither wait for the writer nor
 * make it wait, and see what was committed before their query began.
 *
 * <p>Thousands of virtual threads may ask at once: they wait here, off their carriers. Were they let into SQLite's
 * native code themselves, a few slow pages would hold up everything else that the process does.
 */
final class Readers implements AutoCloseable {

    /** The most queries that wait; beyond it callers are told at once. */
    static final int WAITING_QUERIES_MAX = 16_384;

    /**
     * More would only take turns on the same cores; fewer, and a page that must come from the disk holds up the rest.
     */
    static final int THREADS = 4;

    private static final int CLOSE_SECONDS_MAX = 5;
    private static final Logger LOG = System.getLogger(Readers.class.getName());

    /** Something to look up. */
    @FunctionalInterface
    interface Query<T> {
        T run(Session session) throws SQLException;
    }

    private final List<Session> sessions;

    /** The last one used is the first to be used again: its cache is warm. Never empty while a thread wants one. */
    private final Deque<Session> idle;

    private final ThreadPoolExecutor executor;

    /** Takes over as many sessions as there are to be threads, and closes them in the end. */
    Readers(List<Session> sessions) {
        this(sessions, "sqlite-reader-", WAITING_QUERIES_MAX);
    }

    /** The same with other names of threads, and another bound for what waits. */
    Readers(List<Session> sessions, String threads, int waitingMax) {
        this.sessions = List.copyOf(sessions);
        this.idle = new ConcurrentLinkedDeque<>(sessions);
        this.executor = new ThreadPoolExecutor(
                sessions.size(),
                sessions.size(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waitingMax),
                Thread.ofPlatform().name(threads, 0).daemon().factory());
    }

    /** Carries out a query. Throws {@link PortException}. */
    <T> T read(Query<T> query) {
        Future<T> answer;
        try {
            answer = executor.submit(() -> run(query));
        } catch (RejectedExecutionException e) {
            throw new PortException.Unavailable("too many queries wait for the database, or it is closed", e);
        }
        try {
            return Failures.await(answer);
        } finally {
            // Of no effect on one that is answered; one that has not been begun, and that nobody waits for, is not.
            answer.cancel(false);
        }
    }

    /** How many queries wait for a thread. */
    int waiting() {
        return executor.getQueue().size();
    }

    /** Finishes what waits, and refuses what comes later. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "queries went on for too long while the database was being closed");
                return; // a session in use must not be closed
            }
            for (Session session : sessions) {
                session.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "a reader was not closed cleanly", e);
        }
    }

    private <T> T run(Query<T> query) throws SQLException {
        Session session = idle.removeFirst();
        try {
            return query.run(session);
        } finally {
            idle.addFirst(session);
        }
    }
}
