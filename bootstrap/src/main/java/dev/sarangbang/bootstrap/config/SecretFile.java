package dev.sarangbang.bootstrap.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a secret from a file of its own, where it is written as {@code file:/run/secrets/token} instead of the secret: command lines
 * can be seen by everyone on a machine, and environments and configuration files are copied about.
 */
final class SecretFile {

    private static final String PREFIX = "file:";
    private static final long BYTES_MAX = 4_096;

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** What was written, with the secret in its place; or why it cannot be had. */
    record Reading(Optional<Given> given, Optional<Problem> problem) {}

    private SecretFile() {}

    static Reading read(Given given) {
        if (!given.value().startsWith(PREFIX)) {
            return new Reading(Optional.of(given), Optional.empty());
        }
        String name = given.value().substring(PREFIX.length());
        try {
            Path file = Path.of(name);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                return problem(given, "others may read " + name + "; chmod 600 it");
            }
            if (Files.size(file) > BYTES_MAX) {
                return problem(given, name + " is longer than any secret");
            }
            String secret = Files.readString(file, StandardCharsets.UTF_8).strip();
            return secret.isEmpty()
                    ? problem(given, name + " is empty")
                    : new Reading(
                            Optional.of(new Given(given.key(), secret, given.origin() + ", file " + name)),
                            Optional.empty());
        } catch (IOException | InvalidPathException e) {
            return problem(given, "the file " + name + " cannot be read");
        }
    }

    private static Reading problem(Given given, String what) {
        return new Reading(Optional.empty(), Optional.of(Problem.about(given, what)));
    }
}
