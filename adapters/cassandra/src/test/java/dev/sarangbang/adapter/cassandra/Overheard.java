package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A session that is the original in all it does; what it is asked, and how, is passed on to a listener first. */
final class Overheard {

    /** Asks where a log ends. */
    static final String END = "SELECT DISTINCT last_sequence";

    /** Asks whether an entry of that name is there. */
    static final String NAMES = "SELECT place";

    private Overheard() {}

    /** @param listener is told the query, " at ", and the consistency level; or "batch" */
    static CqlSession session(CqlSession original, Consumer<String> listener) {
        return (CqlSession) Proxy.newProxyInstance(
                CqlSession.class.getClassLoader(), new Class<?>[] {CqlSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("execute") && arguments[0] instanceof Statement<?> statement) {
                        listener.accept(question(statement));
                    }
                    try {
                        return method.invoke(original, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static String question(Statement<?> statement) {
        return statement instanceof BatchStatement
                ? "batch"
                : ((BoundStatement) statement).getPreparedStatement().getQuery() + " at "
                        + statement.getConsistencyLevel();
    }
}
