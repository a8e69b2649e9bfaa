package dev.sarangbang.adapter.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads a text into {@link Fields}, within bounds: a store may have been written to by anyone. */
final class Json {

    /** Levels of nesting; the deepest form uses three. */
    private static final int DEPTH_MAX = 8;

    /** In characters; far above the longest message, so that a later field may be longer. */
    private static final int STRING_LENGTH_MAX = 65_536;

    private static final int NAME_LENGTH_MAX = 64;

    /** A 64-bit number has no more digits. */
    private static final int DIGITS_MAX = 19;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(STRING_LENGTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxNumberLength(DIGITS_MAX)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** The one object that {@code text} is. */
    static Fields read(String text) {
        return read(() -> FACTORY.createParser(ObjectReadContext.empty(), text));
    }

    /** The one object that {@code utf8} is. */
    static Fields read(byte[] utf8) {
        return read(() -> FACTORY.createParser(ObjectReadContext.empty(), utf8));
    }

    private static Fields read(Supplier<JsonParser> opening) {
        try (JsonParser parser = opening.get()) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Misunderstood("no object");
            }
            Fields fields = object(parser);
            if (parser.nextToken() != null) {
                throw new Misunderstood("more than one object");
            }
            return fields;
        } catch (JacksonException e) {
            // Its message quotes the text, so it goes no further.
            throw new Misunderstood("no JSON" + place(e.getLocation()));
        }
    }

    /** An id: a string, because most tools round numbers of that size. */
    static void id(JsonGenerator json, String name, long value) {
        json.writeStringProperty(name, Long.toString(value));
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static Fields object(JsonParser parser) {
        Map<String, Object> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return new Fields(fields);
    }

    private static List<Object> list(JsonParser parser) {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    /** {@link String}, {@link Long}, {@link Fields}, a list of these, or {@link Fields#OTHER} for what no form uses. */
    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> number(parser);
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            default -> Fields.OTHER;
        };
    }

    private static Object number(JsonParser parser) {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? Fields.OTHER
                : (Object) parser.getLongValue();
    }
}
