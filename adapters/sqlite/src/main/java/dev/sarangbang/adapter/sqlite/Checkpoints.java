package dev.sarangbang.adapter.sqlite;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries the write-ahead log over into the database when it has grown. SQLite would do so within a commit, before
 * anybody in it had an answer; here it is done after the answers are out. On the writer's thread all the same: only
 * there is it certain that nothing is added meanwhile, so that the log can start over from its beginning.
 */
final class Checkpoints {

    /** 32 MiB. Hot pages are carried over once for many commits, and recovery after a crash takes a moment only. */
    static final int WAL_PAGES_MAX = 8_192;

    /** How many operations pass between two looks at the length of the log. */
    private static final int OPERATIONS_BETWEEN_LOOKS = 256;

    private static final Logger LOG = System.getLogger(Checkpoints.class.getName());

    private final Session session;
    private final WriteListener listener;
    private int operations;

    Checkpoints(Session session, WriteListener listener) {
        this.session = session;
        this.listener = listener;
    }

    /** A failure is logged and tried again later: what is in the log is safe there. */
    void afterCommitOf(int committed) {
        operations += committed;
        if (operations < OPERATIONS_BETWEEN_LOOKS) {
            return;
        }
        operations = 0;
        try {
            if (pagesToCarryOver() >= WAL_PAGES_MAX) {
                long begun = System.nanoTime();
                look("PRAGMA wal_checkpoint(PASSIVE)");
                listener.checkpointed(Duration.ofNanos(System.nanoTime() - begun));
            }
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "the write-ahead log was not carried over into the database", e);
        }
    }

    private int pagesToCarryOver() throws SQLException {
        return look("PRAGMA wal_checkpoint(NOOP)").orElse(0);
    }

    private Optional<Integer> look(String pragma) throws SQLException {
        return session.first(pragma, row -> row.getInt("log") - row.getInt("checkpointed"));
    }
}
