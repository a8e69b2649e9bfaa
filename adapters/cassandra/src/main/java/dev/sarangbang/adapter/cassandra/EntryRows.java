package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.sarangbang.adapter.codec.Codec;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry as a row, and back. */
final class EntryRows {

    static final String COLUMNS = "sequence, author, client_id, message_id, message_number, created_at, content";

    private EntryRows() {}

    /** Binds an insert of the key's room and bucket and of {@link #COLUMNS}. */
    static BoundStatement bind(PreparedStatement insert, long bucket, Entry entry) {
        return insert.bind(
                entry.room().value(),
                bucket,
                entry.sequence().value(),
                entry.author().value(),
                entry.clientId().value(),
                entry.id().value(),
                entry.messageNumber(),
                entry.at(),
                Codec.CONTENT.toText(entry.content()));
    }

    /** Reads {@link #COLUMNS}. */
    static Entry read(RoomId room, Row row) {
        long sequence = row.getLong("sequence");
        String content = row.getString("content");
        Instant at = row.getInstant("created_at");
        if (content == null || at == null) {
            throw new PortException.Corrupt("entry " + sequence + " of " + room + " is not whole");
        }
        try {
            return new Entry(
                    room,
                    new Sequence(sequence),
                    new MessageId(row.getLong("message_id")),
                    row.getLong("message_number"),
                    new AccountId(row.getLong("author")),
                    new ClientMessageId(text(row.getString("client_id"))),
                    at,
                    Codec.CONTENT.fromText(content));
        } catch (IllegalArgumentException e) {
            throw new PortException.Corrupt("entry " + sequence + " of " + room + " cannot be", e);
        }
    }

    private static String text(@Nullable String column) {
        return column == null ? "" : column;
    }
}
