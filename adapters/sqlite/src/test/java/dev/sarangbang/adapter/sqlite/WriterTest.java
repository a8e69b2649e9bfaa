package dev.sarangbang.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** What callers are told, and when, whatever becomes of a commit. */
class WriterTest {

    private static final int MANY = 1_000_000;

    @TempDir
    private Path directory;

    private final Semaphore permits = new Semaphore(MANY);
    private final Listened listened = new Listened();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private GatedTransaction gate;
    private SqliteStore store;
    private RoomLog log;

    @BeforeEach
    void open() {
        store = SqliteStore.open(
                directory, listened, SynchronousMode.FULL, real -> gate = new GatedTransaction(real, permits));
        log = store.roomLog();
    }

    @AfterEach
    void close() {
        permits.release(MANY);
        store.close();
        callers.close();
    }

    @Test
    void an_append_is_answered_and_seen_only_once_it_is_committed() throws Exception {
        holdCommits();
        RoomChange opening = Samples.opening();
        Future<?> answer = callers.submit(() -> log.append(opening));
        awaitCommitAtTheGate();

        assertThat(answer).isNotDone();
        assertThat(log.head(opening.room())).isEmpty();

        letCommitsThrough();

        assertThat(result(answer)).isEqualTo(new Appended());
        assertThat(log.head(opening.room())).contains(opening.after());
    }

    /** To be killed loses nothing either way, so no crash test would notice if this were less. */
    @Test
    void every_commit_is_flushed_to_the_disk() {
        try (SqliteStore asPeopleOpenIt = SqliteStore.open(directory.resolve("plain"), WriteListener.NONE)) {
            assertThat(setting(asPeopleOpenIt, "synchronous")).as("2 is FULL").isEqualTo("2");
            assertThat(setting(asPeopleOpenIt, "journal_mode")).isEqualTo("wal");
        }
    }

    @Test
    void what_comes_while_a_commit_is_under_way_shares_the_next() throws Exception {
        holdCommits();
        Future<?> first = callers.submit(() -> log.append(Samples.opening()));
        awaitCommitAtTheGate();
        List<Future<?>> others = submitAll(IntStream.range(0, 100)
                .<Callable<?>>mapToObj(i -> () -> log.append(Samples.opening()))
                .toList());
        Eventually.await("all wait", () -> store.writer().waiting() == 100);

        letCommitsThrough();

        assertThat(result(first)).isEqualTo(new Appended());
        for (Future<?> other : others) {
            assertThat(result(other)).isEqualTo(new Appended());
        }
        Eventually.await("told of both", () -> listened.commits.size() == 2);
        assertThat(listened.commits).containsExactly(1, 100);
    }

    @Test
    void nothing_is_acknowledged_when_the_commit_fails_and_the_writer_lives_on() throws Exception {
        RoomChange opening = Samples.opening();
        gate.fail(true);

        assertThatThrownBy(() -> log.append(opening))
                .isInstanceOf(PortException.Unavailable.class)
                .hasRootCauseMessage("no space left on the device");
        assertThat(log.head(opening.room())).isEmpty();
        Eventually.await("told", () -> listened.failures.size() == 1);

        gate.fail(false);

        assertThat(log.append(opening)).isEqualTo(new Appended());
        assertThat(log.head(opening.room())).contains(opening.after());
    }

    @Test
    void a_full_disk_is_an_outage_that_ends_when_there_is_room_again() {
        RoomChange opening = Samples.opening();
        log.append(opening);
        limitPages("page_count");

        Room full = opening.after();
        Room written = full;
        while (written != null) {
            full = written;
            written = append(Samples.talk(full, RoomChange.ENTRIES_MAX));
        }
        assertThat(log.head(full.id())).contains(full);

        limitPages("1000000");

        RoomChange again = Samples.talk(full, RoomChange.ENTRIES_MAX);
        assertThat(log.append(again)).isEqualTo(new Appended());
        assertThat(log.head(full.id())).contains(again.after());
    }

    @Test
    void an_operation_that_fails_takes_nobody_with_it() throws Exception {
        holdCommits();
        Future<?> first = callers.submit(() -> log.append(Samples.opening()));
        awaitCommitAtTheGate();
        RoomId halfDone = Samples.roomId();
        List<Future<?>> others = submitAll(List.of(
                () -> log.append(Samples.opening()),
                () -> store.writer().write(session -> {
                    session.update("INSERT INTO room_directory (account, room) VALUES (7, ?)", halfDone.value());
                    throw new PortException.Corrupt("a row that cannot be");
                }),
                () -> store.writer().write(session -> session.update("INSERT INTO rooms (id) VALUES (1)")),
                () -> store.writer().write(session -> {
                    throw new IllegalArgumentException("a bug");
                }),
                () -> log.append(Samples.opening())));
        Eventually.await("all wait", () -> store.writer().waiting() == 5);

        letCommitsThrough();

        assertThat(result(first)).isEqualTo(new Appended());
        assertThat(result(others.get(0))).isEqualTo(new Appended());
        assertThatThrownBy(() -> result(others.get(1)))
                .isInstanceOf(PortException.Corrupt.class)
                .hasMessage("a row that cannot be");
        assertThatThrownBy(() -> result(others.get(2))).isInstanceOf(PortException.Corrupt.class);
        assertThatThrownBy(() -> result(others.get(3)))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a bug");
        assertThat(result(others.get(4))).isEqualTo(new Appended());
        assertThat(store.roomDirectory().of(new AccountId(7))).isEmpty();
    }

    @Test
    void too_many_waiting_is_an_outage_at_once() throws Exception {
        holdCommits();
        Future<?> first =
                callers.submit(() -> store.roomDirectory().add(new AccountId(1), new RoomId(1), new Sequence(0)));
        awaitCommitAtTheGate();
        List<Future<?>> waiting = submitAll(IntStream.range(0, Writer.WAITING_OPERATIONS_MAX)
                .<Callable<?>>mapToObj(i -> () -> store.writer().write(session -> i))
                .toList());
        Eventually.await("the queue is full", () -> store.writer().waiting() == Writer.WAITING_OPERATIONS_MAX);

        assertThatThrownBy(() -> log.append(Samples.opening()))
                .isInstanceOf(PortException.Unavailable.class)
                .hasMessageContaining("too many writes");

        letCommitsThrough();

        result(first);
        for (int i = 0; i < waiting.size(); i++) {
            assertThat(result(waiting.get(i))).isEqualTo(i);
        }
        assertThat(log.append(Samples.opening())).isEqualTo(new Appended());
    }

    @Test
    void an_interrupted_caller_is_told_of_an_outage_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> log.append(Samples.opening())).isInstanceOf(PortException.Unavailable.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_listener_that_throws_harms_nobody() {
        listened.broken = true;

        assertThat(log.append(Samples.opening())).isEqualTo(new Appended());
        assertThat(log.append(Samples.opening())).isEqualTo(new Appended());
    }

    @Test
    void closing_finishes_what_waits_and_refuses_what_comes_later() throws Exception {
        holdCommits();
        RoomChange opening = Samples.opening();
        Future<?> first = callers.submit(() -> log.append(opening));
        awaitCommitAtTheGate();
        RoomChange second = Samples.opening();
        Future<?> waiting = callers.submit(() -> log.append(second));
        Eventually.await("it waits", () -> store.writer().waiting() == 1);
        Future<?> closing = callers.submit(store::close);

        letCommitsThrough();
        result(closing);

        assertThat(result(first)).isEqualTo(new Appended());
        assertThat(result(waiting)).isEqualTo(new Appended());
        assertThatThrownBy(() -> log.append(Samples.opening())).isInstanceOf(PortException.Unavailable.class);
        assertThatThrownBy(() -> log.head(opening.room())).isInstanceOf(PortException.Unavailable.class);

        store = SqliteStore.open(directory, WriteListener.NONE);
        assertThat(store.roomLog().heads(List.of(opening.room(), second.room())))
                .hasSize(2);
    }

    private Room append(RoomChange change) {
        try {
            assertThat(log.append(change)).isEqualTo(new Appended());
            return change.after();
        } catch (PortException.Unavailable e) {
            return null;
        }
    }

    /** Lets the database have at most so many pages; more is what SQLite calls a full disk. */
    private void limitPages(String pages) {
        store.writer().write(session -> {
            long limit = pages.equals("page_count")
                    ? session.first("PRAGMA page_count", row -> row.getLong(1)).orElseThrow()
                    : Long.parseLong(pages);
            return session.first("PRAGMA max_page_count = " + limit, row -> row.getLong(1));
        });
    }

    private static String setting(SqliteStore store, String name) {
        return store.writer()
                .write(session -> session.first("PRAGMA " + name, row -> row.getString(1)))
                .orElseThrow();
    }

    private void holdCommits() {
        permits.drainPermits();
    }

    private void letCommitsThrough() {
        permits.release(MANY);
    }

    private void awaitCommitAtTheGate() {
        int before = listened.commits.size();
        Eventually.await("a commit is under way", () -> gate.arrived() > before && permits.hasQueuedThreads());
    }

    private List<Future<?>> submitAll(List<? extends Callable<?>> calls) {
        List<Future<?>> answers = new ArrayList<>();
        for (Callable<?> call : calls) {
            answers.add(callers.submit(call));
        }
        return answers;
    }

    private static Object result(Future<?> answer) throws Exception {
        try {
            return answer.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static final class Listened implements WriteListener {
        private final List<Integer> commits = new CopyOnWriteArrayList<>();
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();
        private volatile boolean broken;

        @Override
        public void committed(int operations, Duration took, int waiting) {
            commits.add(operations);
            if (broken) {
                throw new IllegalStateException("a bug in the listener");
            }
        }

        @Override
        public void failed(int operations, Throwable cause) {
            failures.add(cause);
        }
    }
}
