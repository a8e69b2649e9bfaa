package dev.sarangbang.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** Messages are indexed after the answers, and no search can tell. */
class IndexingTest {

    private static final int MANY = 1_000_000;

    /** As if there were always something else to do. */
    private static final Duration NEVER_QUIET = Duration.ofHours(1);

    private static final Duration QUIET = Duration.ofMillis(1);

    @TempDir
    private Path directory;

    private final AccountId ann = Samples.accountId();
    private final Semaphore permits = new Semaphore(MANY);
    private GatedTransaction gate;
    private SqliteStore store;

    @AfterEach
    void close() {
        permits.release(MANY);
        store.close();
    }

    @Test
    void an_append_is_answered_while_its_indexing_is_held_up() {
        open(QUIET);
        Room kitchen = append(Samples.opening());
        awaitIndexed(kitchen);
        permits.drainPermits();
        permits.release();

        Room talked = append(Samples.talk(kitchen, 3));

        Eventually.await("the indexing has its own commit", permits::hasQueuedThreads);
        assertThat(store.roomLog().head(kitchen.id())).contains(talked);
        assertThat(indexed(kitchen.id())).isEqualTo(kitchen.head().sequence().value());

        permits.release(MANY);

        awaitIndexed(talked);
    }

    @Test
    void a_search_finds_what_was_answered_though_nothing_is_indexed_yet() {
        open(NEVER_QUIET);
        Room kitchen = append(Samples.opening(Samples.roomId(), ann));
        RoomChange said = says(kitchen, "dinner at six", "dinner at seven", "dinner at eight");
        Room now = append(said);
        assertThat(indexed(kitchen.id())).isZero();

        assertThat(found(kitchen, "dinner")).containsExactly(4L, 3L, 2L);
        assertThat(indexed(kitchen.id())).isEqualTo(4);

        now = does(now, new Intent.Edit(said.entries().get(0), Samples.text("supper at six")));
        now = does(now, new Intent.Delete(said.entries().get(1)));
        assertThat(indexed(kitchen.id())).isEqualTo(4);

        assertThat(found(kitchen, "dinner")).containsExactly(4L);
        assertThat(found(kitchen, "supper")).containsExactly(2L);
        assertThat(store.indexing().isBehind(now.id()))
                .as("searches from here on go straight")
                .isFalse();
    }

    @Test
    void what_was_said_edited_and_deleted_before_any_of_it_was_indexed_is_found_as_it_reads_now() {
        open(NEVER_QUIET);
        Room kitchen = append(Samples.opening(Samples.roomId(), ann));
        RoomChange said = says(kitchen, "dinner at six", "dinner at seven", "dinner at eight");
        Room now = append(said);
        now = does(now, new Intent.Edit(said.entries().get(0), Samples.text("supper at six")));
        does(now, new Intent.Delete(said.entries().get(1)));
        assertThat(indexed(kitchen.id())).isZero();

        assertThat(found(kitchen, "dinner")).containsExactly(4L);
        assertThat(found(kitchen, "supper")).containsExactly(2L);
    }

    @Test
    void a_search_catches_up_with_more_than_is_indexed_at_once() {
        open(NEVER_QUIET);
        Room kitchen = append(Samples.opening(Samples.roomId(), ann));
        Room now = append(says(kitchen, "the first of many"));
        hideIndex(true);
        while (now.head().sequence().value() <= 2 * Indexing.ENTRIES_AT_ONCE_MAX) {
            now = append(Samples.talk(now, RoomChange.ENTRIES_MAX));
        }
        now = append(says(now, "the last of many"));
        hideIndex(false);

        assertThat(found(now, "of many")).containsExactly(now.head().sequence().value(), 2L);
    }

    @Test
    void what_is_said_while_a_search_catches_up_is_not_forgotten() {
        open(NEVER_QUIET);
        Room kitchen = append(Samples.opening(Samples.roomId(), ann));
        Indexing indexing = store.indexing();
        Indexing.Step step = store.writer().write(session -> indexing.index(session, kitchen.id(), 10));
        append(says(kitchen, "wait for me"));

        indexing.done(step);

        assertThat(found(kitchen, "wait for me")).containsExactly(2L);
    }

    @Test
    void what_was_not_indexed_when_the_process_ended_is_found_by_the_next() {
        open(NEVER_QUIET);
        Room kitchen = append(Samples.opening(Samples.roomId(), ann));
        Room garden = append(Samples.opening(Samples.roomId(), ann));
        append(says(kitchen, "in the kitchen"));
        Room later = append(says(garden, "in the garden"));
        store.close();

        open(NEVER_QUIET);

        assertThat(indexed(kitchen.id())).isZero();
        assertThat(found(kitchen, "in the")).containsExactly(2L);
        assertThat(indexed(garden.id())).isZero();
        store.close();

        open(QUIET);

        awaitIndexed(later);
        assertThat(found(garden, "in the")).containsExactly(2L);
    }

    @Test
    void indexing_does_not_wait_for_ever_for_a_quiet_moment() {
        open(NEVER_QUIET);
        Room kitchen = append(Samples.opening());
        while (kitchen.head().sequence().value() < 3 * Indexing.ENTRIES_BEHIND_SOME) {
            kitchen = append(Samples.talk(kitchen, RoomChange.ENTRIES_MAX));
        }
        Room now = kitchen;

        Eventually.await(
                "few wait", () -> now.head().sequence().value() - indexed(now.id()) < Indexing.ENTRIES_BEHIND_SOME);
    }

    @Test
    void a_failing_index_costs_nobody_an_answer_and_is_made_up_for_after_a_rest() {
        open(QUIET);
        Room kitchen = append(Samples.opening(Samples.roomId(), ann));
        awaitIndexed(kitchen);
        hideIndex(true);

        long begun = System.nanoTime();
        int before = gate.arrived();
        Room now = append(says(kitchen, "is anybody there?"));
        Eventually.await("tried, failed, and tried again", () -> gate.arrived() >= before + 3);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Indexing.REST);
        assertThat(store.roomLog().head(kitchen.id())).contains(now);
        assertThatThrownBy(() -> found(kitchen, "anybody")).isInstanceOf(PortException.class);
        now = append(says(now, "nobody?"));

        hideIndex(false);

        awaitIndexed(now);
        assertThat(found(kitchen, "body")).containsExactly(3L, 2L);
    }

    @Test
    void an_index_commit_that_fails_is_repeated() {
        open(QUIET);
        Room kitchen = append(Samples.opening());
        awaitIndexed(kitchen);
        permits.drainPermits();
        permits.release();
        Room talked = append(Samples.talk(kitchen, 3));
        Eventually.await("it is about to be indexed", permits::hasQueuedThreads);

        int before = gate.arrived();
        gate.fail(true);
        permits.release(MANY);
        Eventually.await("failed again", () -> gate.arrived() > before);
        assertThat(indexed(kitchen.id())).isEqualTo(kitchen.head().sequence().value());
        gate.fail(false);

        awaitIndexed(talked);
        assertThat(store.roomLog().append(Samples.talk(talked, 1))).isEqualTo(new Appended());
    }

    @Test
    void an_entry_that_cannot_be_understood_keeps_no_other_from_being_found() {
        open(NEVER_QUIET);
        Room kitchen = append(Samples.opening(Samples.roomId(), ann));
        kitchen = append(says(kitchen, "in the kitchen", "in the kitchen, too"));
        store.writer().write(session -> session.update("UPDATE entries SET kind = 'sung' WHERE sequence = 2"));
        store.close();

        open(QUIET);
        Room garden = append(Samples.opening(Samples.roomId(), ann));
        garden = append(says(garden, "in the garden"));

        awaitIndexed(garden);
        assertThat(found(kitchen, "in the")).containsExactly(3L);
    }

    /** As when it was said between a search's catching up and its turn. */
    @Test
    void what_was_said_after_a_search_caught_up_is_none_of_its_business() {
        open(NEVER_QUIET);
        Indexing indexing = store.indexing();
        Room kitchen = append(Samples.opening(Samples.roomId(), ann));
        kitchen = append(says(kitchen, "dinner is ready"));
        assertThat(found(kitchen, "dinner")).containsExactly(2L);
        Entry said = store.roomLog().after(kitchen.id(), new Sequence(1), 1).getFirst();
        kitchen = does(kitchen, new Intent.Edit(said, new MessageText("supper is ready")));
        RoomId room = kitchen.id();
        Indexing.Step none = store.writer().write(session -> indexing.index(session, room, 0));
        indexing.done(new Indexing.Step(room, none.news(), 0, true));

        assertThat(texts(kitchen, "is ready")).containsExactly("dinner is ready");

        indexing.news(room, 1);
        assertThat(texts(kitchen, "is ready")).containsExactly("supper is ready");
    }

    @Test
    void rooms_with_one_entry_each_are_done_with_by_one_run() {
        open(NEVER_QUIET);
        for (int i = 0; i < 300; i++) {
            append(Samples.opening(Samples.roomId(), ann));
        }
        boolean isIdle = store.writer().write(session -> {
            for (PendingWrite<Indexing.Step> room : store.indexing().begin()) {
                room.run(session);
                room.acknowledge();
                store.indexing().done(room.await());
            }
            return store.indexing().isIdle();
        });

        assertThat(isIdle).isTrue();
    }

    @Test
    void where_there_is_always_something_to_write_the_index_has_its_turn_after_each_commit() {
        open(NEVER_QUIET);
        RoomId kitchen = append(Samples.opening()).id();
        Indexing indexing = store.indexing();

        List<Boolean> due = store.writer().write(session -> {
            boolean before = indexing.isDue(false);
            indexing.news(kitchen, Indexing.ENTRIES_BEHIND_MANY);
            boolean many = indexing.isDue(false) && !indexing.isDueAgain();
            indexing.news(kitchen, Indexing.ENTRIES_BEHIND_MAX);
            return List.of(before, many, indexing.isDueAgain());
        });

        assertThat(due).containsExactly(false, true, true);
    }

    /** Not even if no run succeeds for long: what is kept in mind has a bound, and the rest is in the database. */
    @Test
    void more_rooms_than_are_kept_in_mind_are_caught_up_with_as_well() {
        open(QUIET);
        hideIndex(true);
        List<Room> rooms = new ArrayList<>();
        for (int i = 0; i < Indexing.ROOMS_KNOWN_MAX + 10; i++) {
            Room room = append(Samples.opening(Samples.roomId(), ann));
            rooms.add(append(says(room, "room number " + i)));
        }
        RoomId unknown = Samples.roomId();
        assertThat(store.indexing().isBehind(unknown)).isTrue();
        assertThat(rooms).allMatch(room -> store.indexing().isBehind(room.id()));

        hideIndex(false);

        assertThat(found(rooms.getLast(), "room number")).containsExactly(2L);
        rooms.forEach(this::awaitIndexed);
        Eventually.await("all is known to be done", () -> !store.indexing().isBehind(unknown));
        assertThat(rooms)
                .allSatisfy(room -> assertThat(found(room, "room number")).containsExactly(2L));
    }

    private void open(Duration quiet) {
        store = SqliteStore.open(
                directory,
                WriteListener.NONE,
                SynchronousMode.OFF,
                real -> gate = new GatedTransaction(real, permits),
                quiet);
    }

    private Room append(RoomChange change) {
        assertThat(store.roomLog().append(change)).isEqualTo(new Appended());
        return change.after();
    }

    private Room does(Room room, Intent intent) {
        return append(Samples.change(room, List.of(Samples.draft(ann, intent))));
    }

    private RoomChange says(Room room, String... texts) {
        return Samples.change(
                room,
                List.of(texts).stream().map(text -> Samples.say(ann, text)).toList());
    }

    private List<Message> messages(Room room, String query) {
        return store.messageSearch()
                .find(
                        room.id(),
                        SearchQuery.parse(query).orElseThrow(),
                        Sequence.BEFORE_FIRST,
                        new Sequence(Long.MAX_VALUE),
                        10);
    }

    private List<String> texts(Room room, String query) {
        return messages(room, query).stream()
                .map(message -> message.text().value())
                .toList();
    }

    private List<Long> found(Room room, String query) {
        return messages(room, query).stream()
                .map(Message::entry)
                .map(Entry::sequence)
                .map(Sequence::value)
                .toList();
    }

    /** While it is hidden nothing can be indexed, and nothing else is any different. */
    private void hideIndex(boolean hidden) {
        store.writer().write(session -> {
            session.run(
                    "ALTER TABLE " + (hidden ? "indexed_rooms RENAME TO hidden" : "hidden RENAME TO indexed_rooms"));
            return null;
        });
    }

    private void awaitIndexed(Room room) {
        long end = room.head().sequence().value();
        Eventually.await("indexed up to " + end, () -> indexed(room.id()) == end);
    }

    /** How far the room is indexed, by a look that has nothing to do with the store. */
    private long indexed(RoomId room) {
        var connections = new Connections(directory.resolve(DataDirectory.DATABASE_FILE), SynchronousMode.OFF);
        try (Session session = connections.forReader()) {
            return session.first(
                            "SELECT sequence FROM indexed_rooms WHERE room = ?", row -> row.getLong(1), room.value())
                    .orElse(0L);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
