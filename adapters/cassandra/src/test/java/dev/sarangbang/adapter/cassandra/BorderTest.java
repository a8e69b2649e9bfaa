package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.AlreadyAppended;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is asked where one bucket ends and the next begins. A change whose author was never answered may be on one replica of three: some
 * who ask most replicas see it, others do not. The end of a bucket may therefore be taken for its last only after a read that settles it;
 * or the names in it are missed, and the change is written once more.
 */
class BorderTest {

    @RegisterExtension
    private final OpenStores open = new OpenStores(OpenStores.SMALL);

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private CqlSession session;
    private RoomLog log;
    private Room kitchen;

    @BeforeEach
    void fillOneBucket() {
        session = OpenStores.cluster("buckets_of_" + OpenStores.SMALL).connect("buckets_of_" + OpenStores.SMALL);
        log = new CassandraRoomLog(
                new Calls(Overheard.session(session, asked::add), ignored -> {}),
                new Buckets(OpenStores.SMALL),
                new Meters(Metrics.NONE));
        RoomChange opening = Samples.opening();
        append(opening);
        append(Samples.talk(kitchen, OpenStores.SMALL - 1));
        asked.clear();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void a_bucket_begins_after_what_filled_the_one_before_is_settled_and_before_names_are_looked_for() {
        append(Samples.talk(kitchen, 2));

        int settled = indexOf(Overheard.END, "LOCAL_SERIAL");
        assertThat(settled).as("%s", asked).isNotNegative();
        assertThat(indexOf(Overheard.NAMES, "LOCAL_QUORUM")).isGreaterThan(settled);
    }

    @Test
    void within_a_bucket_nothing_is_settled() {
        append(Samples.talk(kitchen, RoomChange.ENTRIES_MAX));
        append(Samples.talk(kitchen, 1));
        asked.clear();

        append(Samples.talk(kitchen, 1));

        assertThat(asked).noneMatch(question -> question.endsWith(" at LOCAL_SERIAL"));
    }

    @Test
    void what_is_known_already_is_given_in_the_order_of_the_change() {
        RoomChange many = Samples.talk(kitchen, 20);
        append(many);
        List<Draft> again = many.entries().stream()
                .map(entry -> new Draft(
                        entry.author(),
                        entry.clientId(),
                        Samples.say(entry.author(), "again").intent()))
                .toList();

        assertThat(log.append(Samples.change(kitchen, again))).isEqualTo(new AlreadyAppended(many.entries()));
        assertThat(many.entries()).extracting(Entry::sequence).isSorted();
    }

    private void append(RoomChange change) {
        assertThat(log.append(change)).isEqualTo(new Appended());
        kitchen = change.after();
    }

    private int indexOf(String kind, String level) {
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i).startsWith(kind) && asked.get(i).endsWith(" at " + level)) {
                return i;
            }
        }
        return -1;
    }
}
