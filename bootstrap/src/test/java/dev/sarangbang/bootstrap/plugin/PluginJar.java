package dev.sarangbang.bootstrap.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.spi.AdapterProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles adapters as another team would, against the ports and the SPI and nothing else, and packs them into a jar. */
public final class PluginJar {

    private PluginJar() {}

    /**
     * Makes {@code jar} of one class, which is a provider.
     *
     * @param classPath what to compile against
     */
    public static Path make(Path jar, String classPath, String className, String source) throws IOException {
        Path classes = Files.createTempDirectory(jar.getParent(), "classes");
        compile(classes, classPath, className, source);
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve(AdapterProvider.class.getName()), className);
        pack(classes, jar);
        return jar;
    }

    private static void compile(Path classes, String classPath, String className, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("--release", "21", "-cp", classPath, "-d", classes.toString());
            var task = compiler.getTask(null, files, null, options, null, List.of(new Source(className, source)));
            assertThat(task.call()).as("compiles").isTrue();
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                var packed = new JarOutputStream(out)) {
            Files.walkFileTree(classes, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    Files.copy(file, packed);
                    packed.closeEntry();
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(
                    URI.create("string:///" + className.replace('.', '/') + JavaFileObject.Kind.SOURCE.extension),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
