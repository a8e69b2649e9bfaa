package dev.sarangbang.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks from the ports to the contract kit, and from the adapters to the tests beside them. */
final class Contracts {

    /** The tests of the other modules are on nobody's class path: they are read from where the build puts them. */
    private static final Path ADAPTERS = Path.of("..", "adapters");

    private static final JavaClasses ADAPTER_TESTS = new ClassFileImporter().importPaths(testFolders());

    private Contracts() {}

    static boolean isContract(String className) {
        try {
            return java.lang.reflect.Modifier.isAbstract(
                    Class.forName(className).getModifiers());
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    /** Is there a test that runs the contract of {@code port}, and that is named after {@code adapter} or makes one? */
    static boolean hold(JavaClass adapter, JavaClass port) {
        return ADAPTER_TESTS.stream()
                .filter(test -> !test.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(test -> test.isAssignableTo(Packages.contractOf(port)))
                .anyMatch(test -> test.getSimpleName().startsWith(adapter.getSimpleName())
                        || test.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency ->
                                        dependency.getTargetClass().equals(adapter)));
    }

    private static List<Path> testFolders() {
        try (Stream<Path> adapters = Files.list(ADAPTERS)) {
            return adapters.map(adapter -> adapter.resolve("target").resolve("test-classes"))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("run from the bootstrap module, beside the adapters", e);
        }
    }
}
