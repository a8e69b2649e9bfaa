package dev.sarangbang.bootstrap.config;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a list of web origins. */
final class Origins {

    /** A scheme, a host (a name, an IPv4 address, or an IPv6 address in brackets), and perhaps a port, as browsers send them. */
    private static final Pattern ORIGIN = Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:]+])(?::[0-9]{1,5})?");

    private Origins() {}

    /** The origins with commas between them; none, if there is no text; empty, if it is no such list. */
    static Optional<Set<String>> parse(String text) {
        Set<String> origins = new LinkedHashSet<>();
        if (text.isBlank()) {
            return Optional.of(origins);
        }
        for (String part : text.split(",", -1)) {
            String origin = part.strip();
            if (!ORIGIN.matcher(origin).matches() || URI.create(origin).getHost() == null) {
                return Optional.empty();
            }
            origins.add(origin);
        }
        boolean oneScheme = origins.stream()
                        .map(origin -> origin.startsWith("https:"))
                        .distinct()
                        .count()
                == 1;
        return oneScheme ? Optional.of(origins) : Optional.empty();
    }
}
