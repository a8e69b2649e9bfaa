package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import dev.sarangbang.domain.port.PortException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Every call of the driver goes through here, so that no exception of it gets out. Safe for use by several threads. */
final class Calls {

    /** Sees every write that was acknowledged. */
    static final ConsistencyLevel READ = DefaultConsistencyLevel.LOCAL_QUORUM;

    /** Sees also what is not acknowledged yet, and settles it: several round trips. */
    static final ConsistencyLevel SETTLE = DefaultConsistencyLevel.LOCAL_SERIAL;

    private final CqlSession session;
    private final LongConsumer reads;

    /** @param reads takes how many nanoseconds each read took */
    Calls(CqlSession session, LongConsumer reads) {
        this.session = session;
        this.reads = reads;
    }

    /** A statement that does the same when it is done twice, so that the driver may ask another node. */
    PreparedStatement prepareRepeatable(String query) {
        return translated(() -> session.prepare(
                SimpleStatement.builder(query).setIdempotence(true).build()));
    }

    /** A statement of which only the first of two executions may have an effect. */
    PreparedStatement prepareConditional(String query) {
        return translated(() -> session.prepare(
                SimpleStatement.builder(query).setIdempotence(false).build()));
    }

    /** All rows: ask for no more than fit into memory. */
    List<Row> read(Statement<?> statement) {
        long start = System.nanoTime();
        try {
            return translated(() -> session.execute(statement).all());
        } finally {
            reads.accept(System.nanoTime() - start);
        }
    }

    Optional<Row> readOne(Statement<?> statement) {
        List<Row> rows = read(statement);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    void write(Statement<?> statement) {
        translated(() -> session.execute(statement));
    }

    /** Writes if the conditions in it hold, and says whether they did. In doubt, throws {@link PortException.Unavailable}. */
    boolean writeIf(Statement<?> statement) {
        return translated(() -> session.execute(statement)).wasApplied();
    }

    /** Writes what makes things faster and can be done without, and does not wait for it. */
    void hint(Statement<?> statement) {
        session.executeAsync(statement).whenComplete((ignored, ignoredToo) -> {});
    }

    private static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (QueryValidationException e) {
            throw new PortException.Corrupt("the keyspace is not as it should be: " + e.getMessage(), e);
        } catch (DriverException e) {
            throw new PortException.Unavailable("Cassandra does not answer: " + e.getMessage(), e);
        }
    }
}
