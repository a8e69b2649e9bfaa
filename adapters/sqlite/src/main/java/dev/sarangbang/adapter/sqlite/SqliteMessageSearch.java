package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Finds messages by the index that is kept beside the log, once that has all that was answered before. */
final class SqliteMessageSearch implements MessageSearch {

    /** One query, and so one moment: that of the index. What is in the log since then is not looked at. */
    static final String FIND = "SELECT " + EntryRow.COLUMNS + ","
            + " (SELECT edit.text FROM entries AS edit WHERE edit.room = entries.room AND edit.target = entries.sequence"
            + "   AND edit.kind = 'edited' AND edit.sequence <= (SELECT sequence FROM indexed_rooms WHERE room = entries.room)"
            + "   ORDER BY edit.sequence DESC LIMIT 1)"
            + " FROM entries WHERE room = ? AND sequence IN"
            + " (SELECT rowid & 4294967295 FROM message_index WHERE message_index MATCH ?"
            + "   AND rowid >= ((SELECT number FROM indexed_rooms WHERE room = ?) << 32 | ?)"
            + "   AND rowid < ((SELECT number FROM indexed_rooms WHERE room = ?) << 32 | ?)"
            + "   ORDER BY rowid DESC LIMIT ?)"
            + " ORDER BY sequence DESC";

    private final Searcher searcher;
    private final Writer writer;
    private final Indexing indexing;

    SqliteMessageSearch(Searcher searcher, Writer writer, Indexing indexing) {
        this.searcher = searcher;
        this.writer = writer;
        this.indexing = indexing;
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
        if (searcher.waiting() >= Searcher.WAITING_SEARCHES_MAX) {
            throw new PortException.Unavailable("too many searches wait"); // before they make others wait
        }
        catchUp(room);
        return searcher.search(session ->
                session.all(FIND, SqliteMessageSearch::message, number, phrase, number, first, number, end, limit));
    }

    private void catchUp(RoomId room) {
        boolean behind = indexing.isBehind(room);
        while (behind) {
            Indexing.Step step = writer.write(session -> indexing.index(session, room, Indexing.ENTRIES_AT_ONCE_MAX));
            indexing.done(step);
            behind = !step.caughtUp();
        }
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
