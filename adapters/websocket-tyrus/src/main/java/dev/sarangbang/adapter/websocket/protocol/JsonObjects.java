package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.domain.message.ClientMessageId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the only shape clients send: one flat object of strings, whole numbers, nulls and lists of strings. Everything else is
 * refused as it is met, so that nothing is built up that the shape has no place for.
 */
final class JsonObjects {

    /** The shared factory of everything that reads or writes JSON here. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ProtocolLimits.JSON_DEPTH_MAX)
                    .maxStringLength(ProtocolLimits.JSON_STRING_MAX)
                    .maxNameLength(ProtocolLimits.JSON_NAME_MAX)
                    .maxNumberLength(ProtocolLimits.JSON_DIGITS_MAX)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonObjects() {}

    /** The fields of {@code text}: {@link String}, {@link Long}, {@link Optional} for null, or a list of strings. */
    static Map<String, Object> read(String text) throws Malformed {
        Map<String, Object> fields = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw badJson(fields);
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (fields.size() == ProtocolLimits.JSON_FIELDS_MAX) {
                    throw bad(fields, "too many fields");
                }
                parser.nextToken();
                fields.put(name, value(parser, fields));
            }
            if (parser.nextToken() != null) {
                throw badJson(fields);
            }
            return fields;
        } catch (JacksonException e) {
            throw badJson(fields);
        }
    }

    private static Object value(JsonParser parser, Map<String, Object> soFar) throws Malformed {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> wholeNumber(parser, soFar);
            case VALUE_NULL -> Optional.empty();
            case START_ARRAY -> strings(parser, soFar);
            default -> throw bad(soFar, "a value of the wrong kind");
        };
    }

    private static Long wholeNumber(JsonParser parser, Map<String, Object> soFar) throws Malformed {
        try {
            return Long.valueOf(parser.getString());
        } catch (NumberFormatException e) {
            throw bad(soFar, "a number out of range");
        }
    }

    private static List<String> strings(JsonParser parser, Map<String, Object> soFar) throws Malformed {
        List<String> strings = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_STRING || strings.size() == ProtocolLimits.JSON_ELEMENTS_MAX) {
                throw bad(soFar, "a list that is too long, or not of strings");
            }
            strings.add(parser.getString());
        }
        return strings;
    }

    private static Malformed badJson(Map<String, Object> soFar) {
        return new Malformed(ErrorCode.BAD_JSON, idIn(soFar), "not one JSON object");
    }

    private static Malformed bad(Map<String, Object> soFar, String detail) {
        return new Malformed(ErrorCode.BAD_REQUEST, idIn(soFar), detail);
    }

    /** The id of the request, if it is there and good. */
    static Optional<ClientMessageId> idIn(Map<String, Object> fields) {
        return fields.get("id") instanceof String id ? ClientMessageId.parse(id) : Optional.empty();
    }
}
