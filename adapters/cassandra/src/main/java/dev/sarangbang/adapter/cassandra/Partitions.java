package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.sarangbang.adapter.codec.Codec;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;
import java.util.Optional;

/** One bucket of one room: the statements that read and write it, each on a single partition. */
final class Partitions {

    /** A row with this sequence is no entry but names one. */
    private static final long NAME = 0;

    private static final String WHERE = " FROM room_log WHERE room_id = ? AND bucket = ?";

    private final Calls calls;
    private final PreparedStatement begin;
    private final PreparedStatement goOn;
    private final PreparedStatement addEntry;
    private final PreparedStatement addName;
    private final PreparedStatement end;
    private final PreparedStatement entryAt;
    private final PreparedStatement upwards;
    private final PreparedStatement downwards;
    private final PreparedStatement placeOfName;
    private final PreparedStatement names;

    Partitions(Calls calls) {
        this.calls = calls;
        String head =
                "UPDATE room_log SET last_sequence = ?, room = ? WHERE room_id = ? AND bucket = ? IF last_sequence = ";
        this.begin = calls.prepareConditional(head + "NULL");
        this.goOn = calls.prepareConditional(head + "?");
        this.addEntry = calls.prepareConditional(
                "INSERT INTO room_log (room_id, bucket, " + EntryRows.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.addName =
                calls.prepareConditional("INSERT INTO room_log (room_id, bucket, sequence, author, client_id, place)"
                        + " VALUES (?, ?, " + NAME + ", ?, ?, ?) IF NOT EXISTS");
        this.end = calls.prepareRepeatable("SELECT DISTINCT last_sequence, room" + WHERE);
        String entries = "SELECT last_sequence, " + EntryRows.COLUMNS + WHERE;
        this.entryAt = calls.prepareRepeatable(entries + " AND sequence = ?");
        this.upwards = calls.prepareRepeatable(entries + " AND sequence >= ? LIMIT ?");
        this.downwards = calls.prepareRepeatable(entries + " AND sequence > " + NAME
                + " AND sequence <= ? ORDER BY sequence DESC, author DESC, client_id DESC LIMIT ?");
        String named = WHERE + " AND sequence = " + NAME;
        this.placeOfName = calls.prepareRepeatable("SELECT place" + named + " AND author = ? AND client_id = ?");
        this.names = calls.prepareRepeatable("SELECT author, client_id, place" + named);
    }

    /**
     * Where a bucket ends.
     *
     * @param room as text, which need not be understood to know the place
     */
    record End(Sequence place, String room) {}

    /** A client id and the place of its entry. */
    record Name(AccountId author, ClientMessageId clientId, Sequence place) {}

    /**
     * Some entries of one bucket, and where the bucket ended when they were read.
     *
     * @param end means nothing if there are no entries
     */
    record Page(List<Entry> entries, Sequence end) {

        /** Whether the first of them, in the order in which they were read, is at {@code place}. */
        boolean startsAt(Sequence place) {
            return !entries.isEmpty() && entries.get(0).sequence().equals(place);
        }
    }

    /**
     * Writes the change if the bucket ends where it expects and knows none of its client ids.
     *
     * @param begins whether the bucket must be empty instead
     */
    boolean append(long bucket, RoomChange change, boolean begins) {
        long room = change.room().value();
        long last = change.after().head().sequence().value();
        String after = Codec.ROOM.toText(change.after());
        BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.LOGGED)
                .addStatement(
                        begins
                                ? begin.bind(last, after, room, bucket)
                                : goOn.bind(
                                        last,
                                        after,
                                        room,
                                        bucket,
                                        change.expected().value()));
        for (Entry entry : change.entries()) {
            batch.addStatement(EntryRows.bind(addEntry, bucket, entry));
            batch.addStatement(addName.bind(
                    room,
                    bucket,
                    entry.author().value(),
                    entry.clientId().value(),
                    entry.sequence().value()));
        }
        return calls.writeIf(batch.setIdempotence(false).build());
    }

    /** Empty if the bucket has not begun. */
    Optional<End> end(RoomId room, long bucket, ConsistencyLevel consistency) {
        return calls.readOne(end.bind(room.value(), bucket).setConsistencyLevel(consistency))
                .flatMap(row -> Optional.ofNullable(row.getString("room"))
                        .map(text -> new End(new Sequence(row.getLong("last_sequence")), text)));
    }

    Optional<Entry> entryAt(RoomId room, long bucket, Sequence place, ConsistencyLevel consistency) {
        return calls.readOne(entryAt.bind(room.value(), bucket, place.value()).setConsistencyLevel(consistency))
                .map(row -> EntryRows.read(room, row));
    }

    /** At most {@code limit} entries from {@code first} on, ascending. */
    Page upwards(RoomId room, long bucket, Sequence first, int limit, ConsistencyLevel consistency) {
        return page(
                room,
                calls.read(
                        upwards.bind(room.value(), bucket, first.value(), limit).setConsistencyLevel(consistency)));
    }

    /** At most {@code limit} entries down from {@code last}, descending. */
    Page downwards(RoomId room, long bucket, Sequence last, int limit) {
        return page(room, calls.read(downwards.bind(room.value(), bucket, last.value(), limit)));
    }

    /** Where the entry is that {@code author} named so, if that is in this bucket. */
    Optional<Sequence> placeOf(
            RoomId room, long bucket, AccountId author, ClientMessageId clientId, ConsistencyLevel consistency) {
        return calls.readOne(placeOfName
                        .bind(room.value(), bucket, author.value(), clientId.value())
                        .setConsistencyLevel(consistency))
                .map(row -> new Sequence(row.getLong(0)));
    }

    /** All names of a bucket: some hundred kilobytes. */
    List<Name> names(RoomId room, long bucket) {
        return calls.read(names.bind(room.value(), bucket)).stream()
                .map(row -> new Name(
                        new AccountId(row.getLong(0)),
                        new ClientMessageId(String.valueOf(row.getString(1))),
                        new Sequence(row.getLong(2))))
                .toList();
    }

    private static Page page(RoomId room, List<Row> rows) {
        List<Entry> entries =
                rows.stream().map(row -> EntryRows.read(room, row)).toList();
        return new Page(
                entries,
                rows.isEmpty()
                        ? Sequence.BEFORE_FIRST
                        : new Sequence(rows.get(0).getLong("last_sequence")));
    }
}
