package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.port.PortException;
import java.time.Duration;
import java.util.List;

/**
 * A reader for searches alone, one at a time. Which words are common in a room only a look shows: a phrase of such that is nowhere makes
 * SQLite walk through all that the room ever said. So a search neither takes the place of those who read the log, nor goes on for longer
 * than anybody should have to wait for it.
 */
final class Searcher implements AutoCloseable {

    /** The most searches that wait; beyond it callers are told at once. */
    static final int WAITING_SEARCHES_MAX = 64;

    /** How long one search may go on. Most take a few milliseconds. */
    static final Duration SEARCH_WITHIN = Duration.ofSeconds(2);

    private final Readers reader;
    private final long withinNanos;

    /** When what is being searched for is given up. Only the reader's thread touches it. */
    private long byNanos;

    /** Takes over the session, and closes it in the end. */
    Searcher(Session session, Duration within) {
        this.reader = new Readers(List.of(session), "sqlite-searcher-", WAITING_SEARCHES_MAX);
        this.withinNanos = within.toNanos();
        session.interruptWhen(() -> System.nanoTime() - byNanos > 0);
    }

    /** Carries out a query in its turn. Throws {@link PortException.Unavailable} if it takes too long, or if too many wait. */
    <T> T search(Readers.Query<T> query) {
        return reader.read(session -> {
            byNanos = System.nanoTime() + withinNanos;
            return query.run(session);
        });
    }

    /** How many wait for their turn. */
    int waiting() {
        return reader.waiting();
    }

    @Override
    public void close() {
        reader.close();
    }
}
