package dev.sarangbang.bootstrap.config;

/**
 * A key and its value as somebody wrote them.
 *
 * @param origin where, for people: such as {@code flag --port}
 */
record Given(String key, String value, String origin) {}
