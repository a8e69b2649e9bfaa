package dev.sarangbang.adapter.mysql;

import dev.sarangbang.domain.port.PortException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

/** Tells what a failure of the database means. */
final class Failures {

    private static final int DUPLICATE_KEY = 1062;

    /** A lock that was not given up in time, and a deadlock: nothing of the statement has happened. */
    private static final Set<Integer> LOST_AGAINST_OTHERS = Set.of(1205, 1213);

    /** A login or a database that the server does not know, or does not let in. */
    private static final Set<Integer> LOCKED_OUT = Set.of(1044, 1045, 1049, 1698);

    /** The classes of SQLSTATE that say that the tables, or what is in them, are not as this adapter made them. */
    private static final Set<String> DAMAGED = Set.of("21", "22", "23", "42");

    /** The class of SQLSTATE that says that there is no connection, or none any more. */
    private static final String DISCONNECTED = "08";

    private static final int CLASS_LENGTH = 2;

    private Failures() {}

    /** Whether a row with this key was there already. */
    static boolean isDuplicate(Throwable failure) {
        return sqlException(failure)
                .filter(e -> e.getErrorCode() == DUPLICATE_KEY)
                .isPresent();
    }

    /** Whether the statement did nothing because somebody else was in the way, so that it may be tried again at once. */
    static boolean isLostAgainstOthers(Throwable failure) {
        return sqlException(failure)
                .filter(e -> LOST_AGAINST_OTHERS.contains(e.getErrorCode()))
                .isPresent();
    }

    /** Whether it takes a person to let this server in. */
    static boolean isLockedOut(Throwable failure) {
        return sqlException(failure)
                .filter(e -> LOCKED_OUT.contains(e.getErrorCode()))
                .isPresent();
    }

    /** Whether the pool had no connection to give in time: they are all in use, or it cannot make any. */
    static boolean gotNoConnection(Throwable failure) {
        return sqlException(failure)
                .filter(SQLTransientConnectionException.class::isInstance)
                .isPresent();
    }

    /** Whether the server did not answer: others need not wait for it as well. */
    static boolean isSilence(Throwable failure) {
        return sqlException(failure)
                .map(SQLException::getSQLState)
                .filter(state -> state.startsWith(DISCONNECTED))
                .isPresent();
    }

    /** What the caller of a port is told. */
    static PortException translate(Throwable failure) {
        return sqlException(failure).filter(Failures::isDamage).isPresent()
                ? new PortException.Corrupt("the database is not as it should be: " + reason(failure), failure)
                : new PortException.Unavailable("the database failed: " + reason(failure), failure);
    }

    /** By number: the words of the server may hold values. */
    private static String reason(Throwable failure) {
        return sqlException(failure)
                .map(e -> "error " + e.getErrorCode() + ", state " + e.getSQLState())
                .orElseGet(() -> failure.getClass().getSimpleName());
    }

    private static boolean isDamage(SQLException failure) {
        String state = failure.getSQLState();
        return state != null
                && state.length() > CLASS_LENGTH
                && DAMAGED.contains(state.substring(0, CLASS_LENGTH))
                && !LOCKED_OUT.contains(failure.getErrorCode());
    }

    private static Optional<SQLException> sqlException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
