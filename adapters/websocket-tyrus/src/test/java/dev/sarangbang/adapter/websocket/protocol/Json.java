package dev.sarangbang.adapter.websocket.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Any JSON object as maps, lists, strings, longs, booleans and nulls; fields are reached by paths like {@code room.head.at}. */
record Json(Map<String, @Nullable Object> fields) {

    static Json parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return new Json(object(parser));
        }
    }

    /** What is at {@code path}; {@code null} if nothing is. Numbers in the path are places in lists. */
    @Nullable
    Object at(String path) {
        Object here = fields;
        for (String step : path.split("\\.")) {
            if (here instanceof Map<?, ?> map) {
                here = map.get(step);
            } else if (here instanceof List<?> list) {
                int place = Integer.parseInt(step);
                here = place < list.size() ? list.get(place) : null;
            } else {
                return null;
            }
        }
        return here;
    }

    String string(String path) {
        return (String) java.util.Objects.requireNonNull(at(path), () -> path + " in " + fields);
    }

    long number(String path) {
        return (Long) java.util.Objects.requireNonNull(at(path), () -> path + " in " + fields);
    }

    int size(String path) {
        return ((List<?>) java.util.Objects.requireNonNull(at(path), () -> path + " in " + fields)).size();
    }

    String type() {
        return string("type");
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("unexpected " + parser.currentToken());
        };
    }
}
