package dev.sarangbang.bootstrap.plugin;

import dev.sarangbang.adapter.spi.AdapterProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds adapters by {@link ServiceLoader}.
 *
 * <p>The jars of a plug-in folder share one class loader, below the server's: they see the ports, each other, and the libraries they
 * bring along, and a class that the server has too is the server's.
 */
public final class Plugins {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** What the server's own keys begin with: an adapter of this name could not be told from the server. */
    static final Set<String> RESERVED = Set.of("adapter", "log", "metrics", "server", "stop");

    private Plugins() {}

    /** The adapters on the class path, by name. */
    public static List<AdapterProvider> onClassPath() throws PluginException {
        return find(Plugins.class.getClassLoader());
    }

    /** The adapters on the class path and those in the jars of {@code folder}, by name. Their classes stay loaded for good. */
    public static List<AdapterProvider> in(Path folder) throws PluginException {
        if (!Files.isDirectory(folder)) {
            throw new PluginException("there is no folder " + folder);
        }
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : found) {
                jars.add(url(jar));
            }
        } catch (IOException e) {
            throw new PluginException("the folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
        // Folders list in any order; which of two equal classes wins should not depend on that.
        Collections.sort(jars, (one, other) -> one.toString().compareTo(other.toString()));
        return find(new URLClassLoader("plugins", jars.toArray(URL[]::new), Plugins.class.getClassLoader()));
    }

    private static URL url(Path jar) throws PluginException {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new PluginException("the jar " + jar + " cannot be read", e);
        }
    }

    private static List<AdapterProvider> find(ClassLoader classes) throws PluginException {
        Map<String, AdapterProvider> byName = new TreeMap<>();
        try {
            for (AdapterProvider provider : ServiceLoader.load(AdapterProvider.class, classes)) {
                if (!NAME.matcher(provider.name()).matches() || RESERVED.contains(provider.name())) {
                    throw new PluginException(
                            describe(provider) + " has a name that cannot be used: " + provider.name());
                }
                AdapterProvider other = byName.put(provider.name(), provider);
                if (other != null) {
                    throw new PluginException("two adapters are called \"%s\": %s and %s"
                            .formatted(provider.name(), describe(other), describe(provider)));
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new PluginException("an adapter cannot be loaded: " + e.getMessage(), e);
        }
        return List.copyOf(byName.values());
    }

    private static String describe(AdapterProvider provider) {
        return provider.getClass().getName();
    }
}
