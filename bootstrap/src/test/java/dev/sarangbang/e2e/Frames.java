package dev.sarangbang.e2e;

import com.microsoft.playwright.WebSocket;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Holds what the web client and the server say to each other to {@code docs/protocol.schema.json}. */
public final class Frames {

    private static final String ID = "https://sarangbang.dev/protocol/v1.schema.json";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(ID, text())));
    private static final Schema CLIENT = REGISTRY.getSchema(SchemaLocation.of(ID + "#/$defs/client"));
    private static final Schema SERVER = REGISTRY.getSchema(SchemaLocation.of(ID + "#/$defs/server"));

    private Frames() {}

    private static String text() {
        try {
            return Files.readString(Path.of("..", "docs", "protocol.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks at every frame of {@code socket} from now on, and tells {@code complaints} of those that have the wrong shape. */
    static void watch(WebSocket socket, Consumer<String> complaints) {
        socket.onFrameSent(frame -> check(CLIENT, frame.text(), complaints));
        socket.onFrameReceived(frame -> check(SERVER, frame.text(), complaints));
    }

    static void check(boolean fromServer, String frame, Consumer<String> complaints) {
        check(fromServer ? SERVER : CLIENT, frame, complaints);
    }

    /** Fails if {@code frame} has the wrong shape. */
    public static void hold(boolean fromServer, String frame) {
        check(fromServer, frame, complaint -> {
            throw new AssertionError(complaint);
        });
    }

    private static void check(Schema schema, String frame, Consumer<String> complaints) {
        if (!schema.validate(frame, InputFormat.JSON).isEmpty()) {
            complaints.accept("a frame of the wrong shape: " + frame);
        }
    }
}
