package dev.sarangbang.adapter.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a name, or an address; one of IPv6 without its brackets
 */
record Address(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)\\]|([^\\s:\\[\\]]+)):(\\d{1,5})");
    private static final int PORT_MAX = 65_535;

    /** Reads {@code host:port}; empty if it is anything else. */
    static Optional<Address> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        int port = Integer.parseInt(matcher.group(3));
        return port < 1 || port > PORT_MAX ? Optional.empty() : Optional.of(new Address(host, port));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
