package dev.sarangbang.adapter.mysql;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Whether what the database acknowledges would outlive a power cut. That is a setting of the server, for which this adapter can only
 * look: with any other than these, a crash of the server's process still loses nothing, but a crash of its machine may lose the last
 * second.
 */
final class Durability {

    private static final String SETTINGS =
            "SELECT @@GLOBAL.innodb_flush_log_at_trx_commit, @@GLOBAL.log_bin, @@GLOBAL.sync_binlog";

    private Durability() {}

    /** What should be set otherwise, as a sentence for whoever runs the server. */
    static Optional<String> flaw(Handle handle) {
        return handle.select(SETTINGS)
                .map(Database.rows(row -> flaw(row.getInt(1), row.getBoolean(2), row.getInt(3))))
                .one();
    }

    /** The binary log, where there is one, decides after a crash which transactions there were. */
    private static Optional<String> flaw(int flushLog, boolean hasBinaryLog, int syncBinaryLog) {
        if (flushLog != 1) {
            return Optional.of("a power cut may lose what was acknowledged: innodb_flush_log_at_trx_commit is not 1");
        }
        return hasBinaryLog && syncBinaryLog != 1
                ? Optional.of("a power cut may lose what was acknowledged: sync_binlog is not 1")
                : Optional.empty();
    }
}
