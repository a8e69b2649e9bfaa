package dev.sarangbang.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No port promises what nobody tests, and no test claims a promise that no port makes. */
class PromisesTest {

    private static final Path PORTS = Path.of("../chat-domain/src/main/java/dev/sarangbang/domain/port");

    /** A promise begins with its number: {@code L5} in the port's list, {@code L5:} in the name of a test. */
    private static final Pattern PROMISE = Pattern.compile("<li>\\{@code ([A-Z]\\d+)}");

    private static final Pattern TEST_OF_PROMISE = Pattern.compile("^([A-Z]\\d+): ");

    static List<String> ports() throws IOException {
        try (Stream<Path> sources = Files.list(PORTS)) {
            return sources.map(source -> source.getFileName().toString().replace(".java", ""))
                    .filter(PromisesTest::isPort)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("ports")
    void every_promise_of_a_port_has_a_test_of_its_number(String port) throws IOException, ClassNotFoundException {
        Class<?> contract = Class.forName(Packages.ROOT + ".adapter.contract." + port + "Contract");
        Set<String> promised = promisesIn(Files.readString(PORTS.resolve(port + ".java")));

        assertThat(promised).as("promises of %s", port).isNotEmpty().isEqualTo(promisesTestedBy(contract));
    }

    @Test
    void a_promise_that_nobody_tests_is_found() {
        Set<String> promised = promisesIn("<li>{@code Z1} Kept.\n<li>{@code Z2} Forgotten.");

        assertThat(promised).containsExactly("Z1", "Z2").isNotEqualTo(promisesTestedBy(HalfAContract.class));
    }

    private abstract static class HalfAContract {

        @Test
        @DisplayName("Z1: is kept, as Z2 is not")
        void is_kept() {}
    }

    private static boolean isPort(String name) {
        try {
            return Class.forName(Packages.ROOT + ".domain.port." + name).isInterface() && !name.equals("package-info");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> promisesIn(String source) {
        return PROMISE.matcher(source)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> promisesTestedBy(Class<?> contract) {
        return Stream.<Class<?>>iterate(contract, type -> type != null, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(PromisesTest::isTest)
                .map(method -> TEST_OF_PROMISE.matcher(
                        method.getAnnotation(DisplayName.class).value()))
                .flatMap(matcher -> matcher.results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(DisplayName.class)
                && (method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class));
    }
}
