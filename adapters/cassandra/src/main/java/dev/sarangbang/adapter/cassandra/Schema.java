package dev.sarangbang.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import dev.sarangbang.adapter.spi.CannotOpenException;
import dev.sarangbang.domain.port.PortException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes the keyspace and its tables where they are missing, and refuses those that are not as they should be.
 *
 * <p>Several chat nodes may do so at once. Two tables of one name that were made at the same moment would lose each other's rows, hence
 * each table's id follows from its name.
 */
final class Schema {

    private static final Duration CHANGE_MAX = Duration.ofSeconds(60);
    private static final String VERSION = "1";
    private static final String VERSION_NAME = "version";
    private static final String BUCKET_NAME = "bucket-entries";

    private static final List<Table> TABLES = List.of(
            new Table("settings", "name text PRIMARY KEY, value text", ""),
            // Of the rows with sequence 0, each names an entry: its author, client id and place.
            new Table("room_log", """
                    room_id bigint, bucket bigint, sequence bigint, author bigint, client_id text,
                    last_sequence bigint STATIC, room text STATIC,
                    place bigint,
                    message_id bigint, message_number bigint, created_at timestamp, content text,
                    PRIMARY KEY ((room_id, bucket), sequence, author, client_id)
                    """, ""),
            new Table("client_ids", """
                    room_id bigint, slice int, author bigint, client_id text, bucket bigint, place bigint,
                    PRIMARY KEY ((room_id, slice), author, client_id)
                    """, ""),
            new Table("newest_buckets", "room_id bigint PRIMARY KEY, bucket bigint", ""),
            new Table("device_cursors", """
                    account bigint, device text, life bigint, room_id bigint, epoch bigint,
                    life_now bigint STATIC,
                    sequence bigint, message_id bigint,
                    PRIMARY KEY ((account, device), life, room_id, epoch)
                    """, "CLUSTERING ORDER BY (life DESC, room_id ASC, epoch DESC) AND "),
            new Table("read_marks", """
                    room_id bigint, account bigint, epoch bigint, sequence bigint, message_number bigint,
                    PRIMARY KEY (room_id, account, epoch)
                    """, "CLUSTERING ORDER BY (account ASC, epoch DESC) AND "));

    private final CqlSession session;
    private final String keyspace;

    /** @param session without a keyspace of its own */
    Schema(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    /**
     * @param columns as CQL says it
     * @param order begins the table's options
     */
    private record Table(String name, String columns, String order) {}

    /**
     * Makes what is missing.
     *
     * @param replicas how many copies the keyspace has in this data centre
     * @param entries how many entries a bucket has in a new keyspace
     * @return how buckets are cut in this keyspace
     */
    Buckets open(String datacenter, int replicas, int entries) {
        try {
            var replication = new Replication(keyspace, datacenter, replicas, nodesOf(datacenter));
            if (foundReplication().isEmpty()) {
                replication.checkBeforeMaking();
                change("CREATE KEYSPACE IF NOT EXISTS " + keyspace + " WITH replication = " + replication.options());
            }
            // Also of one that was just made: another node may have been there first, and want something else.
            foundReplication().ifPresent(replication::check);
            for (Table table : TABLES) {
                open(table);
            }
            String version = setting(VERSION_NAME, VERSION);
            if (!version.equals(VERSION)) {
                throw new CannotOpenException(
                        "keyspace " + keyspace + " is of version " + version + ", and this server knows " + VERSION
                                + ". Use the server that made it, or another keyspace (cassandra.keyspace).");
            }
            return new Buckets(Integer.parseInt(setting(BUCKET_NAME, Integer.toString(entries))));
        } catch (QueryValidationException e) {
            throw new CannotOpenException(
                    "Cassandra refuses what keyspace " + keyspace + " needs: " + e.getMessage(), e);
        } catch (DriverException e) {
            throw new PortException.Unavailable("Cassandra does not answer: " + e.getMessage(), e);
        }
    }

    /** How many nodes a data centre has, whether they are up or not. */
    private long nodesOf(String datacenter) {
        return session.getMetadata().getNodes().values().stream()
                .filter(node -> datacenter.equals(node.getDatacenter()))
                .count();
    }

    /** Empty if there is no such keyspace. */
    private Optional<Map<String, String>> foundReplication() {
        return rows("SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = ?", keyspace).stream()
                .map(row -> row.getMap(0, String.class, String.class))
                .findFirst();
    }

    private void open(Table table) {
        if (columns(table).isEmpty()) {
            UUID id = UUID.nameUUIDFromBytes((keyspace + "." + table.name()).getBytes(StandardCharsets.UTF_8));
            change("CREATE TABLE IF NOT EXISTS %s.%s (%s) WITH %sid = %s"
                    .formatted(keyspace, table.name(), table.columns(), table.order(), id));
        }
        String expected = expectedColumns(table);
        String found = columns(table);
        if (!found.equals(expected)) {
            throw new CannotOpenException("table " + keyspace + "." + table.name() + " has the columns " + found
                    + " and should have " + expected
                    + ". It was not made by this server: use another keyspace (cassandra.keyspace).");
        }
    }

    /** Name and type of each, by name: {@code bucket bigint, place bigint}. */
    private String columns(Table table) {
        return rows(
                        "SELECT column_name, type FROM system_schema.columns WHERE keyspace_name = ? AND table_name = ?",
                        keyspace,
                        table.name())
                .stream()
                .map(row -> row.getString(0) + " " + row.getString(1))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String expectedColumns(Table table) {
        String declared = table.columns().replaceAll("\\s+", " ").replaceAll("(, )?PRIMARY KEY \\(.*", "");
        return new TreeSet<>(List.of(declared.split(",")).stream()
                        .map(column -> column.replace("STATIC", "")
                                .replace("PRIMARY KEY", "")
                                .strip())
                        .toList())
                .stream().collect(Collectors.joining(", "));
    }

    /** What is set in this keyspace for ever: by whoever comes first. */
    private String setting(String name, String otherwise) {
        session.execute(SimpleStatement.builder(
                        "INSERT INTO " + keyspace + ".settings (name, value) VALUES (?, ?) IF NOT EXISTS")
                .addPositionalValues(name, otherwise)
                .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setTimeout(CHANGE_MAX)
                .build());
        Row row = session.execute(SimpleStatement.builder("SELECT value FROM " + keyspace + ".settings WHERE name = ?")
                        .addPositionalValue(name)
                        .setConsistencyLevel(DefaultConsistencyLevel.SERIAL)
                        .setTimeout(CHANGE_MAX)
                        .build())
                .one();
        if (row == null) {
            throw new PortException.Corrupt("setting " + name + " of keyspace " + keyspace + " is gone");
        }
        return String.valueOf(row.getString(0));
    }

    private List<Row> rows(String query, Object... values) {
        return session.execute(SimpleStatement.builder(query)
                        .addPositionalValues(values)
                        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_ONE)
                        .build())
                .all();
    }

    /** The driver waits until all nodes that are up have heard of it. */
    private void change(String statement) {
        session.execute(
                SimpleStatement.builder(statement).setTimeout(CHANGE_MAX).build());
    }
}
