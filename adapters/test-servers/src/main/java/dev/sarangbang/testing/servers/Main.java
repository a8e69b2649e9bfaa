package dev.sarangbang.testing.servers;

import java.util.List;

/**
 * Starts servers and prints how to reach them, one a line, followed by user, password and database where there are such, with tabs in
 * between, because there may be spaces in them; and at last {@code ready}. They end with this process.
 *
 * <p>Arguments: the names of those wanted; all four of the distributed server if there are none.
 */
public final class Main {

    private static final String TAB = "\t";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> names =
                arguments.length == 0 ? List.of("redis", "mysql", "rabbitmq", "cassandra") : List.of(arguments);
        try {
            for (String name : names) {
                System.out.println(line(name));
            }
            System.out.println("ready");
        } catch (ServerException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Thread.currentThread().join();
    }

    /** Starts that server. */
    static String line(String name) {
        return name + TAB + access(name);
    }

    private static String access(String name) {
        return switch (name) {
            case "redis" ->
                address(RedisServer.shared().host(), RedisServer.shared().port());
            case "rabbitmq" -> {
                RabbitServer rabbit = RabbitServer.shared();
                yield String.join(TAB, address(rabbit.host(), rabbit.port()), rabbit.user(), rabbit.password());
            }
            case "mysql" -> access(MySqlServer.shared());
            case "mariadb" -> access(MariaDbServer.shared());
            case "cassandra" ->
                address(
                        CassandraServer.shared().host(),
                        CassandraServer.shared().port());
            default -> throw new ServerException("there is no server named " + name);
        };
    }

    private static String access(SqlServer server) {
        return String.join(
                TAB, address(server.host(), server.port()), server.user(), server.password(), server.database());
    }

    private static String address(String host, int port) {
        return host + ":" + port;
    }
}
