package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.net.OutgoingFrame;
import dev.sarangbang.application.Conversation.Finding;
import dev.sarangbang.application.Conversation.Page;
import dev.sarangbang.application.Enrolment.SignedIn;
import dev.sarangbang.application.Event;
import dev.sarangbang.application.Limits;
import dev.sarangbang.application.RoomSnapshot;
import dev.sarangbang.application.RoomSummary;
import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.presence.ConnectionId;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import dev.sarangbang.domain.text.TextRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Every frame that the server sends. */
final class Frames {

    private Frames() {}

    static OutgoingFrame welcome(
            ClientMessageId id, SignedIn who, ConnectionId connection, List<RoomSummary> rooms, Instant now) {
        return reply("welcome", id, json -> {
            json.writeObjectPropertyStart("account");
            Shapes.account(json, who.account());
            json.writeEndObject();
            Shapes.id(json, "connection", connection.value());
            json.writeObjectPropertyStart("limits");
            json.writeNumberProperty("members", Room.MEMBERS_MAX);
            json.writeNumberProperty("message_code_points", TextRule.MESSAGE.codePointsMax());
            json.writeNumberProperty("title_code_points", TextRule.TITLE.codePointsMax());
            json.writeNumberProperty("rooms", Limits.ROOMS_PER_ACCOUNT_MAX);
            json.writeEndObject();
            json.writeNumberProperty("heartbeat_ms", Limits.HEARTBEAT.toMillis());
            json.writeNumberProperty("now", now.toEpochMilli());
            summaries(json, rooms);
        });
    }

    static OutgoingFrame rooms(ClientMessageId id, List<RoomSummary> rooms) {
        return reply("rooms", id, json -> summaries(json, rooms));
    }

    static OutgoingFrame room(ClientMessageId id, RoomSnapshot snapshot) {
        return reply("room", id, json -> {
            json.writeObjectPropertyStart("room");
            Shapes.snapshot(json, snapshot);
            json.writeEndObject();
        });
    }

    static OutgoingFrame sent(ClientMessageId id, Entry entry) {
        return reply("sent", id, json -> {
            Shapes.id(json, "room", entry.room().value());
            json.writeNumberProperty("sequence", entry.sequence().value());
            Shapes.id(json, "message_id", entry.id().value());
            json.writeNumberProperty("message_number", entry.messageNumber());
            json.writeNumberProperty("at", entry.at().toEpochMilli());
        });
    }

    static OutgoingFrame done(ClientMessageId id, Optional<RoomId> room, Optional<Sequence> sequence) {
        return reply("done", id, json -> {
            room.ifPresent(named -> Shapes.id(json, "room", named.value()));
            sequence.ifPresent(place -> json.writeNumberProperty("sequence", place.value()));
        });
    }

    static OutgoingFrame entries(ClientMessageId id, RoomId room, Page.Entries page) {
        return reply("entries", id, json -> {
            Shapes.id(json, "room", room.value());
            Shapes.id(json, "epoch", page.epoch().value());
            json.writeArrayPropertyStart("entries");
            for (Entry entry : page.entries()) {
                json.writeStartObject();
                Shapes.entry(json, entry);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanProperty("more", page.more());
            json.writeNumberProperty("head", page.head().value());
        });
    }

    static OutgoingFrame found(ClientMessageId id, RoomId room, Finding.Found found) {
        return reply("found", id, json -> {
            Shapes.id(json, "room", room.value());
            json.writeArrayPropertyStart("entries");
            for (Message message : found.messages()) {
                json.writeStartObject();
                Shapes.message(json, message, message.text().value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanProperty("more", found.more());
        });
    }

    static OutgoingFrame reset(ClientMessageId id, RoomId room, Page.Reset reset) {
        return reply("reset", id, json -> {
            Shapes.id(json, "room", room.value());
            Shapes.id(json, "epoch", reset.epoch().value());
            json.writeNumberProperty("head", reset.head().value());
        });
    }

    static OutgoingFrame accounts(ClientMessageId id, Collection<Account> accounts) {
        return reply("accounts", id, json -> {
            json.writeArrayPropertyStart("accounts");
            for (Account account : accounts) {
                json.writeStartObject();
                Shapes.account(json, account);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static OutgoingFrame pong(ClientMessageId id) {
        return reply("pong", id, json -> {});
    }

    static OutgoingFrame error(
            Optional<ClientMessageId> id, ErrorCode code, String message, Optional<Duration> retryAfter) {
        return OutgoingFrame.text(FrameWriter.object(json -> {
            json.writeStringProperty("type", "error");
            id.ifPresent(named -> json.writeStringProperty("id", named.value()));
            json.writeStringProperty("code", code.wireName());
            json.writeStringProperty("message", message);
            json.writeStringProperty("retry", code.isPassing() ? "same_id" : "no");
            retryAfter.ifPresent(time -> json.writeNumberProperty("retry_after_ms", time.toMillis()));
        }));
    }

    /** An event, encoded for everyone it goes to; empty for what is not told to clients. */
    static Optional<OutgoingFrame> event(Event event) {
        return switch (event) {
            case Event.Happened(var notice) -> notice(notice);
            case Event.Heads(var heads) -> Optional.of(heads(heads));
            case Event.Resync() -> Optional.of(plain("resync", json -> {}));
        };
    }

    private static Optional<OutgoingFrame> notice(Notice notice) {
        return switch (notice) {
            case Notice.Appended(var entry) ->
                Optional.of(plain("entry", json -> {
                    Shapes.id(json, "room", entry.room().value());
                    json.writeObjectPropertyStart("entry");
                    Shapes.entry(json, entry);
                    json.writeEndObject();
                }));
            case Notice.ReadMoved(var room, var account, var sequence) ->
                Optional.of(plain("read", json -> {
                    Shapes.id(json, "room", room.value());
                    Shapes.id(json, "account", account.value());
                    json.writeNumberProperty("sequence", sequence.value());
                }));
            case Notice.Typing(var room, var account) ->
                Optional.of(ephemeral("typing", json -> {
                    Shapes.id(json, "room", room.value());
                    Shapes.id(json, "account", account.value());
                }));
            case Notice.PresenceChanged(var account, var presence) ->
                Optional.of(ephemeral("presence", json -> {
                    Shapes.id(json, "account", account.value());
                    Shapes.presence(json, presence);
                }));
            case Notice.SessionEnded ignored -> Optional.empty();
        };
    }

    private static OutgoingFrame heads(Map<RoomId, Sequence> heads) {
        return plain("heads", json -> {
            json.writeObjectPropertyStart("rooms");
            heads.forEach((room, head) -> json.writeNumberProperty(Long.toString(room.value()), head.value()));
            json.writeEndObject();
        });
    }

    private static void summaries(JsonGenerator json, List<RoomSummary> rooms) {
        json.writeArrayPropertyStart("rooms");
        for (RoomSummary summary : rooms) {
            json.writeStartObject();
            Shapes.summary(json, summary);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static OutgoingFrame reply(String type, ClientMessageId id, FrameWriter.Fields fields) {
        return plain(type, json -> {
            json.writeStringProperty("id", id.value());
            fields.write(json);
        });
    }

    private static OutgoingFrame plain(String type, FrameWriter.Fields fields) {
        return OutgoingFrame.text(encode(type, fields));
    }

    private static OutgoingFrame ephemeral(String type, FrameWriter.Fields fields) {
        return OutgoingFrame.ephemeralText(encode(type, fields));
    }

    private static byte[] encode(String type, FrameWriter.Fields fields) {
        return FrameWriter.object(json -> {
            json.writeStringProperty("type", type);
            fields.write(json);
        });
    }
}
