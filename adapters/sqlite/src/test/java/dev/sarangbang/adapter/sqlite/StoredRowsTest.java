package dev.sarangbang.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be understood is reported, never guessed at. */
class StoredRowsTest {

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    private RoomLog log;
    private Room kitchen;

    @BeforeEach
    void talk() {
        log = open.store().roomLog();
        RoomChange opening = Samples.opening();
        RoomChange talk = Samples.talk(opening.after(), 5);
        log.append(opening);
        log.append(talk);
        kitchen = talk.after();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "members = ''",
                "members = '[[1,2,3]]'",
                "members = '[[1,2,3,4,5]]'",
                "members = '[[1,2,3,x]]'",
                "members = '[[0,1,1,0]]'",
                "members = '[[5,1,1,0],[5,1,1,0]]'",
                "title = ''",
                "invite = 'short'",
                "epoch = 0",
                "last_sequence = -1"
            })
    void a_room_that_cannot_be_is_reported(String damage) {
        damage("UPDATE rooms SET " + damage);

        assertCorrupt(() -> log.head(kitchen.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind = 'sung'",
                "text = NULL",
                "text = ''",
                "client_id = 'not a token'",
                "author = 0",
                "message_number = -1",
                "kind = 'joined'",
                "kind = 'edited'",
                "kind = 'deleted'",
                "target = -1"
            })
    void an_entry_that_cannot_be_is_reported(String damage) {
        damage("UPDATE entries SET " + damage + " WHERE sequence = 3");

        assertCorrupt(() -> log.after(kitchen.id(), new Sequence(1), 10));
        assertCorrupt(() -> log.before(kitchen.id(), new Sequence(5), 10));
        assertThat(log.after(kitchen.id(), new Sequence(3), 10)).hasSize(3);
    }

    @Test
    void a_hole_in_a_log_is_reported_from_either_side() {
        damage("DELETE FROM entries WHERE sequence = 3");

        assertCorrupt(() -> log.after(kitchen.id(), new Sequence(1), 10));
        assertCorrupt(() -> log.after(kitchen.id(), new Sequence(2), 10));
        assertCorrupt(() -> log.before(kitchen.id(), new Sequence(7), 10));
        assertThat(log.after(kitchen.id(), new Sequence(3), 10)).hasSize(3);
    }

    @Test
    void an_entry_beyond_the_head_is_reported_and_not_overwritten() {
        damage("UPDATE rooms SET last_sequence = last_sequence - 1");
        Room behind = log.head(kitchen.id()).orElseThrow();

        assertCorrupt(() -> log.append(Samples.talk(behind, 1)));
        assertThat(log.head(kitchen.id())).contains(behind);
    }

    @Test
    void a_missing_table_is_reported_and_leaves_the_others_usable() {
        damage("DROP TABLE device_cursors");

        assertCorrupt(() -> open.store().deviceCursors().forget(Samples.accountId(), Samples.deviceId()));
        assertThat(log.append(Samples.talk(kitchen, 1))).isEqualTo(new Appended());
    }

    private void damage(String sql) {
        open.store().writer().write(session -> session.update(sql));
    }

    private static void assertCorrupt(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(PortException.Corrupt.class);
    }
}
