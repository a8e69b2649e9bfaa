package dev.sarangbang.adapter.mysql;

import com.mysql.cj.jdbc.MysqlDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Connects to the database, set up for one purpose or another. Every time-out is given: the driver's own are for ever. */
final class Connections {

    private static final String POOL_NAME = "mysql";

    private final Login login;

    Connections(Login login) {
        this.login = login;
    }

    /** For changing the schema: one connection, with time. */
    DataSource forMigrations() {
        return source(MySqlLimits.MIGRATION_STEP_WITHIN);
    }

    /** For everything else. Fills itself in the background; {@code size} is the most connections at once. */
    HikariDataSource pool(int size) {
        var config = new HikariConfig();
        config.setPoolName(POOL_NAME);
        config.setDataSource(source(MySqlLimits.ANSWER_WITHIN));
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(MySqlLimits.CONNECTION_FREE_WITHIN.toMillis());
        config.setValidationTimeout(MySqlLimits.ALIVE_WITHIN.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(session());
        return new HikariDataSource(config);
    }

    /**
     * What holds for each statement of a pooled connection. Written so that each server reads what it knows and takes the rest for a
     * comment: MySQL bounds queries by the first, MariaDB by the second.
     */
    private static String session() {
        return "SET SESSION innodb_lock_wait_timeout = %d, lock_wait_timeout = %d /*!80000 , max_execution_time = %d */ /*M! , max_statement_time = %d */"
                .formatted(
                        MySqlLimits.LOCK_WITHIN.toSeconds(),
                        MySqlLimits.TABLE_WITHIN.toSeconds(),
                        MySqlLimits.QUERY_WITHIN.toMillis(),
                        MySqlLimits.QUERY_WITHIN.toSeconds());
    }

    private DataSource source(Duration answerWithin) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connectTimeout", Long.toString(MySqlLimits.CONNECT_WITHIN.toMillis()));
        options.put("socketTimeout", Long.toString(answerWithin.toMillis()));
        options.put("tcpKeepAlive", "true");
        options.put("characterEncoding", "UTF-8");
        options.put("connectionCollation", "utf8mb4_bin");
        options.put("sslMode", login.tls().sslMode());
        // Whoever accepts that the wire may be in the clear accepts the server's key from it too.
        options.put("allowPublicKeyRetrieval", Boolean.toString(login.tls() == Login.Tls.PREFERRED));
        options.put("useLocalSessionState", "true"); // or each loan of a connection costs a question
        options.put("cacheServerConfiguration", "true");
        options.put("cachePrepStmts", "true");
        String query = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining("&"));
        var source = new MysqlDataSource();
        source.setUrl("jdbc:mysql://" + login.server() + "/" + login.database() + "?" + query);
        source.setUser(login.user());
        source.setPassword(login.password().orElse(""));
        return source;
    }
}
