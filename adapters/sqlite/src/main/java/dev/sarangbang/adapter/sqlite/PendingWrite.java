package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.port.PortException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An operation on its way through the writer, and somebody who waits for what comes of it. */
final class PendingWrite<T> {

    private final Writer.Operation<T> operation;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Exception refusal;

    PendingWrite(Writer.Operation<T> operation) {
        this.operation = operation;
    }

    /**
     * Carries the operation out, and keeps what came of it to itself. May be called again, if the first time was
     * undone.
     */
    void run(Session session) throws SQLException {
        result = operation.run(session);
    }

    /** Notes that the operation failed alone, of its own fault, and was undone. */
    void refuse(Exception cause) {
        refusal = cause;
    }

    /** Answers, now that what was done is on the disk. */
    void acknowledge() {
        if (refusal != null) {
            answer.completeExceptionally(refusal);
        } else {
            answer.complete(result);
        }
    }

    /** Answers that nothing came of it. */
    void fail(String why, @Nullable Throwable cause) {
        answer.completeExceptionally(
                cause == null ? new PortException.Unavailable(why) : new PortException.Unavailable(why, cause));
    }

    /** Waits for the answer. */
    T await() {
        return Failures.await(answer);
    }
}
