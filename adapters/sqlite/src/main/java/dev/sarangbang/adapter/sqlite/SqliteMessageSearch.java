package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Finds messages by the index that is kept with the log. */
final class SqliteMessageSearch implements MessageSearch {

    /** One query, and so one moment: the index and the entries always belong together. */
    static final String FIND = "SELECT " + EntryRow.COLUMNS + ","
            + " (SELECT edit.text FROM entries AS edit WHERE edit.room = entries.room AND edit.target = entries.sequence"
            + "   AND edit.kind = 'edited' ORDER BY edit.sequence DESC LIMIT 1)"
            + " FROM entries WHERE room = ? AND sequence IN"
            + " (SELECT rowid & 4294967295 FROM message_index WHERE message_index MATCH ?"
            + "   AND rowid >= ((SELECT number FROM indexed_rooms WHERE room = ?) << 32 | ?)"
            + "   AND rowid < ((SELECT number FROM indexed_rooms WHERE room = ?) << 32 | ?)"
            + "   ORDER BY rowid DESC LIMIT ?)"
            + " ORDER BY sequence DESC";

    private final Searcher searcher;

    SqliteMessageSearch(Searcher searcher) {
        this.searcher = searcher;
    }

    @Override
    public List<Message> find(RoomId room, SearchQuery query, Sequence from, Sequence before, int limit) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("a limit of " + limit);
        }
        String phrase = '"' + query.folded().replace("\"", "\"\"") + '"';
        long first = Math.min(from.value(), MessageIndex.SEQUENCE_MAX);
        long end = Math.min(before.value(), MessageIndex.SEQUENCE_MAX);
        long number = room.value();
        return searcher.search(session ->
                session.all(FIND, SqliteMessageSearch::message, number, phrase, number, first, number, end, limit));
    }

    private static Message message(ResultSet row) throws SQLException {
        Entry entry = EntryRow.read(row);
        if (!(entry.content() instanceof Content.Text(var said, var ignored))) {
            throw new IllegalArgumentException("what is indexed is no message");
        }
        String edited = row.getString(EntryRow.COLUMNS_COUNT + 1);
        return edited == null ? new Message(entry, said, false) : new Message(entry, new MessageText(edited), true);
    }
}
