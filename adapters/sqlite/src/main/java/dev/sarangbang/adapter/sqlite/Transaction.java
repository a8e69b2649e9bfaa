package dev.sarangbang.adapter.sqlite;

import java.sql.SQLException;

/**
 * How a batch of operations begins and ends. Apart from {@link Writer}, so that tests can make it slow, fail or lie.
 */
interface Transaction {

    void begin() throws SQLException;

    /** Once it has returned, everything since {@link #begin} survives a crash. */
    void commit() throws SQLException;

    /** Undoes everything since {@link #begin}. */
    void rollback() throws SQLException;

    /** Begins to set a smaller thing apart, which can be undone alone. */
    void beginPart() throws SQLException;

    void keepPart() throws SQLException;

    void undoPart() throws SQLException;

    /** The transactions of SQLite. They take the write lock at once, so that nothing fails halfway for want of it. */
    static Transaction of(Session session) {
        return new Transaction() {
            @Override
            public void begin() throws SQLException {
                session.run("BEGIN IMMEDIATE");
            }

            @Override
            public void commit() throws SQLException {
                session.run("COMMIT");
            }

            @Override
            public void rollback() throws SQLException {
                session.run("ROLLBACK");
            }

            @Override
            public void beginPart() throws SQLException {
                session.run("SAVEPOINT part");
            }

            @Override
            public void keepPart() throws SQLException {
                session.run("RELEASE part");
            }

            @Override
            public void undoPart() throws SQLException {
                session.run("ROLLBACK TO part");
                session.run("RELEASE part");
            }
        };
    }
}
