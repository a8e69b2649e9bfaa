package dev.sarangbang.bootstrap;

import dev.sarangbang.adapter.memory.InMemoryReadMarks;
import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An adapter on the class path of the tests, with settings of every kind: with a default, without one, and secret. */
public final class Pantry implements AdapterProvider {

    public static final Setting<Integer> SHELVES =
            Setting.wholeNumber("shelves", "How many shelves it has.", 1, 9).orElse("3");
    public static final Setting<String> DOOR = Setting.text("door", "Where its door is.");
    public static final Setting<Optional<String>> LOCK = Setting.of(
                    "lock-code", "What opens it.", "four digits", Pantry::parseCode)
            .secret()
            .optional();

    @Override
    public String name() {
        return "pantry";
    }

    @Override
    public Set<Port<?>> ports() {
        return Set.of(Port.READ_MARKS);
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SHELVES, DOOR, LOCK);
    }

    @Override
    public Adapter open(Host host) {
        return Adapter.of(Port.READ_MARKS, new InMemoryReadMarks());
    }

    private static Optional<String> parseCode(String text) {
        return text.matches("[0-9]{4}") ? Optional.of(text) : Optional.empty();
    }
}
