package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The shapes in {@code docs/protocol.schema.json}, and whether frames and bodies have them. */
final class ProtocolSchema {

    static final Path DOCS = Path.of("..", "..", "docs");

    private static final String ID = "https://sarangbang.dev/protocol/v1.schema.json";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(ID, text())));
    private static final Map<String, Schema> BY_NAME = new ConcurrentHashMap<>();

    private ProtocolSchema() {}

    /** The whole text. */
    static String text() {
        try {
            return Files.readString(DOCS.resolve("protocol.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with {@code json} as {@code name}; nothing, if it is one. */
    static List<String> flaws(String name, String json) {
        Schema schema =
                BY_NAME.computeIfAbsent(name, each -> REGISTRY.getSchema(SchemaLocation.of(ID + "#/$defs/" + each)));
        return schema.validate(json, InputFormat.JSON).stream()
                .map(flaw -> flaw.getInstanceLocation() + ": " + flaw.getMessage())
                .toList();
    }

    /** Fails unless {@code json} is a {@code name}. */
    static void check(String name, String json) {
        assertThat(flaws(name, json)).as("flaws as %s of %s", name, json).isEmpty();
    }
}
