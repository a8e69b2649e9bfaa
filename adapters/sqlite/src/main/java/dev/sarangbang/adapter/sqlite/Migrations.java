package dev.sarangbang.adapter.sqlite;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * Brings the schema up to date: applies, in order and each in a transaction of its own, the SQL files in the folder
 * {@code migration}, and the few changes that SQL cannot make, that the database has not seen yet.
 */
final class Migrations {

    private static final String FOLDER = "classpath:dev/sarangbang/adapter/sqlite/migration";
    private static final String HISTORY_TABLE = "schema_history";

    private Migrations() {}

    /** Throws {@link DataDirectoryException} if the database is not one that this version can bring up to date. */
    static void apply(DataDirectory directory, DataSource database) {
        try {
            Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .locations(FOLDER)
                    .javaMigrations(new IndexOlderMessages())
                    .failOnMissingLocations(true)
                    .table(HISTORY_TABLE)
                    .load();
            for (MigrationInfo migration : flyway.info().applied()) {
                if (isUnknownHere(migration)) {
                    throw new DataDirectoryException.FromNewerVersion(
                            directory.path(), String.valueOf(migration.getVersion()));
                }
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new DataDirectoryException.Unusable(directory.path(), e);
        }
    }

    private static boolean isUnknownHere(MigrationInfo migration) {
        MigrationState state = migration.getState();
        return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
    }
}
