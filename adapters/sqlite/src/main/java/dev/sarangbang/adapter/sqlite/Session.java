package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.port.PortException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/**
 * A connection and the statements it has prepared: each is prepared once and kept. One thread at a time uses it.
 *
 * <p>Results are read to their end before a method returns: a half-read one would hold on to an old view of the
 * database.
 */
final class Session implements AutoCloseable {

    /** Of SQLite's machine: some ten microseconds. */
    private static final int STEPS_BETWEEN_LOOKS = 1_000;

    private static final Object[] NO_VALUES = {};
    private static final Logger LOG = System.getLogger(Session.class.getName());

    /** Reads one row. An {@link IllegalArgumentException} says that the row is not what the domain allows. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Carries out a change, and says how many rows it changed. Values are numbers, texts or null. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        return use(sql, values, PreparedStatement::executeUpdate);
    }

    /** The rows of a query. */
    <T> List<T> all(String sql, Row<T> row, Object... values) throws SQLException {
        try {
            return use(sql, values, statement -> rows(statement, row));
        } catch (IllegalArgumentException e) {
            throw new PortException.Corrupt("the database holds a row that cannot be: " + e.getMessage(), e);
        }
    }

    /** The first row of a query. */
    <T> Optional<T> first(String sql, Row<T> row, Object... values) throws SQLException {
        return all(sql, row, values).stream().findFirst();
    }

    /** Carries out a statement that is no query and changes no rows, such as {@code COMMIT}. */
    void run(String sql) throws SQLException {
        boolean unused = use(sql, NO_VALUES, PreparedStatement::execute);
    }

    @Override
    public void close() throws SQLException {
        connection.close(); // and with it the statements
    }

    /** From now on has statements fail that are under way when {@code condition} holds; asked every now and then, on their thread. */
    void interruptWhen(BooleanSupplier condition) {
        try {
            ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return condition.getAsBoolean() ? 1 : 0;
                }
            });
        } catch (SQLException e) {
            throw new PortException.Unavailable("the database failed: " + e.getMessage(), e);
        }
    }

    /** Closes what is of no use any more, whatever that says. */
    void abandon() {
        try {
            close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "a connection was not closed cleanly", e);
        }
    }

    private static <T> List<T> rows(PreparedStatement statement, Row<T> row) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        }
    }

    private <T> T use(String sql, @Nullable Object[] values, Use<T> use) throws SQLException {
        try {
            PreparedStatement statement = prepared.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                prepared.put(sql, statement);
            }
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return use.of(statement);
        } catch (SQLException e) {
            forget(sql, e);
            throw e;
        }
    }

    /** After a failure the driver closes some statements and leaves others open: none is to be used again. */
    private void forget(String sql, SQLException failure) {
        PreparedStatement statement = prepared.remove(sql);
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }
}
