package dev.sarangbang.adapter.websocket.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table of error codes in {@code docs/protocol.md}. */
final class CodeTable {

    private static final Path PROTOCOL = Path.of("..", "..", "docs", "protocol.md");

    /** One row; {@code status} and {@code retry} are empty if the code does not occur there. */
    record Row(String code, String status, String retry) {}

    private CodeTable() {}

    static List<Row> rows() {
        try {
            return Files.readAllLines(PROTOCOL).stream()
                    .dropWhile(line -> !line.equals("### Error codes"))
                    .takeWhile(line -> !line.equals("### Close codes"))
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.split("\\|"))
                    .map(cells -> new Row(bare(cells[1]), bare(cells[2]), bare(cells[3])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bare(String cell) {
        return cell.replace("`", "").strip();
    }
}
