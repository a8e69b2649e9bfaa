package dev.sarangbang.adapter.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of an object as it was read. Asking for one that is missing or of another kind is {@link Misunderstood}. */
record Fields(Map<String, Object> values) {

    /** Stands for a value that no form uses: a fraction, a truth value, nothing. It may be there, but not be asked for. */
    static final Object OTHER = new Object();

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A whole number. */
    long number(String name) {
        return require(name, Long.class);
    }

    /** A whole number that stands there as a string. */
    long id(String name) {
        return parseId(name, text(name));
    }

    String text(String name) {
        return require(name, String.class);
    }

    Fields object(String name) {
        return require(name, Fields.class);
    }

    List<Fields> objects(String name) {
        return elements(name).stream()
                .map(element -> as(name, Fields.class, element))
                .toList();
    }

    /** Whole numbers that stand there as strings. */
    List<Long> ids(String name) {
        return elements(name).stream()
                .map(element -> parseId(name, as(name, String.class, element)))
                .toList();
    }

    /** A whole number that may be missing. */
    Optional<Long> optionalNumber(String name) {
        return has(name) ? Optional.of(number(name)) : Optional.empty();
    }

    private List<?> elements(String name) {
        return require(name, List.class);
    }

    private <V> V require(String name, Class<V> kind) {
        Object value = values.get(name);
        if (value == null) {
            throw new Misunderstood("no " + name);
        }
        return as(name, kind, value);
    }

    private static <V> V as(String name, Class<V> kind, Object value) {
        if (!kind.isInstance(value)) {
            throw new Misunderstood(name + " is of another kind");
        }
        return kind.cast(value);
    }

    private static long parseId(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Misunderstood(name + " is no id");
        }
    }
}
