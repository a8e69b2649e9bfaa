package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.application.RoomSnapshot;
import dev.sarangbang.application.RoomSummary;
import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.room.Head;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The shapes of {@code docs/protocol.md} that occur in several frames. Each writes the fields of an object already begun. */
final class Shapes {

    /** How much of a message a list of rooms shows, in code points. */
    static final int PREVIEW_CODE_POINTS_MAX = 100;

    private Shapes() {}

    /** A 64-bit number, as a string. */
    static void id(JsonGenerator json, String name, long value) {
        json.writeStringProperty(name, Long.toString(value));
    }

    static void account(JsonGenerator json, Account account) {
        id(json, "id", account.id().value());
        json.writeStringProperty("username", account.username().value());
        json.writeStringProperty("display_name", account.displayName().value());
    }

    static void entry(JsonGenerator json, Entry entry) {
        place(json, entry);
        switch (entry.content()) {
            case Content.Text(var text, var replyTo) -> text(json, text.value(), replyTo);
            case Content.TextEdited(var message, var text) -> {
                kind(json, "text_edited");
                json.writeNumberProperty("message", message.value());
                json.writeStringProperty("text", text.value());
            }
            case Content.TextDeleted(var message) -> {
                kind(json, "text_deleted");
                json.writeNumberProperty("message", message.value());
            }
            case Content.RoomCreated(var title) -> {
                kind(json, "room_created");
                json.writeStringProperty("title", title.value());
            }
            case Content.MemberJoined(var member) -> {
                kind(json, "member_joined");
                id(json, "account", member.value());
            }
            case Content.MemberLeft() -> kind(json, "member_left");
            case Content.MemberRemoved(var member) -> {
                kind(json, "member_removed");
                id(json, "account", member.value());
            }
            case Content.TitleChanged(var title) -> {
                kind(json, "title_changed");
                json.writeStringProperty("title", title.value());
            }
            case Content.InviteRenewed() -> kind(json, "invite_renewed");
        }
    }

    /** What a list of rooms shows of the newest message: its beginning, as it reads now. */
    private static void preview(JsonGenerator json, Message message) {
        String text = message.text().value();
        boolean isLong = text.codePointCount(0, text.length()) > PREVIEW_CODE_POINTS_MAX;
        message(json, message, isLong ? text.substring(0, text.offsetByCodePoints(0, PREVIEW_CODE_POINTS_MAX)) : text);
    }

    /** A message as it reads now: the entry by which it was said, with {@code text} in place of what was said. */
    static void message(JsonGenerator json, Message message, String text) {
        place(json, message.entry());
        Optional<Sequence> replyTo =
                message.entry().content() instanceof Content.Text(var ignored, var to) ? to : Optional.empty();
        text(json, text, replyTo);
        if (message.edited()) {
            json.writeBooleanProperty("edited", true);
        }
    }

    private static void text(JsonGenerator json, String text, Optional<Sequence> replyTo) {
        kind(json, "text");
        json.writeStringProperty("text", text);
        replyTo.ifPresent(message -> json.writeNumberProperty("reply_to", message.value()));
    }

    private static void place(JsonGenerator json, Entry entry) {
        json.writeNumberProperty("sequence", entry.sequence().value());
        id(json, "message_id", entry.id().value());
        json.writeNumberProperty("message_number", entry.messageNumber());
        id(json, "author", entry.author().value());
        json.writeStringProperty("id", entry.clientId().value());
        json.writeNumberProperty("at", entry.at().toEpochMilli());
    }

    private static void kind(JsonGenerator json, String kind) {
        json.writeStringProperty("kind", kind);
    }

    static void presence(JsonGenerator json, Presence presence) {
        json.writeStringProperty("status", presence.status().name().toLowerCase(Locale.ROOT));
        presence.lastActiveAt().ifPresent(at -> json.writeNumberProperty("last_active_at", at.toEpochMilli()));
    }

    static void summary(JsonGenerator json, RoomSummary summary) {
        outline(json, summary);
        json.writeNumberProperty("members", summary.room().members().size());
    }

    static void snapshot(JsonGenerator json, RoomSnapshot snapshot) {
        Room room = snapshot.summary().room();
        outline(json, snapshot.summary());
        json.writeArrayPropertyStart("members");
        for (RoomSnapshot.Guest guest : snapshot.guests()) {
            json.writeStartObject();
            json.writeObjectPropertyStart("account");
            account(json, guest.account());
            json.writeEndObject();
            json.writeNumberProperty("joined", guest.joined().value());
            presence(json, guest.presence());
            json.writeNumberProperty("read", guest.read().value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("invite", room.invite().value());
    }

    /** Summary and snapshot differ in {@code members} alone. */
    private static void outline(JsonGenerator json, RoomSummary summary) {
        Room room = summary.room();
        Head head = room.head();
        id(json, "room", room.id().value());
        id(json, "epoch", room.epoch().value());
        json.writeStringProperty("title", room.title().value());
        AccountId host = room.members().get(0).account();
        id(json, "host", host.value());
        json.writeNumberProperty("first", summary.first().value());
        json.writeObjectPropertyStart("head");
        json.writeNumberProperty("sequence", head.sequence().value());
        id(json, "message_id", head.messageId().value());
        json.writeNumberProperty("message_number", head.messageNumber());
        json.writeNumberProperty("at", head.at().toEpochMilli());
        json.writeEndObject();
        summary.last().ifPresent(message -> {
            json.writeObjectPropertyStart("last");
            preview(json, message);
            json.writeEndObject();
        });
        json.writeNumberProperty("cursor", summary.cursor().value());
        json.writeNumberProperty("read", summary.read().value());
        json.writeNumberProperty("unread", summary.unread());
    }
}
