package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.port.PortException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what went wrong on the threads that use the database into what the caller of a port is told. */
final class Failures {

    /** How long a caller waits for an answer. Longer than any healthy disk takes, shorter than people wait. */
    static final int WAIT_SECONDS_MAX = 10;

    /** The low byte of an extended result code says which kind of failure it is. */
    private static final int PRIMARY_CODE = 0xFF;

    private static final Set<SQLiteErrorCode> CORRUPTIONS = Set.of(
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_NOTADB,
            SQLiteErrorCode.SQLITE_CONSTRAINT,
            SQLiteErrorCode.SQLITE_MISMATCH,
            SQLiteErrorCode.SQLITE_SCHEMA,
            SQLiteErrorCode.SQLITE_ERROR);

    private Failures() {}

    /** Waits for an answer. What failed elsewhere is thrown here, so that the trace leads to both places. */
    static <T> T await(Future<T> answer) {
        try {
            return answer.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new PortException.Unavailable("the database did not answer within " + WAIT_SECONDS_MAX + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException.Unavailable("interrupted while waiting for the database", e);
        } catch (ExecutionException e) {
            throw translate(e.getCause() == null ? e : e.getCause());
        }
    }

    private static RuntimeException translate(Throwable cause) {
        return switch (cause) {
            case SQLException e
            when isCorruption(e) -> new PortException.Corrupt("the database is damaged: " + e.getMessage(), e);
            case PortException.Corrupt e -> new PortException.Corrupt(String.valueOf(e.getMessage()), e);
            case SQLException e -> new PortException.Unavailable("the database failed: " + e.getMessage(), e);
            case PortException.Unavailable e -> new PortException.Unavailable(String.valueOf(e.getMessage()), e);
            default -> new IllegalStateException("a bug came to light while the database was used", cause);
        };
    }

    /**
     * Whether the file is damaged, or not as the schema made it: then asking again does not help. What breaks a
     * constraint is of this kind too, for the adapters look before they write.
     */
    private static boolean isCorruption(SQLException failure) {
        return failure instanceof SQLiteException e
                && CORRUPTIONS.contains(SQLiteErrorCode.getErrorCode(e.getResultCode().code & PRIMARY_CODE));
    }
}
