package dev.sarangbang.adapter.websocket.fuzz;

import dev.sarangbang.adapter.websocket.conformance.CaseTable;
import dev.sarangbang.adapter.websocket.conformance.HttpCase;
import dev.sarangbang.adapter.websocket.conformance.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a fuzzer begins with: the cases of the tables, and what it found before. */
final class Seeds {

    private static final Path FINDS = Path.of("src", "test", "resources", "fuzz");
    private static final int BYTES_MAX = 20_000;

    private Seeds() {}

    /** The cases for a target, as it takes them. */
    static List<byte[]> of(Target target) {
        List<byte[]> seeds = switch (target) {
            case FRAMES -> frames();
            case HTTP -> http();
            case JSON -> json();
        };
        return seeds.stream().filter(seed -> seed.length <= BYTES_MAX).toList();
    }

    /** What was found before, each of which was a fault once. */
    static List<byte[]> finds(Target target) throws IOException {
        List<byte[]> finds = new ArrayList<>();
        Path folder = FINDS.resolve(target.folder());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    finds.add(Files.readAllBytes(file));
                }
            }
        }
        return finds;
    }

    /** Writes the seeds of a target into a folder, a file each, for a fuzzer that is another program. */
    public static void main(String[] args) throws IOException {
        Target target = Target.valueOf(args[0].toUpperCase(java.util.Locale.ROOT));
        Path folder = Files.createDirectories(Path.of(args[1]));
        Files.createDirectories(Path.of(args[2]));
        Files.createDirectories(FINDS.resolve(target.folder()));
        List<byte[]> seeds = of(target);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("case-" + i), seeds.get(i));
        }
    }

    private static List<byte[]> frames() {
        List<byte[]> seeds = new ArrayList<>();
        for (String file : CaseTable.files("conformance/frames")) {
            for (CaseTable.Row row : CaseTable.read(file, 4)) {
                var stream = new ByteArrayOutputStream();
                stream.write(7);
                Wire.portions(row.cell(2)).forEach(stream::writeBytes);
                seeds.add(stream.toByteArray());
            }
        }
        return seeds;
    }

    private static List<byte[]> http() {
        List<byte[]> seeds = new ArrayList<>();
        for (CaseTable.Row row : CaseTable.read("conformance/http.cases", 4)) {
            var stream = new ByteArrayOutputStream();
            stream.write(7);
            stream.writeBytes(HttpCase.bytes(row.cell(2).replaceFirst("^by \\d+: ", "")));
            seeds.add(stream.toByteArray());
        }
        return seeds;
    }

    private static List<byte[]> json() {
        Stream<String> wrong =
                CaseTable.read("bad-input/json.cases", 4).stream().map(row -> row.cell(2));
        Stream<String> right =
                CaseTable.read("bad-input/requests.cases", 5).stream().map(row -> "{\"id\":\"x\"," + row.cell(3) + "}");
        return Stream.concat(wrong, right)
                .map(text -> text.replaceAll("\\$[A-Z]+", "123456789"))
                .map(HttpCase::bytes)
                .toList();
    }
}
