package dev.sarangbang.adapter.codec;

import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.Room;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes values of one type down and reads them back. What was read equals what was written, where instants are whole
 * milliseconds.
 *
 * <p>Immutable; may be used from any thread.
 *
 * @param <T> whose form this is
 */
public final class Codec<T> {

    /** What happened, without where and when: for stores that keep the rest of an entry in columns of their own. */
    public static final Codec<Content> CONTENT = new Codec<>("a content", ContentForm::write, ContentForm::read);

    /** An entry, in less than 5 KiB. */
    public static final Codec<Entry> ENTRY = new Codec<>("an entry", EntryForm::write, EntryForm::read);

    /** A room, in less than 2 KiB. <b>Holds its invite secret:</b> for the store of the log only. */
    public static final Codec<Room> ROOM = new Codec<>("a room", RoomForm::write, RoomForm::read);

    /** Something to tell, without to whom. */
    public static final Codec<Notice> NOTICE = new Codec<>("a notice", NoticeForm::write, NoticeForm::read);

    /** Something to tell and to whom, at 22 bytes for each recipient. */
    public static final Codec<Delivery> DELIVERY = new Codec<>("a delivery", DeliveryForm::write, DeliveryForm::read);

    /** The only version of the form there has been. Adding an optional field needs no other. */
    static final long VERSION = 1;

    private static final String VERSION_FIELD = "v";
    private static final int BYTES_EXPECTED = 512;

    private final String what;
    private final BiConsumer<JsonGenerator, T> writer;
    private final Function<Fields, T> reader;

    private Codec(String what, BiConsumer<JsonGenerator, T> writer, Function<Fields, T> reader) {
        this.what = what;
        this.writer = writer;
        this.reader = reader;
    }

    /** The form of {@code value} in UTF-8. */
    public byte[] toBytes(T value) {
        var bytes = new ByteArrayOutputStream(BYTES_EXPECTED);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(json, value);
        }
        return bytes.toByteArray();
    }

    /** The form of {@code value} as text. */
    public String toText(T value) {
        var text = new StringWriter(BYTES_EXPECTED);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, value);
        }
        return text.toString();
    }

    /** What {@link #toBytes} wrote. Throws {@link PortException.Corrupt} if it did not. */
    public T fromBytes(byte[] bytes) {
        return read(() -> Json.read(bytes));
    }

    /** What {@link #toText} wrote. Throws {@link PortException.Corrupt} if it did not. */
    public T fromText(String text) {
        return read(() -> Json.read(text));
    }

    private T read(Supplier<Fields> parsing) {
        try {
            Fields fields = parsing.get();
            long version = fields.number(VERSION_FIELD);
            if (version != VERSION) {
                throw new Misunderstood("version " + version);
            }
            return reader.apply(fields);
        } catch (Misunderstood e) {
            throw new PortException.Corrupt("not understood as " + what + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new PortException.Corrupt("not a possible value of " + what, e);
        }
    }

    private void write(JsonGenerator json, T value) {
        json.writeStartObject();
        json.writeNumberProperty(VERSION_FIELD, VERSION);
        writer.accept(json, value);
        json.writeEndObject();
    }
}
