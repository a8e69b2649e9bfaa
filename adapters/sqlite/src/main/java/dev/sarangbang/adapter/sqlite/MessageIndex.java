package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;
import java.util.Optional;

/**
 * What of an entry goes into the index of messages. Entries come into it in the order of their log, each once, however much later: so an
 * edit is always the newest, and of a deleted message there is no row left to change. {@link Indexing} sees to that.
 */
final class MessageIndex {

    /** A row's id: see the migration that makes the index. */
    private static final String ROW = "SELECT (number << 32) | ? FROM indexed_rooms WHERE room = ?";

    static final String ADD_ROOM = "INSERT INTO indexed_rooms (room) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String ADD = "INSERT INTO message_index (rowid, text) VALUES ((" + ROW + "), ?)";
    private static final String CHANGE = "UPDATE message_index SET text = ? WHERE rowid = (" + ROW + ")";
    private static final String REMOVE = "DELETE FROM message_index WHERE rowid = (" + ROW + ")";

    /** Sequences within the index have 32 bits. A room that says more than that in its life is searched up to there. */
    static final long SEQUENCE_MAX = 0xFFFF_FFFFL;

    private MessageIndex() {}

    /** A change to make in the transaction that says how far the index goes. */
    record Change(String sql, List<Object> values) {}

    /** What to change for {@code entry}. */
    static Optional<Change> changeFor(Entry entry) {
        return switch (entry.content()) {
            case Content.RoomCreated ignored ->
                Optional.of(new Change(ADD_ROOM, List.of(entry.room().value())));
            case Content.Text(var text, var ignored) ->
                entry.sequence().value() > SEQUENCE_MAX
                        ? Optional.empty()
                        : Optional.of(new Change(
                                ADD,
                                List.of(entry.sequence().value(), entry.room().value(), folded(text))));
            case Content.TextEdited(var message, var text) -> amendment(entry.room(), message, Optional.of(text));
            case Content.TextDeleted(var message) -> amendment(entry.room(), message, Optional.empty());
            case Content.MemberJoined ignored -> Optional.empty();
            case Content.MemberLeft ignored -> Optional.empty();
            case Content.MemberRemoved ignored -> Optional.empty();
            case Content.TitleChanged ignored -> Optional.empty();
            case Content.InviteRenewed ignored -> Optional.empty();
        };
    }

    private static Optional<Change> amendment(RoomId room, Sequence message, Optional<MessageText> text) {
        if (message.value() > SEQUENCE_MAX) {
            return Optional.empty();
        }
        return Optional.of(text.map(now -> new Change(CHANGE, List.of(folded(now), message.value(), room.value())))
                .orElseGet(() -> new Change(REMOVE, List.of(message.value(), room.value()))));
    }

    private static String folded(MessageText text) {
        return SearchQuery.fold(text.value());
    }
}
