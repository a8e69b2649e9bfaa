package dev.sarangbang.bootstrap.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the command line sets. Immutable. */
public final class Flags {

    private final Optional<String> file;
    private final List<Given> given;

    private Flags(Optional<String> file, List<Given> given) {
        this.file = file;
        this.given = List.copyOf(given);
    }

    /** Nothing. */
    public static Flags none() {
        return new Flags(Optional.empty(), List.of());
    }

    /** These flags, and the name of a file to read. */
    public Flags withFile(String name) {
        return new Flags(Optional.of(name), given);
    }

    /**
     * These flags and one more.
     *
     * @param flag as it was typed
     */
    public Flags with(String key, String value, String flag) {
        List<Given> more = new ArrayList<>(given);
        more.add(new Given(key, value, "flag " + flag));
        return new Flags(file, more);
    }

    Optional<String> file() {
        return file;
    }

    List<Given> given() {
        return given;
    }
}
