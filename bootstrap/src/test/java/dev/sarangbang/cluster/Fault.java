package dev.sarangbang.cluster;

import dev.sarangbang.e2e.ServerProcess;
import dev.sarangbang.testing.servers.FaultProxy;
import dev.sarangbang.testing.servers.TestServer;
import java.util.function.Consumer;
import java.util.function.Function;

/** What may happen to any one process, or to the way to it. */
enum Fault {
    CASSANDRA_KILLED("cassandra", Cluster::cassandra, TestServer::kill, TestServer::restart),
    CASSANDRA_SUSPENDED("cassandra", Cluster::cassandra, TestServer::suspend, TestServer::resume),
    CASSANDRA_CUT_OFF("cassandra", Cluster::toCassandra, FaultProxy::hold, FaultProxy::heal),
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

    private final String adapter;
    private final Consumer<Cluster> strike;
    private final Consumer<Cluster> heal;

    /** @param adapter which adapter a node has to say is not well; none if it is a node itself */
    <T> Fault(String adapter, Function<Cluster, ? extends T> which, Consumer<T> strike, Consumer<T> heal) {
        this.adapter = adapter;
        this.strike = cluster -> strike.accept(which.apply(cluster));
        this.heal = cluster -> heal.accept(which.apply(cluster));
    }

    void strike(Cluster cluster) {
        strike.accept(cluster);
    }

    void heal(Cluster cluster) {
        heal.accept(cluster);
    }

    /** Whether a node that runs says that something is wrong, and with what. */
    boolean isReported(Cluster cluster) {
        return adapter.isEmpty() || !cluster.statusOf(adapter).equals("up");
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

    /** Whether a whole node falls silent, so that its clients, and not it, have to see that it is gone. */
    boolean silencesANode() {
        return this == NODE_SUSPENDED;
    }
}
