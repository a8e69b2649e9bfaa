package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds entries by their author and client id, however old.
 *
 * <p>The names of an entry are in its bucket, so that the batch that writes the entry can be conditional on them. To look into every
 * bucket a room ever had would cost more with every year. So those of old buckets are copied into a table of their own, and what makes it
 * complete is an order of steps: <b>a bucket begins only after the names of the bucket before the last have been copied.</b> While bucket
 * {@code b} is the newest, a name is in {@code b}, in {@code b − 1}, or in the table, and the latter two do not change any more. A crash
 * between copying and beginning leaves copies that somebody makes again.
 */
final class ClientIds {

    /** Bounds the partitions of a long log: ten million entries make some ten megabytes each. */
    private static final int SLICES = 16;

    /** Keeps a batch below the size of which Cassandra warns. */
    private static final int COPIES_AT_ONCE = 40;

    private final Partitions partitions;
    private final Calls calls;
    private final PreparedStatement copy;
    private final PreparedStatement find;

    ClientIds(Partitions partitions, Calls calls) {
        this.partitions = partitions;
        this.calls = calls;
        this.copy = calls.prepareRepeatable(
                "INSERT INTO client_ids (room_id, slice, author, client_id, bucket, place) VALUES (?, ?, ?, ?, ?, ?)");
        this.find = calls.prepareRepeatable(
                "SELECT bucket, place FROM client_ids WHERE room_id = ? AND slice = ? AND author = ? AND client_id = ?");
    }

    /** The entry of that name in a log whose newest bucket is {@code newest}. */
    Optional<Entry> find(
            RoomId room, long newest, AccountId author, ClientMessageId clientId, ConsistencyLevel consistency) {
        Optional<Sequence> place = partitions.placeOf(room, newest, author, clientId, consistency);
        return place.isPresent()
                ? partitions.entryAt(room, newest, place.get(), consistency)
                : findBefore(room, newest, author, clientId);
    }

    /** The entry of that name in the buckets before {@code bucket}, which are full. */
    Optional<Entry> findBefore(RoomId room, long bucket, AccountId author, ClientMessageId clientId) {
        if (bucket == Buckets.FIRST) {
            return Optional.empty();
        }
        long last = bucket - 1;
        Optional<Sequence> place = partitions.placeOf(room, last, author, clientId, Calls.READ);
        if (place.isPresent()) {
            return partitions.entryAt(room, last, place.get(), Calls.READ);
        }
        if (last == Buckets.FIRST) {
            return Optional.empty();
        }
        return calls.readOne(find.bind(room.value(), slice(author, clientId), author.value(), clientId.value()))
                .flatMap(row -> partitions.entryAt(room, row.getLong(0), new Sequence(row.getLong(1)), Calls.READ));
    }

    /** To be done before {@code bucket} begins. */
    void prepareFor(RoomId room, long bucket) {
        long old = bucket - 2;
        if (old < Buckets.FIRST) {
            return;
        }
        Map<Integer, List<Partitions.Name>> slices = new HashMap<>();
        for (Partitions.Name name : partitions.names(room, old)) {
            slices.computeIfAbsent(slice(name.author(), name.clientId()), ignored -> new ArrayList<>())
                    .add(name);
        }
        Collection<Integer> copied = InParallel.map(slices.keySet(), slice -> {
                    copy(room, old, slice, slices.getOrDefault(slice, List.of()));
                    return Optional.of(slice);
                })
                .values();
        if (copied.size() != slices.size()) {
            throw new IllegalStateException("only " + copied + " copied");
        }
    }

    private void copy(RoomId room, long bucket, int slice, List<Partitions.Name> names) {
        for (int from = 0; from < names.size(); from += COPIES_AT_ONCE) {
            BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
            for (Partitions.Name name : names.subList(from, Math.min(names.size(), from + COPIES_AT_ONCE))) {
                batch.addStatement(copy.bind(
                        room.value(),
                        slice,
                        name.author().value(),
                        name.clientId().value(),
                        bucket,
                        name.place().value()));
            }
            calls.write(batch.setIdempotence(true).build());
        }
    }

    /** Stored: must stay the same for ever. */
    static int slice(AccountId author, ClientMessageId clientId) {
        return Math.floorMod(
                31 * Long.hashCode(author.value()) + clientId.value().hashCode(), SLICES);
    }
}
