package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.port.PortException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that writes. Callers hand in operations and wait; the thread takes all that wait, carries them out in
 * one transaction, commits it, and only then answers. So an answer means that the disk has it, and the price of the
 * disk is shared by as many as came while it was busy with the one before. Nobody is kept waiting for company: a lone
 * operation is committed at once.
 *
 * <p>Every operation of a batch succeeds or fails alone. First they are all tried together; if one throws, the batch is
 * begun again, each set apart by a savepoint, which costs more and is therefore not done always. If the commit fails,
 * as on a full disk, nothing of the batch has happened and everybody in it is told so; the next batch is tried as if
 * nothing had been.
 *
 * <p>What nobody waits for is done after the answers, in transactions of its own: see {@link Indexing}.
 *
 * <p>SQLite is entered through native code, which would hold on to the carrier of a virtual thread; here it is a thread
 * of the platform, and virtual threads only ever wait for it.
 */
final class Writer implements AutoCloseable {

    /** The most operations that wait. Beyond it the disk is hopelessly behind, and callers are told at once. */
    static final int WAITING_OPERATIONS_MAX = 8_192;

    /** The most operations in one commit: bounds how long the first of them waits for the last. */
    static final int BATCH_OPERATIONS_MAX = 512;

    private static final Logger LOG = System.getLogger(Writer.class.getName());

    /** Something to do to the database. It may be run a second time, after the first was undone. */
    @FunctionalInterface
    interface Operation<T> {
        T run(Session session) throws SQLException;
    }

    private final Session session;
    private final Transaction transaction;
    private final Checkpoints checkpoints;
    private final WriteListener listener;
    private final Indexing indexing;
    private final BlockingQueue<PendingWrite<?>> queue = new ArrayBlockingQueue<>(WAITING_OPERATIONS_MAX);

    /** Stands in the queue for the wish to end; never carried out. */
    private final PendingWrite<?> end = new PendingWrite<>(ignored -> true);

    private final Thread thread;
    private volatile boolean stopped;

    /** Takes over the session, and closes it in the end. */
    Writer(Session session, Transaction transaction, WriteListener listener, Indexing indexing) {
        this.session = session;
        this.transaction = transaction;
        this.checkpoints = new Checkpoints(session, listener);
        this.listener = listener;
        this.indexing = indexing;
        this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Carries out an operation; when this returns, it is on the disk. Throws {@link PortException}. */
    <T> T write(Operation<T> operation) {
        var pending = new PendingWrite<>(operation);
        if (!queue.offer(pending)) {
            throw new PortException.Unavailable("too many writes wait for the database");
        }
        if (stopped) {
            failWaiting();
        }
        return pending.await();
    }

    /** How many operations wait for the next commit. */
    int waiting() {
        return queue.size();
    }

    /** Finishes what waits, and refuses what comes later. What is to be indexed is left for the next time. */
    @Override
    public void close() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                queue.put(end);
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // but to let go of the directory while it is being written to would be worse
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        List<PendingWrite<?>> batch = new ArrayList<>(BATCH_OPERATIONS_MAX);
        try (session) {
            boolean last;
            do {
                batch.clear();
                take(batch);
                boolean nothingWaits = batch.isEmpty();
                last = batch.removeIf(pending -> pending == end);
                write(batch);
                if (!last) {
                    index(nothingWaits);
                }
            } while (!last);
        } catch (SQLException | InterruptedException e) {
            LOG.log(
                    Level.WARNING,
                    "the database was not closed cleanly; it will be recovered when it is next opened",
                    e);
        } finally {
            stopped = true;
            failWaiting();
        }
    }

    /** Takes all that waits. Nothing, if nothing comes for so long that there is time for the index. */
    private void take(List<PendingWrite<?>> batch) throws InterruptedException {
        PendingWrite<?> first =
                indexing.isIdle() ? queue.take() : queue.poll(indexing.waitNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, BATCH_OPERATIONS_MAX - 1);
        }
    }

    /** A run if there is time for it, or much has gathered; as many as it takes if too much has. */
    private void index(boolean nothingWaits) {
        try {
            for (boolean due = indexing.isDue(nothingWaits); due; due = indexing.isDueAgain()) {
                List<PendingWrite<Indexing.Step>> run = indexing.begin();
                commit(run, WriteListener.NONE); // who listens counts what somebody waits for
                checkpoints.afterCommitOf(indexing.end(run));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a bug in the indexing of messages; everybody has their answer all the same", e);
        }
    }

    private void write(List<PendingWrite<?>> batch) {
        try {
            if (!batch.isEmpty() && commit(batch, listener)) {
                checkpoints.afterCommitOf(batch.size());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a bug in what listens to the writer; everybody has their answer all the same", e);
        }
    }

    private boolean commit(List<? extends PendingWrite<?>> batch, WriteListener told) {
        long begun = System.nanoTime();
        try {
            carryOut(batch);
        } catch (Throwable e) { // whatever it is, they wait for an answer
            rollBackAfter(e);
            batch.forEach(pending -> pending.fail("the database did not commit", e));
            told.failed(batch.size(), e);
            return false;
        }
        long took = System.nanoTime() - begun;
        batch.forEach(PendingWrite::acknowledge);
        told.committed(batch.size(), Duration.ofNanos(took), queue.size());
        return true;
    }

    private void carryOut(List<? extends PendingWrite<?>> batch) throws SQLException {
        transaction.begin();
        if (!succeedsTogether(batch)) {
            transaction.rollback();
            transaction.begin();
            runApart(batch);
        }
        transaction.commit();
    }

    private boolean succeedsTogether(List<? extends PendingWrite<?>> batch) {
        try {
            for (PendingWrite<?> pending : batch) {
                pending.run(session);
            }
            return true;
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    private void runApart(List<? extends PendingWrite<?>> batch) throws SQLException {
        for (PendingWrite<?> pending : batch) {
            transaction.beginPart();
            try {
                pending.run(session);
            } catch (SQLException | RuntimeException e) {
                pending.refuse(e);
                transaction.undoPart();
                continue;
            }
            transaction.keepPart();
        }
    }

    private void rollBackAfter(Throwable failure) {
        try {
            transaction.rollback();
        } catch (SQLException e) {
            // SQLite has often rolled back by itself. If it has not, the next batch cannot begin and is told so.
            failure.addSuppressed(e);
        }
    }

    private void failWaiting() {
        for (PendingWrite<?> late = queue.poll(); late != null; late = queue.poll()) {
            late.fail("the database is closed", null);
        }
    }
}
