package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.sarangbang.adapter.codec.Codec;
import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A change that was not acknowledged is on one replica. Whoever asked for the head has had that repaired on the others, but not the rows:
 * until somebody settles it, the end of the log is seen where its entries are not. Here, with one node, the rows come when that is asked for.
 */
class LaggingRowsTest {

    private static final String KEYSPACE = "buckets_of_" + Buckets.ENTRIES;

    @RegisterExtension
    private final OpenStores open = new OpenStores(Buckets.ENTRIES);

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private CqlSession session;
    private RoomLog log;
    private RoomChange change;

    @BeforeEach
    void theHeadIsThereAndTheRowsAreNot() {
        session = OpenStores.cluster(KEYSPACE).connect(KEYSPACE);
        log = new CassandraRoomLog(
                new Calls(Overheard.session(session, this::overhear), ignored -> {}),
                new Buckets(Buckets.ENTRIES),
                new Meters(Metrics.NONE));
        RoomChange opening = Samples.opening();
        assertThat(log.append(opening)).isEqualTo(new Appended());
        change = Samples.talk(opening.after(), 3);
        session.execute(
                "UPDATE room_log SET last_sequence = ?, room = ? WHERE room_id = ? AND bucket = ?",
                change.after().head().sequence().value(),
                Codec.ROOM.toText(change.after()),
                change.room().value(),
                Buckets.FIRST);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void what_the_head_shows_is_found_by_whoever_has_what_was_before() {
        assertThat(log.head(change.room())).contains(change.after());

        assertThat(log.after(change.room(), change.expected(), 10)).isEqualTo(change.entries());
    }

    @Test
    void what_the_head_shows_is_found_by_whoever_comes_from_the_end() {
        assertThat(log.before(change.room(), change.after().head().sequence().next(), 3))
                .isEqualTo(change.entries());
    }

    @Test
    void whoever_is_at_the_end_settles_nothing() {
        Sequence end = change.after().head().sequence();

        assertThat(log.after(change.room(), end, 10)).isEmpty();

        assertThat(asked).isNotEmpty().noneMatch(question -> question.endsWith(" at LOCAL_SERIAL"));
    }

    private void overhear(String question) {
        asked.add(question);
        if (question.startsWith(Overheard.END) && question.endsWith(" at LOCAL_SERIAL")) {
            var insert = session.prepare("INSERT INTO room_log (room_id, bucket, " + EntryRows.COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
            for (Entry entry : change.entries()) {
                session.execute(EntryRows.bind(insert, Buckets.FIRST, entry));
            }
        }
    }
}
