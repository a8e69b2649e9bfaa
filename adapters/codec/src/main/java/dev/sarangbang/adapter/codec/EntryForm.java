package dev.sarangbang.adapter.codec;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** An entry: its place, who and when, and its content as an object of its own. */
final class EntryForm {

    private static final String ROOM = "room";
    private static final String SEQUENCE = "sequence";
    private static final String ID = "id";
    private static final String NUMBER = "number";
    private static final String AUTHOR = "author";
    private static final String CLIENT_ID = "client_id";
    private static final String AT = "at";
    private static final String CONTENT = "content";

    private EntryForm() {}

    static void write(JsonGenerator json, Entry entry) {
        Json.id(json, ROOM, entry.room().value());
        json.writeNumberProperty(SEQUENCE, entry.sequence().value());
        Json.id(json, ID, entry.id().value());
        json.writeNumberProperty(NUMBER, entry.messageNumber());
        Json.id(json, AUTHOR, entry.author().value());
        json.writeStringProperty(CLIENT_ID, entry.clientId().value());
        json.writeNumberProperty(AT, entry.at().toEpochMilli());
        json.writeObjectPropertyStart(CONTENT);
        ContentForm.write(json, entry.content());
        json.writeEndObject();
    }

    static Entry read(Fields fields) {
        return new Entry(
                new RoomId(fields.id(ROOM)),
                new Sequence(fields.number(SEQUENCE)),
                new MessageId(fields.id(ID)),
                fields.number(NUMBER),
                new AccountId(fields.id(AUTHOR)),
                new ClientMessageId(fields.text(CLIENT_ID)),
                Instant.ofEpochMilli(fields.number(AT)),
                ContentForm.read(fields.object(CONTENT)));
    }
}
