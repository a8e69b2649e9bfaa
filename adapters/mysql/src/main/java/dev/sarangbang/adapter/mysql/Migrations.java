package dev.sarangbang.adapter.mysql;

import dev.sarangbang.adapter.spi.CannotOpenException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * Brings the schema up to date: applies, in order, the SQL files in the folder {@code migration} that the database has not seen yet.
 * Nodes that start together take turns.
 */
final class Migrations {

    private static final String FOLDER = "classpath:dev/sarangbang/adapter/mysql/migration";
    private static final String HISTORY_TABLE = "schema_history";

    private Migrations() {}

    /** Throws {@link CannotOpenException} if the database is not one that this version can bring up to date. */
    static void apply(DataSource database) {
        try {
            Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .locations(FOLDER)
                    .failOnMissingLocations(true)
                    .table(HISTORY_TABLE)
                    .load();
            for (MigrationInfo migration : flyway.info().applied()) {
                if (isUnknownHere(migration)) {
                    throw new CannotOpenException(
                            "the database was last used by a newer version of this server (schema "
                                    + migration.getVersion() + "); start that version");
                }
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new CannotOpenException(
                    "the tables of the database cannot be brought up to date; the log says why", e);
        }
    }

    private static boolean isUnknownHere(MigrationInfo migration) {
        MigrationState state = migration.getState();
        return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
    }
}
