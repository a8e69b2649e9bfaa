package dev.sarangbang.cluster;

import dev.sarangbang.crash.Resident;
import dev.sarangbang.e2e.ServerProcess;
import dev.sarangbang.testing.servers.CassandraServer;
import dev.sarangbang.testing.servers.FaultProxy;
import dev.sarangbang.testing.servers.MySqlServer;
import dev.sarangbang.testing.servers.RabbitServer;
import dev.sarangbang.testing.servers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Two nodes of the real jar and the four servers they share, each behind a proxy that can cut it off. */
final class Cluster implements AutoCloseable {

    private static final int NODES = 2;

    private final CassandraServer cassandra = CassandraServer.shared();
    private final RedisServer redis = RedisServer.shared();
    private final RabbitServer rabbit = RabbitServer.shared();
    private final MySqlServer mysql = MySqlServer.shared();
    private final FaultProxy toCassandra = FaultProxy.to(cassandra.host(), cassandra.port());
    private final FaultProxy toRedis = FaultProxy.to(redis.host(), redis.port());
    private final FaultProxy toRabbit = FaultProxy.to(rabbit.host(), rabbit.port());
    private final FaultProxy toMysql = FaultProxy.to(mysql.host(), mysql.port());
    private final List<ServerProcess> nodes = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Cluster() {}

    /** Starts everything, with the nodes' logs in {@code folder}, and returns when both nodes are ready. */
    static Cluster start(Path folder) {
        var cluster = new Cluster();
        try {
            Path file = folder.resolve("cluster.properties");
            Files.writeString(file, cluster.configuration());
            for (int i = 0; i < NODES; i++) {
                cluster.nodes.add(ServerProcess.startIn(folder.resolve("node-" + i), "--config", file.toString()));
            }
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private String configuration() {
        return """
                adapter.room-log = cassandra
                adapter.device-cursors = cassandra
                adapter.read-marks = cassandra
                adapter.accounts = mysql
                adapter.login-sessions = mysql
                adapter.room-directory = mysql
                adapter.presence-board = redis
                adapter.held-messages = redis
                adapter.node-ids = redis
                adapter.room-log-cache = redis
                adapter.sync-queues = rabbitmq
                rooms.appends-at-once = 4
                cassandra.contact-points = %s
                cassandra.datacenter = %s
                cassandra.replicas = 1
                redis.address = %s
                rabbitmq.addresses = %s
                rabbitmq.user = %s
                rabbitmq.password = %s
                mysql.address = %s
                mysql.database = %s
                mysql.user = %s
                mysql.password = %s
                """.formatted(
                        address(toCassandra),
                        CassandraServer.DATACENTER,
                        address(toRedis),
                        address(toRabbit),
                        rabbit.user(),
                        rabbit.password(),
                        address(toMysql),
                        mysql.database(),
                        mysql.user(),
                        mysql.password());
    }

    private static String address(FaultProxy proxy) {
        return proxy.host() + ":" + proxy.port();
    }

    CassandraServer cassandra() {
        return cassandra;
    }

    RedisServer redis() {
        return redis;
    }

    RabbitServer rabbit() {
        return rabbit;
    }

    MySqlServer mysql() {
        return mysql;
    }

    FaultProxy toCassandra() {
        return toCassandra;
    }

    FaultProxy toRedis() {
        return toRedis;
    }

    FaultProxy toRabbit() {
        return toRabbit;
    }

    FaultProxy toMysql() {
        return toMysql;
    }

    ServerProcess node(int number) {
        return nodes.get(number);
    }

    String url(int number) {
        return nodes.get(number).url();
    }

    /** Whether the load is to be sent to a node: what {@code /readyz} answers. */
    boolean isReady(int number) {
        return readiness(number).statusCode() == 200;
    }

    /** What the first node says of how it is with one of its adapters: {@code up}, {@code degraded} or {@code down}. */
    String statusOf(String adapter) {
        return Resident.one(
                Pattern.compile('"' + adapter + "\":\\{[^}]*\"status\":\"(\\w+)\""),
                readiness(0).body());
    }

    private HttpResponse<String> readiness(int number) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url(number) + "/readyz")).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops the nodes; the servers go on for the next test and end with this JVM. */
    @Override
    public void close() {
        nodes.forEach(ServerProcess::close);
        Stream.of(toCassandra, toRedis, toRabbit, toMysql).forEach(FaultProxy::close);
    }
}
