package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Sequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an entry of a log is a row of {@code entries}. */
final class EntryRow {

    static final String COLUMNS =
            "room, sequence, message_id, message_number, author, client_id, at, kind, member, text, target";

    /** How many those are. */
    static final int COLUMNS_COUNT = 11;

    private static final String SAID = "said";
    private static final String EDITED = "edited";
    private static final String DELETED = "deleted";
    private static final String OPENED = "opened";
    private static final String JOINED = "joined";
    private static final String LEFT = "left";
    private static final String REMOVED = "removed";
    private static final String TITLED = "titled";
    private static final String INVITE = "invite";

    private EntryRow() {}

    /** The values of {@link #COLUMNS}. */
    static @Nullable Object[] values(Entry entry) {
        return switch (entry.content()) {
            case Content.Text(var text, var replyTo) ->
                values(
                        entry,
                        SAID,
                        null,
                        text.value(),
                        replyTo.map(Sequence::value).orElse(null));
            case Content.TextEdited(var message, var text) ->
                values(entry, EDITED, null, text.value(), message.value());
            case Content.TextDeleted(var message) -> values(entry, DELETED, null, null, message.value());
            case Content.RoomCreated(var title) -> values(entry, OPENED, null, title.value(), null);
            case Content.MemberJoined(var member) -> values(entry, JOINED, member.value(), null, null);
            case Content.MemberLeft ignored -> values(entry, LEFT, null, null, null);
            case Content.MemberRemoved(var member) -> values(entry, REMOVED, member.value(), null, null);
            case Content.TitleChanged(var title) -> values(entry, TITLED, null, title.value(), null);
            case Content.InviteRenewed ignored -> values(entry, INVITE, null, null, null);
        };
    }

    /** Reads a row that has {@link #COLUMNS}. */
    static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                new RoomId(row.getLong(1)),
                new Sequence(row.getLong(2)),
                new MessageId(row.getLong(3)),
                row.getLong(4),
                new AccountId(row.getLong(5)),
                new ClientMessageId(row.getString(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                content(row));
    }

    private static @Nullable Object[] values(
            Entry entry, String kind, @Nullable Long member, @Nullable String text, @Nullable Long target) {
        return new @Nullable Object[] {
            entry.room().value(),
            entry.sequence().value(),
            entry.id().value(),
            entry.messageNumber(),
            entry.author().value(),
            entry.clientId().value(),
            entry.at().toEpochMilli(),
            kind,
            member,
            text,
            target
        };
    }

    private static Content content(ResultSet row) throws SQLException {
        String kind = row.getString(8);
        return switch (kind) {
            case SAID -> new Content.Text(new MessageText(text(row)), replyTo(row));
            case EDITED -> new Content.TextEdited(target(row), new MessageText(text(row)));
            case DELETED -> new Content.TextDeleted(target(row));
            case OPENED -> new Content.RoomCreated(new RoomTitle(text(row)));
            case JOINED -> new Content.MemberJoined(member(row));
            case LEFT -> new Content.MemberLeft();
            case REMOVED -> new Content.MemberRemoved(member(row));
            case TITLED -> new Content.TitleChanged(new RoomTitle(text(row)));
            case INVITE -> new Content.InviteRenewed();
            default -> throw new IllegalArgumentException("an entry of kind " + kind);
        };
    }

    /** SQLite reads NULL as 0, which is no account. */
    private static AccountId member(ResultSet row) throws SQLException {
        return new AccountId(row.getLong(9));
    }

    /** SQLite reads NULL as 0, which is the place of no entry. */
    private static Sequence target(ResultSet row) throws SQLException {
        return replyTo(row).orElseThrow(() -> new IllegalArgumentException("an entry without what it is about"));
    }

    private static Optional<Sequence> replyTo(ResultSet row) throws SQLException {
        long place = row.getLong(11);
        return place == 0 ? Optional.empty() : Optional.of(new Sequence(place));
    }

    private static String text(ResultSet row) throws SQLException {
        String text = row.getString(10);
        if (text == null) {
            throw new IllegalArgumentException("an entry without its text");
        }
        return text;
    }
}
