package dev.sarangbang.adapter.codec;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.presence.Presence.Status;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** {@code {"notice": …}} and what belongs to it. */
final class NoticeForm {

    private static final String NOTICE = "notice";
    private static final String ENTRY = "entry";
    private static final String ROOM = "room";
    private static final String ACCOUNT = "account";
    private static final String SEQUENCE = "sequence";
    private static final String STATUS = "status";
    private static final String LAST_ACTIVE_AT = "last_active_at";
    private static final String SESSION = "session";

    private static final String APPENDED = "appended";
    private static final String READ = "read";
    private static final String TYPING = "typing";
    private static final String PRESENCE = "presence";
    private static final String SESSION_ENDED = "session_ended";

    private static final String ONLINE = "online";
    private static final String OFFLINE = "offline";

    private NoticeForm() {}

    static void write(JsonGenerator json, Notice notice) {
        switch (notice) {
            case Notice.Appended(var entry) -> {
                json.writeStringProperty(NOTICE, APPENDED);
                json.writeObjectPropertyStart(ENTRY);
                EntryForm.write(json, entry);
                json.writeEndObject();
            }
            case Notice.ReadMoved(var room, var account, var sequence) -> {
                json.writeStringProperty(NOTICE, READ);
                Json.id(json, ROOM, room.value());
                Json.id(json, ACCOUNT, account.value());
                json.writeNumberProperty(SEQUENCE, sequence.value());
            }
            case Notice.Typing(var room, var account) -> {
                json.writeStringProperty(NOTICE, TYPING);
                Json.id(json, ROOM, room.value());
                Json.id(json, ACCOUNT, account.value());
            }
            case Notice.PresenceChanged(var account, var presence) -> {
                json.writeStringProperty(NOTICE, PRESENCE);
                Json.id(json, ACCOUNT, account.value());
                json.writeStringProperty(STATUS, presence.isOnline() ? ONLINE : OFFLINE);
                presence.lastActiveAt().ifPresent(at -> json.writeNumberProperty(LAST_ACTIVE_AT, at.toEpochMilli()));
            }
            case Notice.SessionEnded(var session) -> {
                json.writeStringProperty(NOTICE, SESSION_ENDED);
                json.writeStringProperty(SESSION, session.hex());
            }
        }
    }

    static Notice read(Fields fields) {
        return switch (fields.text(NOTICE)) {
            case APPENDED -> new Notice.Appended(EntryForm.read(fields.object(ENTRY)));
            case READ -> new Notice.ReadMoved(room(fields), account(fields), new Sequence(fields.number(SEQUENCE)));
            case TYPING -> new Notice.Typing(room(fields), account(fields));
            case PRESENCE -> new Notice.PresenceChanged(account(fields), presence(fields));
            case SESSION_ENDED -> new Notice.SessionEnded(new SessionKey(fields.text(SESSION)));
            default -> throw new Misunderstood("an unknown kind of notice");
        };
    }

    private static RoomId room(Fields fields) {
        return new RoomId(fields.id(ROOM));
    }

    private static AccountId account(Fields fields) {
        return new AccountId(fields.id(ACCOUNT));
    }

    private static Presence presence(Fields fields) {
        Status status = switch (fields.text(STATUS)) {
            case ONLINE -> Status.ONLINE;
            case OFFLINE -> Status.OFFLINE;
            default -> throw new Misunderstood("an unknown status");
        };
        return new Presence(status, fields.optionalNumber(LAST_ACTIVE_AT).map(Instant::ofEpochMilli));
    }
}
