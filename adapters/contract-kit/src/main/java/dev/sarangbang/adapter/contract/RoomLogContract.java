package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending;
import dev.sarangbang.domain.port.RoomLog.Appending.AlreadyAppended;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.port.RoomLog.Appending.HeadMoved;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RoomLog} does. Extend it and supply the adapter under test.
 *
 * <p>Untested here: that a read costs what it returns ({@code L7}), because a timed test is a flaky test; the benchmarks show it.
 */
public abstract class RoomLogContract extends RoomLogReads {

    private static final int CHANGE_ENTRIES = 5;
    private static final int LONG_AGO_CHANGES = 8;

    /** The same store as another process sees it; the adapter itself where only one process can see it. */
    protected RoomLog elsewhere() {
        return roomLog();
    }

    /**
     * Another adapter over the same storage, as after a crash of this process: without ending the first in good order, where that
     * can be. Not overridden by an adapter that keeps nothing, whose tests of it are reported as aborted.
     */
    protected RoomLog reopen() {
        return Assumptions.abort(Skipped.NOT_REOPENED);
    }

    @Test
    @DisplayName("L1: appends a change if the log ends right before it")
    void appends_at_the_end() {
        RoomChange opening = Samples.opening();
        Room kitchen = append(opening);
        RoomChange talk = Samples.talk(kitchen, 3);
        append(talk);

        List<Entry> written = new ArrayList<>(opening.entries());
        written.addAll(talk.entries());
        assertThat(RoomLogPages.forward(roomLog(), kitchen.id())).isEqualTo(written);
    }

    @Test
    @DisplayName("L1: refuses a change when the log has gone on, gives the room, and changes nothing")
    void refuses_a_late_change() {
        Room before = append(Samples.opening());
        RoomChange late = Samples.talk(before, 2);
        Room now = append(Samples.talk(before, 1));

        refuses(late, Optional.of(now));
    }

    @Test
    @DisplayName("L1: refuses a change that would leave a hole")
    void refuses_an_early_change() {
        Room now = append(Samples.opening());
        RoomChange early = Samples.talk(Samples.talk(now, 1).after(), 1);

        refuses(early, Optional.of(now));
    }

    @Test
    @DisplayName("L1: refuses to go on with a room that was never opened, and to open one twice")
    void refuses_what_does_not_begin() {
        refuses(Samples.talk(Samples.opening().after(), 1), Optional.empty());

        Room kitchen = append(Samples.opening());
        refuses(Samples.opening(kitchen.id(), Samples.accountId()), Optional.of(kitchen));
    }

    @Test
    @DisplayName("L2: appends exactly one of several changes that race for the same end")
    void appends_one_of_several() {
        RoomId kitchen = Samples.roomId();
        Optional<Room> now = Optional.empty();
        for (int round = 0; round < Race.ROUNDS; round++) {
            Optional<Room> before = now;
            List<RoomChange> changes = Race.of(
                    Race.RACERS,
                    ignored -> before.map(room -> Samples.talk(room, 2))
                            .orElseGet(() -> Samples.opening(kitchen, Samples.accountId())));
            List<Appending> answers =
                    Race.of(Race.RACERS, racer -> logFor(racer).append(changes.get(racer)));

            assertThat(answers).as("round %d", round).containsOnlyOnce(new Appended());
            RoomChange winner = changes.get(answers.indexOf(new Appended()));
            now = Optional.of(winner.after());
            assertThat(Collections.frequency(answers, new HeadMoved(now))).isEqualTo(Race.RACERS - 1);
            assertThat(roomLog().head(kitchen)).isEqualTo(now);
            assertThat(roomLog().after(kitchen, winner.expected(), 100)).isEqualTo(winner.entries());
        }
    }

    @Test
    @DisplayName("L2: random writers leave logs that a replay agrees with")
    void random_writers_leave_logs_that_replay() {
        long seed = Long.getLong(
                RandomWriters.SEED_PROPERTY, ThreadLocalRandom.current().nextLong());
        new RandomWriters(roomLog(), elsewhere(), seed).writeAndCheck();
    }

    @Test
    @DisplayName("L3: shows no reader a part of a change")
    void shows_no_part_of_a_change() {
        Room opened = append(Samples.opening());
        RoomId kitchen = opened.id();
        Race.run(Race.RACERS, racer -> {
            if (racer == 0) {
                Room now = opened;
                for (int i = 0; i < Race.ROUNDS; i++) {
                    now = append(Samples.talk(now, CHANGE_ENTRIES));
                }
            } else {
                watchForParts(logFor(racer), kitchen, 1 + Race.ROUNDS * CHANGE_ENTRIES);
            }
        });
    }

    @Test
    @DisplayName("L4: shows an appended change to every later read, anywhere")
    void shows_at_once_what_was_appended() {
        Room now = append(Samples.opening());
        for (int i = 0; i < Race.ROUNDS; i++) {
            RoomChange change = Samples.talk(now, 2);
            now = append(change);

            isThere(elsewhere(), change);
        }
    }

    @Test
    @DisplayName("L4: keeps an appended change over a crash")
    void survives_a_crash() {
        Room kitchen = append(Samples.opening());
        RoomChange change = Samples.talk(kitchen, CHANGE_ENTRIES);
        append(change);

        RoomLog reopened = reopen();

        isThere(reopened, change);
        assertThat(reopened.append(change)).isEqualTo(new AlreadyAppended(change.entries()));
        assertThat(reopened.append(Samples.talk(change.after(), 1))).isEqualTo(new Appended());
    }

    @Test
    @DisplayName("L5: answers a repeated change with the entries first written, and changes nothing")
    void recognises_a_repeated_change() {
        RoomChange opening = Samples.opening();
        RoomChange talk = Samples.talk(append(opening), CHANGE_ENTRIES);
        append(talk);

        knows(opening, opening.entries());
        knows(talk, talk.entries());
    }

    @Test
    @DisplayName("L5: recognises client ids in a change that would fit, whatever else it says")
    void recognises_client_ids_in_another_change() {
        AccountId ann = Samples.accountId();
        Room opened = append(Samples.opening(Samples.roomId(), ann));
        Draft first = Samples.say(ann, "first");
        Draft second = Samples.say(ann, "second");
        RoomChange change = Samples.change(opened, List.of(first, second));
        Room now = append(change);
        Draft otherText = new Draft(
                ann, second.clientId(), Samples.say(ann, "another text").intent());

        List<Draft> mixed = List.of(Samples.say(ann, "third"), otherText, Samples.say(ann, "fourth"));
        knows(Samples.change(now, mixed), List.of(change.entries().get(1)));
    }

    @Test
    @DisplayName("L5: recognises client ids however long ago they were written")
    void recognises_client_ids_from_long_ago() {
        RoomChange opening = Samples.opening();
        RoomChange early = Samples.talk(append(opening), 2);
        Room now = append(early);
        for (int i = 0; i < LONG_AGO_CHANGES; i++) {
            now = append(Samples.talk(now, RoomChange.ENTRIES_MAX));
        }

        knows(opening, opening.entries());
        knows(early, early.entries());
    }

    @Test
    @DisplayName("L5: does not take another author's client id for the same, nor one that differs in case")
    void tells_client_ids_apart() {
        AccountId ann = Samples.accountId();
        AccountId bob = Samples.accountId();
        Room now = append(Samples.opening(Samples.roomId(), ann));
        Draft invited = Samples.draft(ann, new Intent.Invite(bob));
        Draft fromAnn = new Draft(
                ann, new ClientMessageId("Same-id"), Samples.say(ann, "1").intent());
        Draft fromBob = new Draft(bob, fromAnn.clientId(), fromAnn.intent());
        Draft otherCase = new Draft(ann, new ClientMessageId("same-id"), fromAnn.intent());
        for (Draft draft : List.of(invited, fromAnn, fromBob, otherCase)) {
            now = append(Samples.change(now, List.of(draft)));
        }
    }

    @Test
    @DisplayName("L5: appends a change once, however many send it at the same moment")
    void appends_a_racing_retry_once() {
        Room now = append(Samples.opening());
        for (int round = 0; round < Race.ROUNDS; round++) {
            RoomChange change = Samples.talk(now, 2);
            List<Appending> answers =
                    Race.of(Race.RACERS, racer -> logFor(racer).append(change));

            assertThat(answers).as("round %d", round).containsOnlyOnce(new Appended());
            assertThat(Collections.frequency(answers, new AlreadyAppended(change.entries())))
                    .isEqualTo(Race.RACERS - 1);
            now = change.after();
        }
    }

    private RoomLog logFor(int racer) {
        return racer % 2 == 0 ? roomLog() : elsewhere();
    }

    private void refuses(RoomChange change, Optional<Room> now) {
        answers(change, new HeadMoved(now));
        for (Entry entry : change.entries()) {
            assertThat(roomLog().find(change.room(), entry.author(), entry.clientId()))
                    .isEmpty();
        }
    }

    private void knows(RoomChange change, List<Entry> known) {
        answers(change, new AlreadyAppended(known));
    }

    /** And nothing has changed. */
    private void answers(RoomChange change, Appending answer) {
        Optional<Room> head = roomLog().head(change.room());
        List<Entry> entries = RoomLogPages.forward(roomLog(), change.room());

        assertThat(roomLog().append(change)).isEqualTo(answer);
        assertThat(roomLog().head(change.room())).isEqualTo(head);
        assertThat(RoomLogPages.forward(roomLog(), change.room())).isEqualTo(entries);
    }

    private static void isThere(RoomLog log, RoomChange change) {
        assertThat(log.head(change.room())).contains(change.after());
        assertThat(log.after(change.room(), change.expected(), 100)).isEqualTo(change.entries());
        for (Entry entry : change.entries()) {
            assertThat(log.find(change.room(), entry.author(), entry.clientId()))
                    .contains(entry);
        }
    }

    /** Yields, because virtual threads are not taken off their carrier: readers alone could keep the writer from writing. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void watchForParts(RoomLog log, RoomId room, int entriesAtLast) {
        long seen = 0;
        while (seen < entriesAtLast && !Thread.currentThread().isInterrupted()) {
            long head = log.head(room).orElseThrow().head().sequence().value();
            List<Entry> entries = log.after(room, Sequence.BEFORE_FIRST, RoomLog.READ_LIMIT_MAX);
            seen = entries.size();

            assertThat(seen).as("entries, once the head was there").isGreaterThanOrEqualTo(head);
            assertThat(seen % CHANGE_ENTRIES)
                    .as("whole changes in %d entries", seen)
                    .isEqualTo(1);
            assertThat(log.head(room).orElseThrow().head().sequence().value())
                    .as("the head, once the entries were there")
                    .isGreaterThanOrEqualTo(seen);
            Thread.yield();
        }
    }
}
