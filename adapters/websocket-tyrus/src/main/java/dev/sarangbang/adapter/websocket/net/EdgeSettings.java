package dev.sarangbang.adapter.websocket.net;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * How an edge is set up.
 *
 * @param address where to listen, and nowhere else; port 0 for any free one
 * @param origins the origins, such as {@code https://chat.example}, whose pages may change things and open sockets; all of them over
 *     HTTPS, or none. Empty for this machine's own names at the port, which is right for a server on the loopback address only
 * @param eventLoops threads that move bytes, at least 1
 * @param connectionsMax TCP connections open at once, at least 1; more are closed as they come
 * @param connectionsPerAddressMax TCP connections of one address, and sockets of one address, that is counted; at least 1
 * @param proxies whose word is taken about where requests come from
 * @param tls what to speak TLS with; empty for plain HTTP
 */
public record EdgeSettings(
        InetSocketAddress address,
        Set<String> origins,
        int eventLoops,
        int connectionsMax,
        int connectionsPerAddressMax,
        TrustedProxies proxies,
        Optional<Tls> tls) {

    /** Below what a process may usually have of files. */
    public static final int CONNECTIONS_MAX_DEFAULT = 15_000;

    public EdgeSettings {
        origins = Set.copyOf(origins);
        if (eventLoops < 1 || connectionsMax < 1 || connectionsPerAddressMax < 1) {
            throw new IllegalArgumentException("at least one event loop and one connection");
        }
        long secure = origins.stream()
                .filter(origin -> isHttps(requireOrigin(origin)))
                .count();
        if (secure != 0 && secure != origins.size()) {
            throw new IllegalArgumentException("origins of HTTP and of HTTPS do not go together: " + origins);
        }
        if (tls.isPresent() && secure != origins.size()) {
            throw new IllegalArgumentException("with TLS, no origin is of HTTP: " + origins);
        }
    }

    /** An edge without TLS that takes no proxy's word. */
    public EdgeSettings(InetSocketAddress address, Set<String> origins, int eventLoops, int connectionsMax) {
        this(
                address,
                origins,
                eventLoops,
                connectionsMax,
                EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX,
                TrustedProxies.NONE,
                Optional.empty());
    }

    /** An edge with as many event loops as there are processors. */
    public static EdgeSettings at(InetSocketAddress address, Set<String> origins) {
        return new EdgeSettings(address, origins, Runtime.getRuntime().availableProcessors(), CONNECTIONS_MAX_DEFAULT);
    }

    /** Whether browsers come over HTTPS, which this server undoes itself, or a proxy before it. */
    public boolean https() {
        return tls.isPresent() || origins.stream().anyMatch(EdgeSettings::isHttps);
    }

    /** The origins that are allowed by an edge that listens on {@code port}. */
    public Set<String> originsAt(int port) {
        String scheme = tls.isPresent() ? "https" : "http";
        return origins.isEmpty()
                ? Set.of(scheme + "://localhost:" + port, scheme + "://127.0.0.1:" + port, scheme + "://[::1]:" + port)
                : origins;
    }

    private static boolean isHttps(String origin) {
        return origin.startsWith("https:");
    }

    private static String requireOrigin(String origin) {
        URI uri = URI.create(origin);
        boolean good = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && origin.equals(origin.toLowerCase(java.util.Locale.ROOT));
        if (!good) {
            throw new IllegalArgumentException("not an origin in lower case, like https://chat.example: " + origin);
        }
        return origin;
    }
}
