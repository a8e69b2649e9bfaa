package dev.sarangbang.bootstrap.config;

import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Setting;
import dev.sarangbang.adapter.websocket.net.Cidr;
import dev.sarangbang.adapter.websocket.net.EdgeLimits;
import dev.sarangbang.adapter.websocket.net.EdgeSettings;
import dev.sarangbang.adapter.websocket.net.TrustedProxies;
import dev.sarangbang.application.Surroundings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of the server itself. Those of adapters are declared by their providers. */
public final class ServerSettings {

    static final Setting<InetAddress> BIND = Setting.of(
                    "server.bind",
                    "The address to listen on. Beyond this machine, set up TLS, or put a proxy with HTTPS in front and set server.origins.",
                    "an IP address, or a name that stands for one",
                    ServerSettings::parseAddress)
            .orElse("127.0.0.1");

    static final Setting<Integer> PORT = Setting.wholeNumber(
                    "server.port", "The port to listen on; 0 for any that is free.", 0, 65_535)
            .orElse("8080");

    static final Setting<Set<String>> ORIGINS = Setting.of(
                    "server.origins",
                    "The origins whose pages may sign in and chat. Empty: this machine's own names at the port.",
                    "origins in lower case like https://chat.example, with commas between them,"
                            + " all of them https or all of them http; or empty",
                    Origins::parse)
            .orElse("");

    static final Setting<Integer> CONNECTIONS_MAX = Setting.wholeNumber(
                    "server.connections-max",
                    "The most TCP connections open at once; more are closed as they come.",
                    1,
                    1_000_000)
            .orElse(String.valueOf(EdgeSettings.CONNECTIONS_MAX_DEFAULT));

    static final Setting<Integer> CONNECTIONS_PER_ADDRESS_MAX = Setting.wholeNumber(
                    "server.connections-per-address-max",
                    "The most TCP connections, and the most sockets, of one address that is not this machine's own."
                            + " More where many people share one, such as a company behind its router: a tab is a socket.",
                    1,
                    1_000_000)
            .orElse(String.valueOf(EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX));

    static final Setting<Optional<Path>> TLS_CERTIFICATE = Setting.of(
                    "server.tls-certificate",
                    "A PEM file with the certificate to speak TLS with, and those that lead from it to a root.",
                    "a path",
                    ServerSettings::parsePath)
            .optional();

    static final Setting<Optional<Path>> TLS_KEY = Setting.of(
                    "server.tls-key",
                    "A PEM file with the certificate's private key in PKCS#8, which others may not read.",
                    "a path",
                    ServerSettings::parsePath)
            .optional();

    static final Setting<Configuration.PlainHttp> PLAIN_HTTP = Setting.choice(
                    "server.plain-http",
                    "Where to go without HTTPS: passwords and cookies can be read on the way.",
                    Configuration.PlainHttp.class)
            .orElse("loopback-only");

    static final Setting<Set<Cidr>> TRUSTED_PROXIES = Setting.of(
                    "server.trusted-proxies",
                    "The proxies whose word is taken about where a request comes from.",
                    "networks like 10.0.0.0/8 or addresses, with commas between them; or empty",
                    ServerSettings::parseNetworks)
            .orElse("");

    static final Setting<TrustedProxies.Header> FORWARDED_HEADER = Setting.choice(
                    "server.forwarded-header",
                    "The header in which they tell it; the other one is not read.",
                    TrustedProxies.Header.class)
            .orElse("x-forwarded-for");

    static final Setting<Optional<Path>> PLUGINS_DIRECTORY = Setting.of(
                    "plugins-dir",
                    "A folder of jars with further adapters, and whatever those need.",
                    "a path",
                    ServerSettings::parsePath)
            .optional();

    static final Setting<Configuration.LogFormat> LOG_FORMAT = Setting.choice(
                    "log.format", "Lines for people, or one JSON object a line.", Configuration.LogFormat.class)
            .orElse("text");

    static final Setting<Configuration.LogLevel> LOG_LEVEL = Setting.choice(
                    "log.level",
                    "The least that is logged of what the server itself has to say.",
                    Configuration.LogLevel.class)
            .orElse("info");

    static final Setting<Integer> APPENDS_AT_ONCE = Setting.wholeNumber(
                    "rooms.appends-at-once",
                    "How many rooms this node appends to at a time. In the others messages gather meanwhile, and are appended"
                            + " together: so fewer at a time is more where the log is kept by a small store.",
                    1,
                    10_000)
            .orElse(String.valueOf(Surroundings.APPENDS_AT_ONCE_DEFAULT));

    static final Setting<Optional<String>> METRICS_TOKEN = Setting.text(
                    "metrics.token",
                    "What a reader of /metrics has to show as a bearer token. Empty: only this machine may read them.")
            .secret()
            .optional();

    static final Setting<Duration> STOP_WITHIN = Setting.duration(
                    "stop.within",
                    "How long stopping may take before what is left is cut off.",
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(5))
            .orElse("10s");

    private static final String ADAPTER_PREFIX = "adapter.";

    /** One process, one directory, no other server: what has to outlive the process is in the directory. */
    private static final Map<Port<?>, String> ADAPTERS = Map.ofEntries(
            Map.entry(Port.ROOM_LOG, "sqlite"),
            Map.entry(Port.DEVICE_CURSORS, "sqlite"),
            Map.entry(Port.READ_MARKS, "sqlite"),
            Map.entry(Port.ACCOUNTS, "sqlite"),
            Map.entry(Port.LOGIN_SESSIONS, "sqlite"),
            Map.entry(Port.ROOM_DIRECTORY, "sqlite"),
            Map.entry(Port.PRESENCE_BOARD, "sqlite"),
            Map.entry(Port.HELD_MESSAGES, "in-memory"),
            Map.entry(Port.SYNC_QUEUES, "in-memory"),
            Map.entry(Port.NODE_IDS, "sqlite"),
            Map.entry(Port.PASSWORD_HASHER, "argon2"));

    private final Setting<Path> dataDirectory;

    private ServerSettings(Setting<Path> dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /**
     * The settings, for whoever has this environment.
     *
     * @param home their home directory
     */
    static ServerSettings of(Map<String, String> environment, String home) {
        Setting<Path> directory = Setting.of(
                "data-dir", "Where whatever is kept on this machine belongs.", "a path", ServerSettings::parsePath);
        return new ServerSettings(directory.orElse(perUser(environment, home)));
    }

    /** All of them but the choice of adapters, in the order in which people are shown them. */
    List<Setting<?>> all() {
        return List.of(
                BIND,
                PORT,
                ORIGINS,
                CONNECTIONS_MAX,
                CONNECTIONS_PER_ADDRESS_MAX,
                TLS_CERTIFICATE,
                TLS_KEY,
                PLAIN_HTTP,
                TRUSTED_PROXIES,
                FORWARDED_HEADER,
                dataDirectory,
                PLUGINS_DIRECTORY,
                APPENDS_AT_ONCE,
                LOG_FORMAT,
                LOG_LEVEL,
                METRICS_TOKEN,
                STOP_WITHIN);
    }

    Setting<Path> dataDirectory() {
        return dataDirectory;
    }

    /** The key that chooses a port's adapter. */
    static String adapterKey(Port<?> port) {
        return ADAPTER_PREFIX + port.name();
    }

    /** The adapter of a port for which none was chosen. */
    static String adapterOtherwise(Port<?> port) {
        return ADAPTERS.getOrDefault(port, "sqlite");
    }

    /** As the XDG base directory specification has it, which says to ignore a path that is not absolute. */
    private static String perUser(Map<String, String> environment, String home) {
        String dataHome = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = dataHome.startsWith("/") ? Path.of(dataHome) : Path.of(home, ".local", "share");
        return base.resolve("sarangbang").toString();
    }

    private static Optional<InetAddress> parseAddress(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<Set<Cidr>> parseNetworks(String text) {
        Set<Cidr> networks = new LinkedHashSet<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Optional<Cidr> network = Cidr.parse(part.strip());
            if (network.isEmpty()) {
                return Optional.empty();
            }
            networks.add(network.get());
        }
        return Optional.of(networks);
    }

    private static Optional<Path> parsePath(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
