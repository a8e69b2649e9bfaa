package dev.sarangbang.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an older version wrote is read, and gone on with, by this one. */
class UpgradeTest {

    private static final String COLUMNS_OF_V1 =
            "room, sequence, message_id, message_number, author, client_id, at, kind, member, text";

    @TempDir
    private Path directory;

    @Test
    void a_log_of_the_first_version_is_read_as_it_was_and_its_messages_can_be_edited() throws SQLException {
        RoomChange opening = Samples.opening();
        RoomChange talk = Samples.talk(opening.after(), 3);
        List<Entry> written = new ArrayList<>(opening.entries());
        written.addAll(talk.entries());
        asTheFirstVersion(talk, written);

        try (SqliteStore store = SqliteStore.open(directory, WriteListener.NONE)) {
            assertThat(store.roomLog().head(talk.room())).contains(talk.after());
            assertThat(store.roomLog().after(talk.room(), Sequence.BEFORE_FIRST, 10))
                    .isEqualTo(written);

            assertThat(store.messageSearch()
                            .find(
                                    talk.room(),
                                    SearchQuery.parse("말 1").orElseThrow(),
                                    Sequence.BEFORE_FIRST,
                                    new Sequence(100),
                                    10))
                    .extracting(Message::entry)
                    .containsExactly(written.get(2));

            Entry said = written.get(2);
            RoomChange edit = Samples.change(
                    talk.after(),
                    List.of(Samples.draft(said.author(), new Intent.Edit(said, Samples.text("on second thought")))));
            assertThat(store.roomLog().append(edit)).isEqualTo(new Appended());
            assertThat(store.roomLog().after(talk.room(), new Sequence(4), 1))
                    .extracting(Entry::content)
                    .containsExactly(new Content.TextEdited(said.sequence(), Samples.text("on second thought")));
        }
    }

    /** Until version 5, entries came into the index in the transaction that added them. */
    @Test
    void what_an_older_version_indexed_is_not_indexed_again() throws SQLException {
        RoomChange opening = Samples.opening();
        RoomChange talk = Samples.talk(opening.after(), 3);
        List<Entry> written = new ArrayList<>(opening.entries());
        written.addAll(talk.entries());
        asTheFirstVersion(talk, written);
        migrate("5", new IndexOlderMessages());

        try (SqliteStore store = SqliteStore.open(directory, WriteListener.NONE)) {
            assertThat(store.indexing().isBehind(talk.room())).isFalse();

            Entry said = written.get(2);
            assertThat(store.roomLog()
                            .append(Samples.change(
                                    talk.after(),
                                    List.of(
                                            Samples.say(said.author(), "말 많은 사람"),
                                            Samples.draft(said.author(), new Intent.Delete(said))))))
                    .isEqualTo(new Appended());
            assertThat(store.messageSearch()
                            .find(
                                    talk.room(),
                                    SearchQuery.parse("말 ").orElseThrow(),
                                    Sequence.BEFORE_FIRST,
                                    new Sequence(100),
                                    10))
                    .extracting(message -> message.entry().sequence().value())
                    .containsExactly(5L, 4L, 2L);
        }
    }

    private void asTheFirstVersion(RoomChange last, List<Entry> entries) throws SQLException {
        migrate("1");
        try (Connection connection = DriverManager.getConnection(url())) {
            insert(connection, "rooms (" + RoomRow.COLUMNS + ")", 9, RoomRow.values(last.after()));
            for (Entry entry : entries) {
                insert(connection, "entries (" + COLUMNS_OF_V1 + ")", 10, EntryRow.values(entry));
            }
        }
    }

    private void migrate(String target, JavaMigration... migrations) {
        Flyway.configure(getClass().getClassLoader())
                .dataSource(url(), null, null)
                .locations("classpath:dev/sarangbang/adapter/sqlite/migration")
                .javaMigrations(migrations)
                .table("schema_history")
                .target(target)
                .load()
                .migrate();
    }

    private String url() {
        return "jdbc:sqlite:" + directory.resolve(DataDirectory.DATABASE_FILE);
    }

    private static void insert(Connection connection, String into, int count, @Nullable Object[] values)
            throws SQLException {
        String marks = "?, ".repeat(count - 1) + "?";
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + into + " VALUES (" + marks + ")")) {
            for (int i = 0; i < count; i++) {
                insert.setObject(i + 1, values[i]);
            }
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }
}
