package dev.sarangbang.adapter.simulation.check;

import java.util.Locale;

/** Names for people to read. */
public final class Names {

    /** Who lives in the simulated world: more than a room takes. */
    private static final String[] PEOPLE = {
        "ann", "bora", "chul", "dana", "eun", "finn", "gyu", "hana", "ines", "jin", "kim", "lee", "min", "nari"
    };

    private Names() {}

    /** How many there are. */
    public static int people() {
        return PEOPLE.length;
    }

    /** The {@code index}th person. */
    public static String person(int index) {
        return PEOPLE[index];
    }

    /** {@code A_NAME} as a name. */
    public static String inWords(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
