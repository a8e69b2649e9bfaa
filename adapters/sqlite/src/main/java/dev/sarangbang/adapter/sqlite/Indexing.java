package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.RoomId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings the index of messages up to the logs once the answers are out. To index a message costs more than to add it to its log, and
 * much less together with many others; nobody who waits for an acknowledgement should pay for either. So an append only says that its
 * room has news. The writer indexes them when nothing else is to be done, or when too much has gathered; and whoever searches a room
 * with news has them indexed first.
 *
 * <p>The database knows how far into each log the index goes, and learns it in the transaction that indexes: so no entry is indexed
 * twice or left out, whenever the process ends. What is kept here only spares searches and runs a look at rooms where nothing is new.
 */
final class Indexing {

    /** The most entries of one transaction: bounds how long what comes in meanwhile waits. */
    static final int ENTRIES_AT_ONCE_MAX = 512;

    /** With so many to index, any moment is taken in which nothing waits to be written. More together cost less, but take longer. */
    static final int ENTRIES_BEHIND_SOME = 128;

    /** With so many, there is a run after each commit, whatever waits. */
    static final int ENTRIES_BEHIND_MANY = 1_024;

    /** With so many, there is one run after the other. */
    static final int ENTRIES_BEHIND_MAX = 8_192;

    /** The most rooms that are kept in mind; beyond it, the database is asked. */
    static final int ROOMS_KNOWN_MAX = 2_048;

    /** For how long there has to be nothing to write. People who talk at once then share a run. */
    static final Duration QUIET = Duration.ofMillis(50);

    /** How long to let it be after a run by which nothing was indexed. */
    static final Duration REST = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(Indexing.class.getName());

    private static final String INDEXED = "SELECT sequence FROM indexed_rooms WHERE room = ?";
    private static final String SET_INDEXED = "UPDATE indexed_rooms SET sequence = ? WHERE room = ?";
    private static final String ROOMS_BEHIND =
            "SELECT id, last_sequence - coalesce(sequence, 0) FROM rooms LEFT JOIN indexed_rooms ON room = id"
                    + " WHERE id > 0 AND last_sequence > coalesce(sequence, 0) LIMIT ?";

    /** An entry, or none where there is one that cannot be understood: it cannot be found, and keeps nobody from finding others. */
    private record Row(long sequence, Optional<Entry> entry) {}

    private record Behind(RoomId room, long entries) {}

    /** How an indexing of one room went: of how many entries, and whether of all there were. */
    record Step(RoomId room, long news, int entries, boolean caughtUp) {}

    private final Session session;
    private final Duration quiet;

    /** Rooms with news, and the number of their latest. All threads look; the writer's thread alone adds. */
    private final Map<RoomId, Long> rooms = new ConcurrentHashMap<>();

    /** Whether rooms that are not kept in mind may have news too. Set by the writer's thread. */
    private volatile boolean more;

    // Of the writer's thread:
    private long newsCount;
    private int entriesBehind;
    private boolean failing;
    private long restUntil = System.nanoTime();

    /** Looks first for what a process that ended left to do. {@code session} is the writer's. */
    Indexing(Session session, Duration quiet) throws SQLException {
        this.session = session;
        this.quiet = quiet;
        lookForRooms();
    }

    /**
     * So many entries are being added to {@code room}. Called on the writer's thread, by the operation that adds them: a search that
     * begins after its answer then knows. If the operation is undone, a run will find nothing new, and that is all.
     */
    void news(RoomId room, int entries) {
        entriesBehind += entries;
        if (!remember(room)) {
            more = true;
        }
    }

    /** Whether a search of {@code room} might miss something. */
    boolean isBehind(RoomId room) {
        return more || rooms.containsKey(room); // in this order: a room is kept in mind before there are no more
    }

    /**
     * Indexes what is new in {@code room}, up to so many entries. An operation of the writer's; what it returns goes to {@link #done}
     * once it is committed.
     */
    Step index(Session session, RoomId room, int entriesMax) throws SQLException {
        long news = rooms.getOrDefault(room, 0L);
        long indexed =
                session.first(INDEXED, row -> row.getLong(1), room.value()).orElse(0L);
        List<Row> entries = session.all(SqliteRoomLog.AFTER, Indexing::row, room.value(), indexed, entriesMax + 1);
        boolean caughtUp = entries.size() <= entriesMax;
        if (!caughtUp) {
            entries = entries.subList(0, entriesMax);
        }
        if (!entries.isEmpty()) {
            session.update(MessageIndex.ADD_ROOM, room.value());
            for (Row row : entries) {
                Optional<MessageIndex.Change> change = row.entry().flatMap(MessageIndex::changeFor);
                if (change.isPresent()) {
                    session.update(change.get().sql(), change.get().values().toArray());
                }
            }
            session.update(SET_INDEXED, entries.getLast().sequence(), room.value());
        }
        return new Step(room, news, entries.size(), caughtUp);
    }

    /** Forgets a room that was caught up with, unless there were news since; from any thread. */
    void done(Step committed) {
        if (committed.caughtUp()) {
            rooms.remove(committed.room(), committed.news());
        }
    }

    /** Whether there is nothing to do before somebody writes again. */
    boolean isIdle() {
        return rooms.isEmpty() && !more;
    }

    /** How long to wait for something to write before a run. */
    long waitNanos() {
        long rest = restUntil - System.nanoTime();
        return Math.max(rest, entriesBehind >= ENTRIES_BEHIND_SOME ? 0 : quiet.toNanos());
    }

    /** Whether a run is due, given that nothing waits to be written, or that something may. */
    boolean isDue(boolean nothingWaits) {
        return !isIdle() && (nothingWaits || entriesBehind >= ENTRIES_BEHIND_MANY) && isRested();
    }

    /** Whether another run is due right after one. */
    boolean isDueAgain() {
        return !isIdle() && entriesBehind >= ENTRIES_BEHIND_MAX && isRested();
    }

    private boolean isRested() {
        return System.nanoTime() - restUntil >= 0;
    }

    /** What to commit together. One room after the other as they were opened: that is the order of the index, in which it is cheap. */
    List<PendingWrite<Step>> begin() {
        List<RoomId> some = rooms.keySet().stream()
                .limit(ENTRIES_AT_ONCE_MAX)
                .sorted(Comparator.comparingLong(RoomId::value))
                .toList();
        int each = ENTRIES_AT_ONCE_MAX / Math.max(some.size(), 1);
        List<PendingWrite<Step>> run = new ArrayList<>();
        for (RoomId room : some) {
            run.add(new PendingWrite<>(writing -> index(writing, room, each)));
        }
        return run;
    }

    /**
     * Notes what came of a run, and gives the number of entries that were indexed. A room that cannot be indexed stays for later, and
     * does not keep others from being. But if nothing could be, there is a rest first.
     */
    int end(List<PendingWrite<Step>> run) {
        Optional<Exception> failure = Optional.empty();
        int steps = 0;
        int entries = 0;
        boolean allCaughtUp = rooms.size() <= run.size();
        for (PendingWrite<Step> answered : run) {
            try {
                Step step = answered.await();
                done(step);
                steps++;
                entries += step.entries();
                allCaughtUp &= step.caughtUp();
            } catch (RuntimeException e) {
                failure = Optional.of(e);
                allCaughtUp = false;
            }
        }
        if (steps > 0) {
            entriesBehind = allCaughtUp ? 0 : Math.max(0, entriesBehind - entries);
        }
        if (more) {
            try {
                lookForRooms();
            } catch (SQLException | RuntimeException e) {
                failure = Optional.of(e);
            }
        }
        failure.ifPresent(this::log);
        failing = failure.isPresent();
        if (failing && steps == 0) {
            restUntil = System.nanoTime() + REST.toNanos();
        }
        return entries;
    }

    private static Row row(ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        try {
            return new Row(sequence, Optional.of(EntryRow.read(row)));
        } catch (IllegalArgumentException e) {
            return new Row(sequence, Optional.empty());
        }
    }

    private boolean remember(RoomId room) {
        boolean place = rooms.size() < ROOMS_KNOWN_MAX || rooms.containsKey(room);
        if (place) {
            rooms.put(room, ++newsCount);
        }
        return place;
    }

    private void lookForRooms() throws SQLException {
        List<Behind> behind = session.all(
                ROOMS_BEHIND, row -> new Behind(new RoomId(row.getLong(1)), row.getLong(2)), ROOMS_KNOWN_MAX);
        boolean all = behind.size() < ROOMS_KNOWN_MAX;
        long entries = 0;
        for (Behind each : behind) {
            all &= remember(each.room());
            entries += each.entries();
        }
        entriesBehind = Math.clamp(entries, entriesBehind, Integer.MAX_VALUE / 2);
        more = !all;
    }

    private void log(Exception failure) {
        LOG.log(
                failing ? Level.DEBUG : Level.WARNING,
                "messages wait to be indexed; nothing is lost, and it is tried again",
                failure);
    }
}
