package dev.sarangbang.adapter.websocket.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The headers of a request: names in lower case, values as they came. Immutable. */
public final class Headers {

    private final Map<String, List<String>> values;

    private Headers(Map<String, List<String>> values) {
        this.values = values;
    }

    /** These headers, in this order; a name may be there several times. */
    public static Headers of(Iterable<Map.Entry<String, String>> headers) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers) {
            values.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return new Headers(values);
    }

    /** All values of a header, in order. */
    public List<String> all(String lowerCaseName) {
        return List.copyOf(values.getOrDefault(lowerCaseName, List.of()));
    }

    /** The value of a header that is there exactly once. */
    public Optional<String> one(String lowerCaseName) {
        List<String> found = values.getOrDefault(lowerCaseName, List.of());
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Whether one of the comma-separated elements of a header is {@code token}, in whatever case. */
    public boolean lists(String lowerCaseName, String token) {
        return elements(lowerCaseName).stream().anyMatch(token::equalsIgnoreCase);
    }

    /** The comma-separated elements of a header, without the space around them. */
    public List<String> elements(String lowerCaseName) {
        List<String> elements = new ArrayList<>();
        for (String value : all(lowerCaseName)) {
            for (String element : value.split(",", -1)) {
                if (!element.isBlank()) {
                    elements.add(element.strip());
                }
            }
        }
        return elements;
    }
}
