package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.room.Head;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * How a room is a row of {@code rooms}. Its members are one value of that row: they are always read and written
 * together, and every message touches one of them.
 */
final class RoomRow {

    /** The id comes last: so the values fit an update, too. */
    static final String COLUMNS =
            "epoch, title, invite, last_sequence, last_message_id, last_message_number, last_at, members, id";

    private static final String NOBODY = "[]";
    private static final String FIRST = "[[";
    private static final String BETWEEN = "],[";
    private static final String LAST = "]]";
    private static final int FIELDS_OF_MEMBER = 4;
    private static final int FIELDS_OF_ROOM = 9;

    private RoomRow() {}

    /** The values of {@link #COLUMNS}. */
    static Object[] values(Room room) {
        return values(room, new Object[FIELDS_OF_ROOM]);
    }

    /** The values of {@link #COLUMNS}, and one more. */
    static Object[] values(Room room, Sequence last) {
        Object[] values = values(room, new Object[FIELDS_OF_ROOM + 1]);
        values[FIELDS_OF_ROOM] = last.value();
        return values;
    }

    private static Object[] values(Room room, Object[] values) {
        Head head = room.head();
        values[0] = room.epoch().value();
        values[1] = room.title().value();
        values[2] = room.invite().value();
        values[3] = head.sequence().value();
        values[4] = head.messageId().value();
        values[5] = head.messageNumber();
        values[6] = head.at().toEpochMilli();
        values[7] = members(room.members());
        values[8] = room.id().value();
        return values;
    }

    /** Reads a row that has {@link #COLUMNS}. */
    static Room read(ResultSet row) throws SQLException {
        return new Room(
                new RoomId(row.getLong(9)),
                new Epoch(row.getLong(1)),
                new RoomTitle(row.getString(2)),
                members(row.getString(8)),
                new InviteSecret(row.getString(3)),
                new Head(
                        new Sequence(row.getLong(4)),
                        new MessageId(row.getLong(5)),
                        row.getLong(6),
                        Instant.ofEpochMilli(row.getLong(7))));
    }

    private static String members(List<Member> members) {
        if (members.isEmpty()) {
            return NOBODY;
        }
        var text = new StringJoiner(BETWEEN, FIRST, LAST);
        for (Member member : members) {
            text.add(member.account().value() + ","
                    + member.joined().value() + ","
                    + member.lastActed().value() + ","
                    + member.lastActedNumber());
        }
        return text.toString();
    }

    private static List<Member> members(String text) {
        List<Member> members = new ArrayList<>(Room.MEMBERS_MAX);
        if (text.equals(NOBODY)) {
            return members;
        }
        if (!text.startsWith(FIRST) || !text.endsWith(LAST)) {
            throw new IllegalArgumentException("members that are no list");
        }
        String inner = text.substring(FIRST.length(), text.length() - LAST.length());
        for (int from = 0; from <= inner.length(); ) {
            int end = inner.indexOf(BETWEEN, from);
            int to = end < 0 ? inner.length() : end;
            members.add(member(inner.substring(from, to)));
            from = to + BETWEEN.length();
        }
        return members;
    }

    private static Member member(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != FIELDS_OF_MEMBER) {
            throw new IllegalArgumentException("a member of " + fields.length + " fields");
        }
        return new Member(
                new AccountId(Long.parseLong(fields[0])),
                new Sequence(Long.parseLong(fields[1])),
                new Sequence(Long.parseLong(fields[2])),
                Long.parseLong(fields[3]));
    }
}
