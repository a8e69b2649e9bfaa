package dev.sarangbang.domain.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cases on which the server and the web client must agree. The file says what its fields mean. */
final class TextVectors {

    private static final String FILE = "/text-vectors.json";

    /** What is read, and either the form in which it is kept or the flaw. */
    record Vector(String name, String raw, Optional<String> text, Optional<TextFlaw> flaw) {
        @Override
        public String toString() {
            return name;
        }
    }

    private TextVectors() {}

    static List<Vector> of(String kind) {
        try (InputStream file = TextVectors.class.getResourceAsStream(FILE)) {
            JsonNode cases = JsonMapper.shared().readTree(file).required(kind);
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(TextVectors::vector)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(FILE, e);
        }
    }

    private static Vector vector(JsonNode one) {
        return new Vector(
                one.required("name").stringValue(),
                joined(one.required("raw")),
                one.optional("text").map(TextVectors::joined),
                one.optional("flaw")
                        .map(flaw -> TextFlaw.valueOf(flaw.stringValue().toUpperCase(Locale.ROOT))));
    }

    private static String joined(JsonNode parts) {
        if (parts.isString()) {
            return parts.stringValue();
        }
        return StreamSupport.stream(parts.spliterator(), false)
                .map(part -> part.isString()
                        ? part.stringValue()
                        : part.required("repeat")
                                .stringValue()
                                .repeat(part.required("times").intValue()))
                .collect(Collectors.joining());
    }
}
