package dev.sarangbang.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Control S19: what the server is made of, as the bill of materials in its jar says, is what somebody decided to make it of, and nothing
 * that is known to be bad.
 */
class DependenciesIT {

    private static final Path JAR = Path.of("target", "sarangbang.jar");
    private static final Pattern COMPONENT = Pattern.compile("\"purl\" ?: ?\"pkg:maven/([^/\"]+)/([^@\"]+)@([^?\"]+)");

    /** One line of {@code known-bad.csv}: versions below {@code fixed} are bad. */
    private record Bad(String dependency, String fixed, String advisory) {}

    private record Component(String dependency, String version) {}

    private static List<Component> components() throws IOException {
        try (var jar = new JarFile(JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry("META-INF/sbom/application.cdx.json"))) {
            String bill = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bill).contains("CycloneDX");
            Set<Component> all = new java.util.LinkedHashSet<>();
            Matcher found = COMPONENT.matcher(bill);
            while (found.find()) {
                all.add(new Component(found.group(1) + ":" + found.group(2), found.group(3)));
            }
            return List.copyOf(all);
        }
    }

    private static List<String> lines(String name) {
        try (InputStream in = DependenciesIT.class.getResourceAsStream("/dependencies/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void S19_the_server_is_made_of_what_is_allowed_and_of_nothing_else() throws IOException {
        Set<String> groups = components().stream()
                .map(component -> component.dependency().split(":")[0])
                .filter(group -> !group.equals("dev.sarangbang"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(groups).hasSizeGreaterThan(10);
        assertThat(lines("allowed.txt")).containsAll(groups);
    }

    @Test
    void S19_nothing_in_it_is_known_to_be_bad() throws IOException {
        assertThat(badAmong(components())).isEmpty();
    }

    /** The list has teeth. */
    @Test
    void S19_what_is_known_to_be_bad_is_found() {
        for (Bad bad : known()) {
            assertThat(badAmong(List.of(new Component(bad.dependency(), bad.fixed()))))
                    .noneMatch(found -> found.endsWith(bad.advisory()));
            assertThat(badAmong(List.of(new Component(bad.dependency(), "0.0.1"))))
                    .anyMatch(found -> found.endsWith(bad.advisory()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, 1.2.3, 0",
        "1.2.3, 1.10, -1",
        "4.1.99.Final, 4.1.118.Final, -1",
        "2.0, 1.9.9, 1",
        "1.0-M1, 1.0, 0"
    })
    void versions_are_compared_by_their_numbers(String one, String other, int sign) {
        assertThat(Integer.signum(compare(one, other))).isEqualTo(sign);
    }

    private static List<Bad> known() {
        return lines("known-bad.csv").stream()
                .map(line -> line.split(",", 4))
                .map(cells -> new Bad(cells[0].strip(), cells[1].strip(), cells[2].strip()))
                .toList();
    }

    private static List<String> badAmong(List<Component> components) {
        List<String> found = new ArrayList<>();
        for (Component component : components) {
            for (Bad bad : known()) {
                if (component.dependency().equals(bad.dependency()) && compare(component.version(), bad.fixed()) < 0) {
                    found.add(component + " " + bad.advisory());
                }
            }
        }
        return found;
    }

    private static int compare(String one, String other) {
        List<Integer> left = numbers(one);
        List<Integer> right = numbers(other);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int difference = (i < left.size() ? left.get(i) : 0) - (i < right.size() ? right.get(i) : 0);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static List<Integer> numbers(String version) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : version.split("[.-]")) {
            if (!part.matches("\\d+")) {
                break;
            }
            numbers.add(Integer.valueOf(part));
        }
        return numbers;
    }
}
