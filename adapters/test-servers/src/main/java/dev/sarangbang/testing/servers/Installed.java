package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Finds what the servers are made of, or says how to get it. */
final class Installed {

    private static final Properties FETCHED = new Properties();

    static {
        try (InputStream in = Installed.class.getResourceAsStream("fetched.properties")) {
            FETCHED.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Installed() {}

    /** The first of {@code places} that can be executed; {@code debianPackage} brings it. */
    static String program(String debianPackage, String... places) {
        for (String place : places) {
            if (Files.isExecutable(Path.of(place))) {
                return place;
            }
        }
        throw new ServerException(places[0] + " was not found. `./chat test` installs it; by hand: apt-get install "
                + debianPackage + " (with a policy-rc.d that keeps it from starting a service).");
    }

    /** The shared library {@code file}; {@code debianPackage} brings it. */
    static void library(String debianPackage, String file) {
        for (String place : List.of("/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64")) {
            if (Files.exists(Path.of(place, file))) {
                return;
            }
        }
        throw new ServerException(
                file + " was not found. `./chat test` installs it; by hand: apt-get install " + debianPackage);
    }

    /** What Maven fetched under this name. */
    static Path fetched(String key) {
        Path path = Path.of(FETCHED.getProperty(key));
        if (!Files.exists(path)) {
            throw new ServerException(path + " is missing. Maven makes it when it builds adapters/test-servers: "
                    + "run `mvn -pl adapters/test-servers generate-resources`.");
        }
        return path;
    }
}
