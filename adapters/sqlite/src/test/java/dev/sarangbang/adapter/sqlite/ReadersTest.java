package dev.sarangbang.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading: by many at once, and at a cost that does not grow with what is stored. */
class ReadersTest {

    private static final int CALLERS = 5_000;

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    @Test
    void thousands_of_virtual_threads_read_at_once_and_all_are_answered() throws Exception {
        RoomLog log = open.store().roomLog();
        RoomChange opening = Samples.opening();
        RoomChange talk = Samples.talk(opening.after(), 20);
        log.append(opening);
        log.append(talk);
        Room kitchen = talk.after();

        List<Future<List<Entry>>> answers = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                answers.add(callers.submit(() -> log.after(kitchen.id(), new Sequence(1), 20)));
            }
        }

        for (Future<List<Entry>> answer : answers) {
            assertThat(answer.get()).isEqualTo(talk.entries());
        }
    }

    /** A query that looked at more rows than it returns, or sorted them, would say SCAN or TEMP B-TREE. */
    @Test
    void every_query_of_the_log_goes_straight_to_its_rows() {
        assertThat(plan(SqliteRoomLog.AFTER))
                .containsExactly("SEARCH entries USING PRIMARY KEY (room=? AND sequence>?)");
        assertThat(plan(SqliteRoomLog.BEFORE))
                .containsExactly("SEARCH entries USING PRIMARY KEY (room=? AND sequence<?)");
        assertThat(plan(SqliteRoomLog.FIND))
                .singleElement()
                .asString()
                .startsWith("SEARCH entries USING INDEX")
                .endsWith("(room=? AND client_id=? AND author=?)");
        assertThat(plan(SqliteRoomLog.HEADS)).first().isEqualTo("SEARCH rooms USING INTEGER PRIMARY KEY (rowid=?)");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, RoomLog.READ_LIMIT_MAX + 1})
    void a_limit_beyond_the_limit_is_a_bug(int limit) {
        RoomLog log = open.store().roomLog();

        assertThatThrownBy(() -> log.after(Samples.roomId(), Sequence.BEFORE_FIRST, limit))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> plan(String query) {
        return open.store()
                .writer()
                .write(session -> session.all("EXPLAIN QUERY PLAN " + query, row -> row.getString("detail")));
    }
}
