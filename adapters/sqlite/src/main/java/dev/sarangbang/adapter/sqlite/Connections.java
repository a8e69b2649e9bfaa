package dev.sarangbang.adapter.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;

/**
 * Opens the database, set up for one purpose or another. Everything is a setting of the connection: none can be
 * forgotten.
 */
final class Connections {

    /** How long SQLite itself waits for a lock, in case somebody has the file open in a shell. */
    private static final int BUSY_MILLIS_MAX = 2_000;

    /** The writer's page cache: holds the ends of the logs that are being written to. */
    private static final int WRITER_CACHE_KIB = 32 * 1024;

    /** Each reader's page cache. */
    private static final int READER_CACHE_KIB = 8 * 1024;

    /**
     * What a write-ahead log that once grew large is cut back to. Not less: overwriting a file is cheaper than growing
     * it.
     */
    private static final int WAL_BYTES_KEPT_MAX = 64 * 1024 * 1024;

    private final String url;
    private final SynchronousMode flushing;

    /** {@code flushing} is FULL, unless a test has no time to wait for the disk. */
    Connections(Path database, SynchronousMode flushing) {
        this.url = "jdbc:sqlite:" + database;
        this.flushing = flushing;
    }

    /** For changing the schema. */
    DataSource forMigrations() {
        return source(writing());
    }

    /** For the one writer. Never checkpoints by itself: {@link Checkpoints} does. */
    Session forWriter() throws SQLException {
        SQLiteConfig config = writing();
        config.setCacheSize(-WRITER_CACHE_KIB);
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, "0");
        return new Session(source(config).getConnection());
    }

    /** For a reader. Sees what is committed, and changes nothing. */
    Session forReader() throws SQLException {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        config.setCacheSize(-READER_CACHE_KIB);
        return new Session(source(config).getConnection());
    }

    private SQLiteConfig writing() {
        SQLiteConfig config = common();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(flushing);
        config.setJournalSizeLimit(WAL_BYTES_KEPT_MAX);
        return config;
    }

    private static SQLiteConfig common() {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS_MAX);
        config.setTempStore(TempStore.MEMORY);
        config.setGetGeneratedKeys(false); // or every insert would be followed by a query for its row id
        return config;
    }

    private SQLiteDataSource source(SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }
}
