package dev.sarangbang.bootstrap.config;

import java.util.List;

/**
 * What holds for a key.
 *
 * @param origin where it was written
 */
record Value(String text, String origin) {

    /** As in a configuration file, under a comment that says where it came from. A secret stays one. */
    List<String> lines(Key key) {
        boolean hidden = key.setting().isSecret() && !text.isEmpty();
        return hidden
                ? List.of("# " + origin, "# " + key.name() + " is set, and not shown")
                : List.of("# " + origin, key.name() + " = " + escape(text));
    }

    private static String escape(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }
}
