package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.message.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** Takes what was said before there was an index into it. Not SQL, for only the domain knows how to fold a text. */
final class IndexOlderMessages implements JavaMigration {

    private static final String ENTRIES = "SELECT " + EntryRow.COLUMNS + " FROM entries ORDER BY room, sequence";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("5");
    }

    @Override
    public String getDescription() {
        return "index older messages";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement read = connection.createStatement();
                ResultSet rows = read.executeQuery(ENTRIES)) {
            while (rows.next()) {
                Entry entry = EntryRow.read(rows);
                Optional<MessageIndex.Change> change = MessageIndex.changeFor(entry);
                if (change.isPresent()) {
                    apply(connection, change.get());
                }
            }
        }
    }

    private static void apply(Connection connection, MessageIndex.Change change) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(change.sql())) {
            for (int i = 0; i < change.values().size(); i++) {
                write.setObject(i + 1, change.values().get(i));
            }
            write.executeUpdate();
        }
    }
}
