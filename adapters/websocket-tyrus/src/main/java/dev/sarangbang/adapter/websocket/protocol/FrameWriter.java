package dev.sarangbang.adapter.websocket.protocol;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes one JSON object. */
final class FrameWriter {

    /** Fits most frames, so that the buffer seldom grows. */
    private static final int BYTES_USUAL = 512;

    /** Writes the fields of an object. */
    interface Fields {
        void write(JsonGenerator json);
    }

    private FrameWriter() {}

    /** The object with these fields, in UTF-8. */
    static byte[] object(Fields fields) {
        var bytes = new ByteArrayOutputStream(BYTES_USUAL);
        try (JsonGenerator json = JsonObjects.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
