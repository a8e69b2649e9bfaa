package dev.sarangbang.cluster;

import dev.sarangbang.e2e.ServerProcess;
import dev.sarangbang.testing.servers.FaultProxy;
import dev.sarangbang.testing.servers.TestServer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** What may happen to any one process, or to the way to it. */
enum Fault {
    CASSANDRA_KILLED("cassandra", Cluster::cassandra, TestServer::kill, TestServer::restart),
    CASSANDRA_SUSPENDED("cassandra", Cluster::cassandra, TestServer::suspend, TestServer::resume),
    CASSANDRA_CUT_OFF("cassandra", Cluster::toCassandra, FaultProxy::hold, FaultProxy::heal),
    CASSANDRA_SLOW("cassandra", Cluster::toCassandra, Fault::slowDown, FaultProxy::heal),
    REDIS_KILLED("redis", Cluster::redis, TestServer::kill, TestServer::restart),
    REDIS_SUSPENDED("redis", Cluster::redis, TestServer::suspend, TestServer::resume),
    REDIS_CUT_OFF("redis", Cluster::toRedis, FaultProxy::hold, FaultProxy::heal),
    RABBITMQ_KILLED("rabbitmq", Cluster::rabbit, TestServer::kill, TestServer::restart),
    RABBITMQ_SUSPENDED("rabbitmq", Cluster::rabbit, TestServer::suspend, TestServer::resume),
    RABBITMQ_CUT_OFF("rabbitmq", Cluster::toRabbit, FaultProxy::hold, FaultProxy::heal),
    MYSQL_KILLED("mysql", Cluster::mysql, TestServer::kill, TestServer::restart),
    MYSQL_SUSPENDED("mysql", Cluster::mysql, TestServer::suspend, TestServer::resume),
    MYSQL_CUT_OFF("mysql", Cluster::toMysql, FaultProxy::hold, FaultProxy::heal),
    NODE_KILLED("", cluster -> cluster.node(1), ServerProcess::kill, ServerProcess::start),
    NODE_SUSPENDED("", cluster -> cluster.node(1), ServerProcess::suspend, ServerProcess::resume);

    /** With what waits for what waits before it, an answer takes up to twice as long: just within the time-out. */
    private static final Duration SLOW = Duration.ofMillis(1_300);

    private final String adapter;
    private final Consumer<Cluster> strike;
    private final Consumer<Cluster> heal;

    /** @param adapter which adapter a node has to say is not well; none if it is a node itself */
    <T> Fault(String adapter, Function<Cluster, ? extends T> which, Consumer<T> strike, Consumer<T> heal) {
        this.adapter = adapter;
        this.strike = cluster -> strike.accept(which.apply(cluster));
        this.heal = cluster -> heal.accept(which.apply(cluster));
    }

    private static void slowDown(FaultProxy proxy) {
        proxy.delayReplies(SLOW);
    }

    void strike(Cluster cluster) {
        strike.accept(cluster);
    }

    void heal(Cluster cluster) {
        heal.accept(cluster);
    }

    /** Whether a node that runs says that something is wrong, and with what. */
    boolean isReported(Cluster cluster) {
        return adapter.isEmpty() || slowsTheLog() || !cluster.statusOf(adapter).equals("up");
    }

    /** Whether people may be sent to a node meanwhile: as long as they can talk there. */
    boolean leavesNodesReady() {
        return switch (this) {
            case REDIS_KILLED, REDIS_SUSPENDED, REDIS_CUT_OFF -> true;
            case RABBITMQ_KILLED, RABBITMQ_SUSPENDED, RABBITMQ_CUT_OFF -> true;
            case MYSQL_KILLED, MYSQL_SUSPENDED, MYSQL_CUT_OFF -> true;
            case CASSANDRA_KILLED, CASSANDRA_SUSPENDED, CASSANDRA_CUT_OFF, CASSANDRA_SLOW -> false;
            case NODE_KILLED, NODE_SUSPENDED -> false;
        };
    }

    /** Whether it keeps people from coming in, so that those who are in are all there is. */
    boolean closesTheDoor() {
        return switch (this) {
            case MYSQL_KILLED, MYSQL_SUSPENDED, MYSQL_CUT_OFF -> true;
            default -> false;
        };
    }

    /** Whether a node says that it is over. */
    boolean isOver(Cluster cluster) {
        return adapter.isEmpty() || cluster.statusOf(adapter).equals("up");
    }

    /** Whether sends can still be acknowledged: without the log they cannot, without anything else they can. */
    boolean leavesTheLog() {
        return switch (this) {
            case CASSANDRA_KILLED, CASSANDRA_SUSPENDED, CASSANDRA_CUT_OFF -> false;
            default -> true;
        };
    }

    /** Whether everything is done, but late. */
    boolean slowsTheLog() {
        return this == CASSANDRA_SLOW;
    }

    /** Whether a whole node falls silent, so that its clients, and not it, have to see that it is gone. */
    boolean silencesANode() {
        return this == NODE_SUSPENDED;
    }
}
