package dev.sarangbang.adapter.simulation.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which seed caught which mutant when all were hunted last: {@code caught-by.txt}, with lines as {@code ./chat simulate
 * --negative-controls} prints them. A test that tries these first need not hunt.
 */
final class CaughtBy {

    private static final Path FILE = Path.of("src", "test", "resources", "caught-by.txt");
    private static final String BEFORE_SEED = " seed ";

    private CaughtBy() {}

    /** The first seed that caught it, by the name of the mutant. */
    static Map<String, Long> seeds() {
        Map<String, Long> seeds = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(FILE)) {
                int at = line.lastIndexOf(BEFORE_SEED);
                String seed = line.substring(at + BEFORE_SEED.length(), line.indexOf(',', at));
                seeds.put(line.substring(0, at).strip(), Long.valueOf(seed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seeds;
    }
}
