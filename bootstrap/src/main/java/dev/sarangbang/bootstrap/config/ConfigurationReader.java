package dev.sarangbang.bootstrap.config;

import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Setting;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.adapter.websocket.net.Tls;
import dev.sarangbang.bootstrap.plugin.PluginException;
import dev.sarangbang.bootstrap.plugin.Plugins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Understands a configuration. A flag goes before the environment, the environment before the file, the file before the defaults;
 * but what is written anywhere has to be right, whether it holds or not.
 */
public final class ConfigurationReader {

    private final ServerSettings server;
    private final Inputs inputs;
    private final List<Problem> problems;

    private ConfigurationReader(ServerSettings server, Inputs inputs) {
        this.server = server;
        this.inputs = inputs;
        this.problems = new ArrayList<>(inputs.problems());
    }

    /**
     * Reads everything. Finds the adapters too, because they have settings of their own.
     *
     * @param home the home directory of whoever starts the server
     */
    public static Reading read(Flags flags, Map<String, String> environment, String home) {
        var server = ServerSettings.of(environment, home);
        return new ConfigurationReader(server, Inputs.gather(flags, environment)).read();
    }

    private Reading read() {
        List<Key> keys = Key.all(server, providers());
        problems.addAll(inputs.unknown(keys));
        Map<Key, Value> values = new LinkedHashMap<>();
        keys.forEach(key -> valueOf(key).ifPresent(value -> values.put(key, value)));
        Map<Port<?>, AdapterProvider> chosen = chosen(values);
        keys.stream().filter(key -> isMissing(key, values, chosen)).forEach(this::demand);
        checkTls(values);
        if (!problems.isEmpty()) {
            return new Reading.Flawed(problems);
        }
        Configuration configuration = configuration(values, chosen);
        problems.addAll(Safety.problems(
                configuration.web(),
                settings(values, Optional.empty()).get(ServerSettings.PLAIN_HTTP),
                values,
                used(values, chosen)));
        if (!problems.isEmpty()) {
            return new Reading.Flawed(problems);
        }
        List<String> lines = new ArrayList<>();
        values.forEach((key, value) -> lines.addAll(value.lines(key)));
        return new Reading.Understood(configuration, lines);
    }

    /** The keys that make a difference: the server's own, and those of the adapters that were chosen. */
    private static Set<Key> used(Map<Key, Value> values, Map<Port<?>, AdapterProvider> chosen) {
        Set<Key> used = new LinkedHashSet<>(values.keySet());
        used.removeIf(key ->
                key.owner().isPresent() && !chosen.containsValue(key.owner().get()));
        return used;
    }

    /** The first thing to know, because other keys depend on it. Trouble with the folder is one problem among others. */
    private List<AdapterProvider> providers() {
        Setting<Optional<Path>> setting = ServerSettings.PLUGINS_DIRECTORY;
        Optional<Path> folder = inputs.of(new Key(setting.name(), setting, Optional.empty())).stream()
                .findFirst()
                .flatMap(given -> setting.parse(given.value()))
                .flatMap(path -> path);
        try {
            return folder.isPresent() ? Plugins.in(folder.get()) : Plugins.onClassPath();
        } catch (PluginException e) {
            problems.add(new Problem(setting.name() + ": " + e.getMessage()));
        }
        try {
            return Plugins.onClassPath();
        } catch (PluginException e) {
            return List.of();
        }
    }

    /** The two files of TLS come together, and then there is no HTTP. */
    private void checkTls(Map<Key, Value> values) {
        Settings own = settings(values, Optional.empty());
        if (!problems.isEmpty()) {
            return;
        }
        boolean certificate = own.get(ServerSettings.TLS_CERTIFICATE).isPresent();
        if (certificate != own.get(ServerSettings.TLS_KEY).isPresent()) {
            problems.add(new Problem("server.tls-certificate, server.tls-key: one is no use without the other"));
        } else if (certificate && own.get(ServerSettings.ORIGINS).stream().anyMatch(each -> each.startsWith("http:"))) {
            problems.add(new Problem("server.origins: with TLS, all of them are https"));
        }
    }

    /** What was written about {@code key}, secrets read from the files that were named instead. */
    private List<Given> given(Key key) {
        if (!key.setting().isSecret()) {
            return inputs.of(key);
        }
        List<SecretFile.Reading> readings =
                inputs.of(key).stream().map(SecretFile::read).toList();
        readings.forEach(reading -> reading.problem().ifPresent(problems::add));
        return readings.stream().flatMap(reading -> reading.given().stream()).toList();
    }

    /** What holds for {@code key}; empty if that is unknown, or wrong. */
    private Optional<Value> valueOf(Key key) {
        List<Given> given = given(key);
        given.stream()
                .filter(each -> key.setting().parse(each.value()).isEmpty())
                .forEach(each -> problems.add(Problem.notAllowed(each, key.setting())));
        Optional<Value> written = given.stream().findFirst().map(each -> new Value(each.value(), each.origin()));
        return written.or(() -> key.setting().otherwise().map(text -> new Value(text, "default")))
                .filter(value -> key.setting().parse(value.text()).isPresent());
    }

    private static Map<Port<?>, AdapterProvider> chosen(Map<Key, Value> values) {
        Map<String, AdapterProvider> byKey = new LinkedHashMap<>();
        values.forEach((key, value) -> key.setting()
                .parse(value.text())
                .filter(AdapterProvider.class::isInstance)
                .ifPresent(provider -> byKey.put(key.name(), (AdapterProvider) provider)));
        Map<Port<?>, AdapterProvider> chosen = new LinkedHashMap<>();
        Stream.concat(Port.all().stream(), Port.optional().stream()).forEach(port -> {
            AdapterProvider provider = byKey.get(ServerSettings.adapterKey(port));
            if (provider != null) {
                chosen.put(port, provider);
            }
        });
        return chosen;
    }

    /** Whether nobody has said what only they can know. What was said wrongly is a problem already. */
    private boolean isMissing(Key key, Map<Key, Value> values, Map<Port<?>, AdapterProvider> chosen) {
        boolean needed =
                key.owner().isEmpty() || chosen.containsValue(key.owner().get());
        return needed && !values.containsKey(key) && inputs.of(key).isEmpty();
    }

    private void demand(Key key) {
        String why = key.owner()
                .map(owner -> " by the adapter \"" + owner.name() + "\"")
                .orElse("");
        problems.add(new Problem("%s: is needed%s, and must be %s"
                .formatted(key.name(), why, key.setting().allowed())));
    }

    private Configuration configuration(Map<Key, Value> values, Map<Port<?>, AdapterProvider> chosen) {
        Settings own = settings(values, Optional.empty());
        Map<String, Settings> theirs = new LinkedHashMap<>();
        Set<AdapterProvider> providers = new LinkedHashSet<>(chosen.values());
        providers.forEach(provider -> theirs.put(provider.name(), settings(values, Optional.of(provider))));
        return new Configuration(
                new Configuration.Web(
                        own.get(ServerSettings.BIND),
                        own.get(ServerSettings.PORT),
                        own.get(ServerSettings.ORIGINS),
                        own.get(ServerSettings.CONNECTIONS_MAX),
                        own.get(ServerSettings.CONNECTIONS_PER_ADDRESS_MAX),
                        new Configuration.Proxies(
                                own.get(ServerSettings.TRUSTED_PROXIES), own.get(ServerSettings.FORWARDED_HEADER)),
                        own.get(ServerSettings.TLS_CERTIFICATE)
                                .map(certificate -> new Tls(
                                        certificate,
                                        own.get(ServerSettings.TLS_KEY).orElseThrow()))),
                own.get(server.dataDirectory()).toAbsolutePath().normalize(),
                new Configuration.Adapters(chosen, theirs),
                own.get(ServerSettings.APPENDS_AT_ONCE),
                new Configuration.Logs(own.get(ServerSettings.LOG_FORMAT), own.get(ServerSettings.LOG_LEVEL)),
                new Configuration.Operators(own.get(ServerSettings.METRICS_TOKEN)),
                own.get(ServerSettings.STOP_WITHIN));
    }

    private static Settings settings(Map<Key, Value> values, Optional<AdapterProvider> owner) {
        Settings settings = Settings.defaults(List.of());
        for (Map.Entry<Key, Value> entry : values.entrySet()) {
            if (entry.getKey().owner().equals(owner)) {
                settings = settings.withText(
                        entry.getKey().setting(), entry.getValue().text());
            }
        }
        return settings;
    }
}
