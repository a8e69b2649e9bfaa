package dev.sarangbang.domain.id;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.tools.ToolProvider;

/** Compiles the generator's own source with something else written in it, and loads that beside the real one. */
final class MutatedSnowflakes {

    private static final String NAME = Snowflakes.class.getName();
    private static final Path SOURCE =
            Path.of("src", "main", "java", "dev", "sarangbang", "domain", "id", "Snowflakes.java");

    private MutatedSnowflakes() {}

    /** {@code edits}: what stands there once, and what to write instead, and so on. */
    static SnowflakeInterleavings.Maker with(String... edits) {
        try {
            String text = Files.readString(SOURCE);
            for (int i = 0; i < edits.length; i += 2) {
                if (text.indexOf(edits[i]) < 0 || text.indexOf(edits[i]) != text.lastIndexOf(edits[i])) {
                    throw new IllegalStateException("must stand once in " + SOURCE + ": " + edits[i]);
                }
                text = text.replace(edits[i], edits[i + 1]);
            }
            Class<?> mutated = load(compile(text));
            Constructor<?> constructor = mutated.getConstructor(InstantSource.class, IntSupplier.class, Runnable.class);
            Method next = mutated.getMethod("next");
            return (clock, node, pause) -> called(constructor, next, clock, node, pause);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Supplier<MessageId> called(
            Constructor<?> constructor, Method next, InstantSource clock, IntSupplier node, Runnable pause) {
        try {
            Object ids = constructor.newInstance(clock, node, pause);
            return () -> {
                try {
                    return (MessageId) next.invoke(ids);
                } catch (java.lang.reflect.InvocationTargetException e) {
                    throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path compile(String text) throws IOException {
        Path folder = Files.createTempDirectory("mutated");
        Path source = Files.writeString(folder.resolve("Snowflakes.java"), text);
        Path classes = Path.of(Snowflakes.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-classpath",
                        classes.toString(),
                        "-d",
                        folder.toString(),
                        source.toString());
        if (failed != 0) {
            throw new IllegalStateException("does not compile: " + text);
        }
        return folder;
    }

    private static Class<?> load(Path folder) throws IOException, ClassNotFoundException {
        URL[] urls = {folder.toUri().toURL()};
        return new URLClassLoader(urls, MutatedSnowflakes.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith(NAME)) {
                    Class<?> loaded = findLoadedClass(name);
                    return loaded == null ? findClass(name) : loaded;
                }
                return super.loadClass(name, resolve);
            }
        }.loadClass(NAME);
    }
}
