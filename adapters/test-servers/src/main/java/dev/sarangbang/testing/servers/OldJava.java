package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Finds a Java that Cassandra runs on: it sets a security manager, which newer ones refuse. */
final class OldJava {

    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/usr/lib64/jvm"),
            Path.of("/usr/java"),
            Path.of("/opt"),
            Path.of("/opt/java"));
    private static final List<Integer> VERSIONS = List.of(17, 11);

    private OldJava() {}

    /** The program {@code java} of version 17 or else 11. */
    static String program() {
        List<Path> homes = new ArrayList<>();
        Optional.ofNullable(System.getenv("CASSANDRA_JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        PLACES.forEach(place -> homes.addAll(children(place)));
        return homes.stream()
                .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                .filter(home -> VERSIONS.contains(version(home)))
                .min(Comparator.comparingInt(home -> VERSIONS.indexOf(version(home))))
                .map(home -> home.resolve("bin/java").toString())
                .orElseThrow(
                        () -> new ServerException(
                                "Cassandra needs Java 17 or 11, and none was found. `./chat test` installs it; "
                                        + "by hand: apt-get install openjdk-17-jre-headless, or name its directory in CASSANDRA_JAVA_HOME."));
    }

    private static List<Path> children(Path place) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(place)) {
            found.forEach(children::add);
        } catch (IOException notThere) {
            return List.of();
        }
        children.sort(Comparator.naturalOrder());
        return children;
    }

    /** The feature version of the Java in {@code home}; 0 if it does not say. */
    private static int version(Path home) {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException notThere) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.split("[^0-9]", 2)[0]);
    }
}
