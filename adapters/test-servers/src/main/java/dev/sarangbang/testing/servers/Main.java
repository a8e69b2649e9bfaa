package dev.sarangbang.testing.servers;

import java.util.List;

/**
 * Starts servers and prints their addresses, one a line: {@code redis 127.0.0.1:23456}. They end with this process.
 *
 * <p>Arguments: the names of those wanted; all four of the distributed server if there are none.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> names =
                arguments.length == 0 ? List.of("redis", "mysql", "rabbitmq", "cassandra") : List.of(arguments);
        try {
            for (String name : names) {
                System.out.println(name + " " + address(name));
            }
        } catch (ServerException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Thread.currentThread().join();
    }

    private static String address(String name) {
        return switch (name) {
            case "redis" ->
                address(RedisServer.shared().host(), RedisServer.shared().port());
            case "rabbitmq" ->
                address(RabbitServer.shared().host(), RabbitServer.shared().port());
            case "mysql" ->
                address(MySqlServer.shared().host(), MySqlServer.shared().port());
            case "mariadb" ->
                address(MariaDbServer.shared().host(), MariaDbServer.shared().port());
            case "cassandra" ->
                address(
                        CassandraServer.shared().host(),
                        CassandraServer.shared().port());
            default -> throw new ServerException("there is no server named " + name);
        };
    }

    private static String address(String host, int port) {
        return host + ":" + port;
    }
}
