package dev.sarangbang.adapter.websocket.fuzz;

import dev.sarangbang.adapter.websocket.net.FrameTarget;
import dev.sarangbang.adapter.websocket.net.HttpTarget;
import dev.sarangbang.adapter.websocket.protocol.JsonTarget;
import java.util.Locale;
import java.util.function.Consumer;

/** What is fuzzed. */
enum Target {
    FRAMES(FrameTarget::fuzzerTestOneInput),
    HTTP(HttpTarget::fuzzerTestOneInput),
    JSON(JsonTarget::fuzzerTestOneInput);

    private final Consumer<byte[]> play;

    Target(Consumer<byte[]> play) {
        this.play = play;
    }

    void play(byte[] data) {
        play.accept(data);
    }

    /** Where its finds are kept. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
