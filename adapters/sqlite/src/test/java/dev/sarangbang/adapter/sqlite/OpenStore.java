package dev.sarangbang.adapter.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * A store in a directory of its own for each test, and copies of it as a crash would leave them. It does not wait for
 * the disk: that matters only when the power fails, and would make these tests as slow as the disk.
 */
final class OpenStore implements BeforeEachCallback, AfterEachCallback {

    private final Deque<SqliteStore> stores = new ArrayDeque<>();
    private final Deque<Path> directories = new ArrayDeque<>();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        open(newDirectory());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        stores.forEach(SqliteStore::close);
        for (Path directory : directories) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }

    SqliteStore store() {
        return stores.getFirst();
    }

    Path directory() {
        return directories.getFirst();
    }

    /**
     * What would be found had this process been killed just now: the files as they are, the write-ahead log not carried
     * over. The store stays open; {@link #store} still gives it.
     */
    SqliteStore afterCrash() {
        try {
            Path copy = newDirectory();
            for (String name : List.of(DataDirectory.DATABASE_FILE, DataDirectory.DATABASE_FILE + "-wal")) {
                Files.copy(directory().resolve(name), copy.resolve(name));
            }
            return open(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SqliteStore open(Path directory) {
        SqliteStore store =
                SqliteStore.open(directory, WriteListener.NONE, SynchronousMode.OFF, UnaryOperator.identity());
        stores.addLast(store);
        return store;
    }

    private Path newDirectory() throws IOException {
        Path directory = Files.createTempDirectory("sarangbang-sqlite-");
        directories.addLast(directory);
        return directory;
    }
}
