package dev.sarangbang.bootstrap.config;

import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A line that a configuration may have.
 *
 * @param name in files
 * @param setting what it sets
 * @param owner whose it is: empty for the server's own
 */
record Key(String name, Setting<?> setting, Optional<AdapterProvider> owner) {

    private static final String NOBODY = "none";
    private static final String VARIABLE_PREFIX = "SARANGBANG_";

    /** Every key there is: the server's, the choice of an adapter for each port, and those of all adapters found. */
    static List<Key> all(ServerSettings server, List<AdapterProvider> providers) {
        List<Key> keys = new ArrayList<>();
        server.all().forEach(setting -> keys.add(new Key(setting.name(), setting, Optional.empty())));
        Port.all().forEach(port -> {
            Setting<AdapterProvider> choice = choice(port, providers);
            keys.add(new Key(choice.name(), choice, Optional.empty()));
        });
        Port.optional().forEach(port -> {
            Setting<Object> choice = optionalChoice(port, providers);
            keys.add(new Key(choice.name(), choice, Optional.empty()));
        });
        for (AdapterProvider provider : providers) {
            for (Setting<?> setting : provider.settings()) {
                keys.add(new Key(provider.name() + "." + setting.name(), setting, Optional.of(provider)));
            }
        }
        return keys;
    }

    /** The setting that chooses the adapter of a port. Its default may be missing among those found; then it has none. */
    private static Setting<AdapterProvider> choice(Port<?> port, List<AdapterProvider> providers) {
        Map<String, AdapterProvider> able = able(port, providers);
        Setting<AdapterProvider> setting = Setting.choice(
                ServerSettings.adapterKey(port),
                "Which adapter implements " + port.type().getSimpleName() + ".",
                "an adapter that offers this port",
                able);
        String otherwise = ServerSettings.adapterOtherwise(port);
        return setting.parse(otherwise).isPresent() ? setting.orElse(otherwise) : setting;
    }

    /** The setting that chooses the adapter of a port that may have none. */
    private static Setting<Object> optionalChoice(Port<?> port, List<AdapterProvider> providers) {
        Map<String, Object> able = new LinkedHashMap<>();
        able.put(NOBODY, NOBODY);
        able.putAll(able(port, providers));
        return Setting.choice(
                        ServerSettings.adapterKey(port),
                        "Which adapter implements " + port.type().getSimpleName() + ", if any.",
                        "none, or an adapter that offers it",
                        able)
                .orElse(NOBODY);
    }

    private static Map<String, AdapterProvider> able(Port<?> port, List<AdapterProvider> providers) {
        Map<String, AdapterProvider> able = new LinkedHashMap<>();
        providers.stream()
                .filter(provider -> provider.ports().contains(port))
                .forEach(provider -> able.put(provider.name(), provider));
        return able;
    }

    /** In the environment. */
    String variable() {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Whether a variable of the environment is meant for this server at all. */
    static boolean isOurs(String variable) {
        return variable.startsWith(VARIABLE_PREFIX);
    }
}
