package dev.sarangbang.adapter.mysql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server listens. {@code host} is a name or an address, an IPv6 address in its brackets. */
record ServerAddress(String host, int port) {

    private static final Pattern TEXT =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?):(\\d{1,5})");
    private static final int PORT_MAX = 65_535;

    /** Reads {@code host:port}. */
    static Optional<ServerAddress> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(2));
        return port >= 1 && port <= PORT_MAX
                ? Optional.of(new ServerAddress(matcher.group(1), port))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
