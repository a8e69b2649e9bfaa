package dev.sarangbang.adapter.sqlite;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Real transactions whose commits wait to be let through, or fail when told to. */
final class GatedTransaction implements Transaction {

    private final Transaction real;
    private final Semaphore permits;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile boolean failing;

    GatedTransaction(Transaction real, Semaphore permits) {
        this.real = real;
        this.permits = permits;
    }

    /** How many commits have come to the gate so far. */
    int arrived() {
        return arrived.get();
    }

    /** Lets every commit from now on fail, or none. */
    void fail(boolean failing) {
        this.failing = failing;
    }

    @Override
    public void begin() throws SQLException {
        real.begin();
    }

    @Override
    public void commit() throws SQLException {
        arrived.incrementAndGet();
        permits.acquireUninterruptibly();
        if (failing) {
            throw new SQLException("no space left on the device");
        }
        real.commit();
    }

    @Override
    public void rollback() throws SQLException {
        real.rollback();
    }

    @Override
    public void beginPart() throws SQLException {
        real.beginPart();
    }

    @Override
    public void keepPart() throws SQLException {
        real.keepPart();
    }

    @Override
    public void undoPart() throws SQLException {
        real.undoPart();
    }
}
