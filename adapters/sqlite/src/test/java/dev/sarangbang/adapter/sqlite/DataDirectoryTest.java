package dev.sarangbang.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.room.RoomChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may open a data directory, and what is told to who may not. */
class DataDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void a_second_store_in_this_process_is_refused_and_does_not_break_the_lock_of_the_first() throws Exception {
        try (SqliteStore first = open(data())) {
            assertThatThrownBy(() -> open(data()))
                    .isInstanceOf(DataDirectoryException.InUse.class)
                    .hasMessageContaining(data().toRealPath().toString());

            assertThat(openElsewhere())
                    .startsWith("InUse")
                    .contains(data().toRealPath().toString());
            RoomChange opening = Samples.opening();
            first.roomLog().append(opening);
            assertThat(first.roomLog().head(opening.room())).contains(opening.after());
        }
    }

    @Test
    void a_directory_held_by_another_process_is_refused_until_that_process_is_gone() throws Exception {
        try (var other = ChildProcess.run(OpeningProcess.class, data().toString())) {
            assertThat(other.nextLine()).contains("opened");

            assertThatThrownBy(() -> open(data()))
                    .isInstanceOfSatisfying(
                            DataDirectoryException.InUse.class,
                            e -> assertThat(e.directory()).isEqualTo(data().toAbsolutePath()));
        }

        open(data()).close();
    }

    @Test
    void a_directory_is_the_same_by_whatever_way_it_is_reached() throws IOException {
        try (SqliteStore ignored = open(data())) {
            Path link = Files.createSymbolicLink(parent.resolve("link"), data());

            assertThatThrownBy(() -> open(link)).isInstanceOf(DataDirectoryException.InUse.class);
        }
    }

    @Test
    void what_is_created_is_for_its_owner_only() throws IOException {
        Path deep = parent.resolve("a").resolve("b");
        try (SqliteStore store = open(deep)) {
            store.roomLog().append(Samples.opening());

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(deep)) {
                assertThat(files.toList())
                        .extracting(Path::getFileName)
                        .extracting(Path::toString)
                        .contains("sarangbang.db", "sarangbang.db-wal", "sarangbang.lock");
            }
            try (Stream<Path> files = Files.list(deep)) {
                assertThat(files)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void a_directory_that_is_there_keeps_its_permissions() throws IOException {
        Files.createDirectory(data());
        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxr-x---"));

        open(data()).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void a_clean_close_leaves_one_file_with_everything_in_it() throws IOException {
        RoomChange opening = Samples.opening();
        try (SqliteStore store = open(data())) {
            store.roomLog().append(opening);
        }

        assertThat(data().resolve("sarangbang.db-wal")).doesNotExist();
        try (SqliteStore store = open(data())) {
            assertThat(store.roomLog().head(opening.room())).contains(opening.after());
        }
    }

    @Test
    void a_database_of_a_newer_version_is_refused_and_not_touched() throws Exception {
        open(data()).close();
        change("INSERT INTO schema_history"
                + " SELECT 999, '999', 'x', type, 'V999__x.sql', checksum, installed_by, installed_on, 0, 1"
                + " FROM schema_history WHERE installed_rank = 1");
        byte[] before = Files.readAllBytes(database());

        assertThatThrownBy(() -> open(data()))
                .isInstanceOf(DataDirectoryException.FromNewerVersion.class)
                .hasMessageContaining(data().toString())
                .hasMessageContaining("999");
        assertThat(Files.readAllBytes(database())).isEqualTo(before);
    }

    @Test
    void a_schema_that_was_changed_behind_our_back_is_refused() throws Exception {
        open(data()).close();
        change("UPDATE schema_history SET checksum = 1");

        assertThatThrownBy(() -> open(data())).isInstanceOf(DataDirectoryException.Unusable.class);
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_the_directory_given_up() throws IOException {
        Files.createDirectory(data());
        Files.writeString(database(), "these are the notes of a hiking trip ".repeat(1_000));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> open(data()))
                    .isInstanceOf(DataDirectoryException.Unusable.class)
                    .hasMessageContaining(data().toString());
        }

        Files.delete(database());
        open(data()).close();
    }

    @Test
    void a_path_that_cannot_be_a_directory_is_refused() throws IOException {
        Files.writeString(data(), "a file");

        assertThatThrownBy(() -> open(data())).isInstanceOf(DataDirectoryException.Unusable.class);
    }

    private Path data() {
        return parent.resolve("data");
    }

    private Path database() {
        return data().resolve(DataDirectory.DATABASE_FILE);
    }

    private static SqliteStore open(Path directory) {
        return SqliteStore.open(directory, WriteListener.NONE);
    }

    private String openElsewhere() throws Exception {
        try (var other = ChildProcess.run(OpeningProcess.class, data().toString())) {
            return other.nextLine().orElseThrow();
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}
