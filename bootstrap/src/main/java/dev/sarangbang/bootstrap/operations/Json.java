package dev.sarangbang.bootstrap.operations;

/** As much JSON as a readiness report needs. */
final class Json {

    private static final int FIRST_PRINTABLE = 0x20;

    private Json() {}

    /** {@code text} as a JSON string. */
    static String quote(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                quoted.append('\\').append(each);
            } else if (each < FIRST_PRINTABLE || Character.isSurrogate(each)) {
                quoted.append("\\u%04x".formatted((int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }
}
