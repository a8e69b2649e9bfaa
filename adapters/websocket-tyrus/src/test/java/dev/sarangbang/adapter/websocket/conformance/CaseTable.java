package dev.sarangbang.adapter.websocket.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of cases in a file: a row a line, columns between {@code |} with a space on each side. Lines that begin with {@code #} are
 * for people, and so are empty ones.
 */
public final class CaseTable {

    private static final Path RESOURCES = Path.of("src", "test", "resources");

    /**
     * One row.
     *
     * @param name which file, and which line of it
     * @param cells its columns
     */
    public record Row(String name, List<String> cells) {
        public String cell(int column) {
            return cells.get(column);
        }
    }

    private CaseTable() {}

    /** The rows of a file below the test resources, each of so many columns, the first of which is its alone. */
    public static List<Row> read(String file, int columns) {
        List<Row> rows = new ArrayList<>();
        List<String> lines = lines(RESOURCES.resolve(file));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = Stream.of((line + " ").split(" \\| ", -1))
                    .map(String::strip)
                    .toList();
            assertThat(cells).as("%s:%d", file, i + 1).hasSize(columns);
            rows.add(new Row(file + ":" + (i + 1), cells));
        }
        assertThat(rows.stream().map(row -> row.cell(0)).toList()).doesNotHaveDuplicates();
        return rows;
    }

    /** The names of the files in a folder of the test resources, in order. */
    public static List<String> files(String folder) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName())
                    .filter(name -> name.endsWith(".cases"))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
