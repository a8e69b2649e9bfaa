package dev.sarangbang.adapter.codec;

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
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** A room, with its members in their order. Written with every change of it, so the fields of a member are short. */
final class RoomForm {

    private static final String ID = "id";
    private static final String EPOCH = "epoch";
    private static final String TITLE = "title";
    private static final String INVITE = "invite";

    private static final String MEMBERS = "members";
    private static final String ACCOUNT = "id";
    private static final String JOINED = "joined";
    private static final String ACTED = "acted";
    private static final String ACTED_NUMBER = "number";

    private static final String HEAD = "head";
    private static final String SEQUENCE = "sequence";
    private static final String MESSAGE_ID = "id";
    private static final String NUMBER = "number";
    private static final String AT = "at";

    private RoomForm() {}

    static void write(JsonGenerator json, Room room) {
        Json.id(json, ID, room.id().value());
        Json.id(json, EPOCH, room.epoch().value());
        json.writeStringProperty(TITLE, room.title().value());
        json.writeArrayPropertyStart(MEMBERS);
        room.members().forEach(member -> write(json, member));
        json.writeEndArray();
        json.writeStringProperty(INVITE, room.invite().value());
        Head head = room.head();
        json.writeObjectPropertyStart(HEAD);
        json.writeNumberProperty(SEQUENCE, head.sequence().value());
        Json.id(json, MESSAGE_ID, head.messageId().value());
        json.writeNumberProperty(NUMBER, head.messageNumber());
        json.writeNumberProperty(AT, head.at().toEpochMilli());
        json.writeEndObject();
    }

    static Room read(Fields fields) {
        return new Room(
                new RoomId(fields.id(ID)),
                new Epoch(fields.id(EPOCH)),
                new RoomTitle(fields.text(TITLE)),
                fields.objects(MEMBERS).stream().map(RoomForm::member).toList(),
                new InviteSecret(fields.text(INVITE)),
                head(fields.object(HEAD)));
    }

    private static void write(JsonGenerator json, Member member) {
        json.writeStartObject();
        Json.id(json, ACCOUNT, member.account().value());
        json.writeNumberProperty(JOINED, member.joined().value());
        json.writeNumberProperty(ACTED, member.lastActed().value());
        json.writeNumberProperty(ACTED_NUMBER, member.lastActedNumber());
        json.writeEndObject();
    }

    private static Member member(Fields fields) {
        return new Member(
                new AccountId(fields.id(ACCOUNT)),
                new Sequence(fields.number(JOINED)),
                new Sequence(fields.number(ACTED)),
                fields.number(ACTED_NUMBER));
    }

    private static Head head(Fields fields) {
        return new Head(
                new Sequence(fields.number(SEQUENCE)),
                new MessageId(fields.id(MESSAGE_ID)),
                fields.number(NUMBER),
                Instant.ofEpochMilli(fields.number(AT)));
    }
}
