package dev.sarangbang.adapter.simulation.mutant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Loads the whole project once more, with the classes of a mutant in the place of the real ones. */
final class MutantLoader extends ClassLoader {

    private static final String OURS = "dev.sarangbang.";

    private final Map<String, byte[]> mutated;

    private MutantLoader(String name, List<Mutant.Edit> edits) {
        super(MutantLoader.class.getClassLoader());
        mutated = compile(sources(name, edits));
    }

    /** What {@code mutant} does wrong, in the world it is given. */
    static MutantLoader of(Mutant mutant) {
        List<Mutant.Edit> edits = new ArrayList<>(mutant.givens());
        edits.addAll(mutant.edits());
        return new MutantLoader(mutant.name(), edits);
    }

    /** The real thing in the world that {@code mutant} is given. */
    static MutantLoader ofWorldOf(Mutant mutant) {
        return new MutantLoader(mutant.name(), mutant.givens());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] code = mutated.get(name);
        if (code == null) {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                code = in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
        return defineClass(name, code, 0, code.length);
    }

    /** The changed sources by their path. A change that does not fit any more is an error: the mutant must follow the code. */
    private static Map<String, String> sources(String name, List<Mutant.Edit> edits) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Mutant.Edit edit : edits) {
            String text = sources.computeIfAbsent(edit.file(), MutantLoader::read);
            int at = text.indexOf(edit.before());
            if (at < 0 || text.indexOf(edit.before(), at + 1) >= 0) {
                throw new IllegalStateException(
                        "\"" + name + "\" must find this once in " + edit.file() + ":\n" + edit.before());
            }
            sources.put(
                    edit.file(),
                    text.substring(0, at)
                            + edit.after()
                            + text.substring(at + edit.before().length()));
        }
        return sources;
    }

    private static String read(String file) {
        try {
            return Files.readString(root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the sources are: tests run in their module's folder, the command says where. */
    private static Path root() {
        String given = System.getProperty("sarangbang.root");
        return given == null ? Path.of("..", "..") : Path.of(given);
    }

    private static Map<String, byte[]> compile(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("mutants are compiled: a JDK is needed, a JRE is not enough");
        }
        if (sources.isEmpty()) {
            return Map.of();
        }
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((file, text) -> units.add(new Source(file, text)));
        var messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var output = new Output(files);
            List<String> options =
                    List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
            if (!compiler.getTask(messages, output, null, options, null, units).call()) {
                throw new IllegalStateException(messages.toString());
            }
            return output.classes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + file.substring(file.indexOf("dev/"))), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps in memory what the compiler writes. */
    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Output(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            var bytes = new ByteArrayOutputStream();
            written.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
