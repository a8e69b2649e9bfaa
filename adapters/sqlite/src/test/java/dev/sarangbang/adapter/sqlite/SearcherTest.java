package dev.sarangbang.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** A search that finds nothing for long costs those who do not search nothing, and ends. */
class SearcherTest {

    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    private static final String SHORT = "SELECT 1";

    private final List<Searcher> searchers = new ArrayList<>();

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    @AfterEach
    void close() {
        searchers.forEach(Searcher::close);
    }

    @Test
    void a_search_that_takes_too_long_is_given_up_and_the_next_one_is_served() throws Exception {
        Searcher searcher = searcher(Duration.ofMillis(100));

        assertThatThrownBy(() -> searcher.search(session -> session.all(ENDLESS, row -> row.getInt(1))))
                .isInstanceOf(PortException.Unavailable.class);

        List<Integer> found = searcher.search(session -> session.all(SHORT, row -> row.getInt(1)));
        assertThat(found).containsExactly(1);
    }

    /** Of the words of this phrase each three letters are in every message, and the phrase is in none. */
    @Test
    void a_phrase_of_common_letters_that_is_nowhere_is_given_up_as_well() throws Exception {
        AccountId ann = Samples.accountId();
        RoomLog log = open.store().roomLog();
        RoomChange opening = Samples.opening(Samples.roomId(), ann);
        log.append(opening);
        Room kitchen = opening.after();
        for (int i = 0; i < 30; i++) {
            RoomChange talk = Samples.change(
                    kitchen,
                    IntStream.range(0, RoomChange.ENTRIES_MAX)
                            .mapToObj(ignored -> Samples.say(ann, "abcd ".repeat(100) + "cdab ".repeat(90)))
                            .toList());
            log.append(talk);
            kitchen = talk.after();
        }
        MessageSearch hasty = new SqliteMessageSearch(
                searcher(Duration.ZERO), open.store().writer(), open.store().indexing());
        SearchQuery nowhere = SearchQuery.parse("abcdabcd").orElseThrow();
        Room searched = kitchen;

        assertThat(open.store()
                        .messageSearch()
                        .find(
                                searched.id(),
                                nowhere,
                                Sequence.BEFORE_FIRST,
                                searched.head().sequence(),
                                10))
                .isEmpty();
        assertThatThrownBy(() -> hasty.find(
                        searched.id(),
                        nowhere,
                        Sequence.BEFORE_FIRST,
                        searched.head().sequence(),
                        10))
                .isInstanceOf(PortException.Unavailable.class);
    }

    @Test
    void those_who_read_do_not_wait_for_those_who_search() throws Exception {
        var searching = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        Searcher searcher = searcher(Searcher.SEARCH_WITHIN);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> slow = threads.submit(() -> searcher.search(session -> waiting(searching, enough)));
            searching.await();
            List<Future<Integer>> further = IntStream.range(0, Searcher.WAITING_SEARCHES_MAX)
                    .mapToObj(i -> threads.submit(() -> searcher.search(session -> i)))
                    .toList();
            Eventually.await("all wait", () -> searcher.waiting() == Searcher.WAITING_SEARCHES_MAX);

            assertThatThrownBy(() -> searcher.search(session -> 0)).isInstanceOf(PortException.Unavailable.class);
            open.store().check();
            enough.countDown();
            assertThat(slow.get()).isEqualTo(-1);
            for (int i = 0; i < further.size(); i++) {
                assertThat(further.get(i).get()).isEqualTo(i);
            }
        }
    }

    private static int waiting(CountDownLatch searching, CountDownLatch enough) throws SQLException {
        searching.countDown();
        try {
            enough.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
        return -1;
    }

    private Searcher searcher(Duration within) throws SQLException {
        var connections = new Connections(open.directory().resolve(DataDirectory.DATABASE_FILE), SynchronousMode.OFF);
        var searcher = new Searcher(connections.forReader(), within);
        searchers.add(searcher);
        return searcher;
    }
}
