package dev.sarangbang.adapter.mysql;

import dev.sarangbang.domain.port.PortException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Calls to the database: each is given a connection, tried again if it lost against others, measured, and its failures are put into
 * the words of ports. While the server is silent, calls fail at once. May be used from any thread.
 */
final class Database {

    /** To see whether the server answers. */
    private static final String ANYTHING = "DO 1";

    private final Jdbi jdbi;
    private final RandomGenerator random;
    private final CallListener listener;
    private final Breaker breaker = new Breaker(System::nanoTime);

    Database(DataSource source, RandomGenerator random, CallListener listener) {
        this.jdbi = Jdbi.create(source);
        this.random = random;
        this.listener = listener;
    }

    /**
     * Something to be done with a connection on which every statement is a transaction of its own. It may be done more than once, so
     * it must not matter how often.
     */
    @FunctionalInterface
    interface Call<T> {
        T on(Handle handle);
    }

    /** Reads one row. An {@link IllegalArgumentException} says that the row is not what the domain allows. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Carries out a call. */
    <T> T answer(Call<T> call) {
        breaker.silence().ifPresent(this::refuse);
        long begin = System.nanoTime();
        long since = breaker.now();
        for (int attempt = 1; ; attempt++) {
            try {
                T answer = jdbi.withHandle(call::on);
                breaker.answered();
                listener.answered(Duration.ofNanos(System.nanoTime() - begin));
                return answer;
            } catch (JdbiException e) {
                if (attempt == MySqlLimits.TRIES_MAX || !Failures.isLostAgainstOthers(e)) {
                    listener.failed();
                    if (Failures.isSilence(e) || Failures.gotNoConnection(e)) {
                        breaker.waitedInVain(e, since);
                    }
                    throw Failures.translate(e);
                }
                listener.retried();
                pause(attempt);
            } catch (PortException e) {
                listener.failed();
                throw e;
            }
        }
    }

    private void refuse(Exception silence) {
        if (breaker.takeTry()) {
            Thread.ofVirtual().name("mysql again").start(this::tryAgain);
        }
        listener.failed();
        throw new PortException.Unavailable("the database is silent", silence);
    }

    /** However it ends, the breaker is told, or nobody would ever try again. */
    private void tryAgain() {
        long since = breaker.now();
        Exception why = new IllegalStateException("the try itself failed");
        boolean answered = false;
        try {
            jdbi.useHandle(handle -> handle.execute(ANYTHING));
            answered = true;
        } catch (RuntimeException e) {
            why = e;
        } finally {
            if (answered) {
                breaker.answered();
            } else {
                breaker.triedInVain(why, since);
            }
        }
    }

    /** Adds a row unless there is one with its key; says whether it did. Waits for whoever is adding the same at this moment. */
    static boolean add(Handle handle, String insert, Object... values) {
        try {
            handle.execute(insert, values);
            return true;
        } catch (JdbiException e) {
            if (Failures.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Reads rows that the domain may refuse. */
    static <T> RowMapper<T> rows(Row<T> row) {
        return (result, context) -> {
            try {
                return row.read(result);
            } catch (IllegalArgumentException e) {
                throw new PortException.Corrupt("the database holds a row that cannot be: " + e.getMessage(), e);
            }
        };
    }

    private void pause(int attempt) {
        LockSupport.parkNanos(random.nextLong(MySqlLimits.PAUSE_MAX.toNanos() << (attempt - 1)));
    }
}
