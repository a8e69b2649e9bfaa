package dev.sarangbang.bootstrap.config;

import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.adapter.websocket.net.Cidr;
import dev.sarangbang.adapter.websocket.net.Tls;
import dev.sarangbang.adapter.websocket.net.TrustedProxies;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a server is set up. Everything in it was checked; nothing in it is open yet.
 *
 * @param dataDirectory where whatever is kept on this machine belongs; absolute
 * @param appendsAtOnce how many rooms are appended to at a time
 * @param stopWithin how long stopping may take before what is left is cut off
 */
public record Configuration(
        Web web,
        Path dataDirectory,
        Adapters adapters,
        int appendsAtOnce,
        Logs logs,
        Operators operators,
        Duration stopWithin) {

    /**
     * How browsers get in.
     *
     * @param bind the address to listen on
     * @param port 0 for any free one
     * @param origins the origins whose pages may change things; empty for this machine's own names
     * @param connectionsMax TCP connections open at once
     * @param connectionsPerAddressMax TCP connections of one address, and sockets of one address
     * @param proxies whose word is taken about where requests come from
     * @param tls what to speak TLS with; empty for plain HTTP
     */
    public record Web(
            InetAddress bind,
            int port,
            Set<String> origins,
            int connectionsMax,
            int connectionsPerAddressMax,
            Proxies proxies,
            Optional<Tls> tls) {
        public Web {
            origins = Set.copyOf(origins);
        }

        /** Whether browsers come over HTTPS, which this server undoes, or a proxy before it. */
        public boolean isSecure() {
            return tls.isPresent() || origins.stream().anyMatch(origin -> origin.startsWith("https:"));
        }

        /** Whether it is for others than those who sit at this machine. */
        public boolean isForOthers() {
            return isSecure() || !bind.isLoopbackAddress();
        }
    }

    /** The networks of trusted proxies, and the header they write. */
    public record Proxies(Set<Cidr> networks, TrustedProxies.Header header) {
        public Proxies {
            networks = Set.copyOf(networks);
        }
    }

    /**
     * Who implements what.
     *
     * @param chosen one for each port, in the order of {@link Port#all}, and for those optional ports that are to have one
     * @param settings of everyone who is chosen, by name
     */
    public record Adapters(Map<Port<?>, AdapterProvider> chosen, Map<String, Settings> settings) {}

    /** What is logged, and in what form. */
    public record Logs(LogFormat format, LogLevel level) {}

    /**
     * What those who run the server are given.
     *
     * @param metricsToken what a reader of the metrics has to show; empty if only this machine may read them
     */
    public record Operators(Optional<String> metricsToken) {

        /** Without the token: records are printed sooner or later. */
        @Override
        public String toString() {
            return "Operators[metricsToken=" + (metricsToken.isPresent() ? "set" : "none") + "]";
        }
    }

    /** Where passwords and cookies may travel unencrypted. */
    public enum PlainHttp {
        /** Within this machine. */
        LOOPBACK_ONLY,
        /** Wherever it is bound to. */
        ANYWHERE
    }

    /** The form of the log. */
    public enum LogFormat {
        /** Lines for people. */
        TEXT,
        /** One JSON object a line, for programs. */
        JSON
    }

    /** The least that is logged. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }
}
