package dev.sarangbang.testing.servers;

import java.util.ArrayList;
import java.util.List;

/**
 * Three Cassandra nodes that know each other, on 127.0.0.1, .2 and .3: a keyspace of replication factor 3 outlives any one of them. About
 * 800 MB each.
 *
 * <p>{@link #behindProxies} puts a {@link FaultProxy} before each node on either side: one for its clients, one for what other nodes send
 * to it. Nodes answer each other over connections of their own, so that what a node hears of the others, questions and answers alike,
 * comes through its own proxy.
 */
public final class CassandraTrio implements AutoCloseable {

    private static final int NODES = 3;
    private static final String[] HOSTS = {"127.0.0.1", "127.0.0.2", "127.0.0.3"};
    private static final String[] HOSTS_BEHIND = {"127.0.1.1", "127.0.1.2", "127.0.1.3"};

    /** A third of the ring each. */
    private static final long[] TOKENS = {Long.MIN_VALUE, Long.MIN_VALUE / 3, -(Long.MIN_VALUE / 3)};

    private final List<CassandraServer> nodes = new ArrayList<>();
    private final List<FaultProxy> fromClients = new ArrayList<>();
    private final List<FaultProxy> fromNodes = new ArrayList<>();

    private CassandraTrio(boolean proxies) {
        String[] ownHosts = proxies ? HOSTS_BEHIND : HOSTS;
        int clientPort = Ports.freeOn(HOSTS);
        int nodePort = Ports.freeOn(HOSTS);
        String seed = HOSTS[0] + ":" + nodePort;
        for (int i = 0; i < NODES; i++) {
            var address = new CassandraAddress(HOSTS[i], ownHosts[i], clientPort, nodePort, TOKENS[i], seed);
            nodes.add(new CassandraServer(address));
            if (proxies) {
                fromClients.add(FaultProxy.between(HOSTS[i], clientPort, ownHosts[i], clientPort));
                fromNodes.add(FaultProxy.between(HOSTS[i], nodePort, ownHosts[i], nodePort));
            }
        }
    }

    /** Three nodes, empty. */
    public static CassandraTrio start() {
        return started(new CassandraTrio(false));
    }

    /** Three nodes, empty, and what they and their clients say to each other can be disturbed. */
    public static CassandraTrio behindProxies() {
        return started(new CassandraTrio(true));
    }

    private static CassandraTrio started(CassandraTrio trio) {
        try {
            trio.nodes.get(0).restart();
            trio.nodes.subList(1, NODES).forEach(TestServer::launch);
            trio.nodes.forEach(TestServer::awaitReady);
            trio.nodes.forEach(node -> node.awaitInLog("is now UP", NODES - 1));
            return trio;
        } catch (RuntimeException e) {
            trio.close();
            throw e;
        }
    }

    /** Node 0, 1 or 2. */
    public CassandraServer node(int number) {
        return nodes.get(number);
    }

    public List<String> hosts() {
        return List.of(HOSTS);
    }

    /** The same for all three. */
    public int port() {
        return nodes.get(0).port();
    }

    /** What clients and this node say to each other. */
    public FaultProxy fromClients(int number) {
        return fromClients.get(number);
    }

    /** What other nodes say to this one. */
    public FaultProxy fromNodes(int number) {
        return fromNodes.get(number);
    }

    /** Ends all faults of all proxies. */
    public void heal() {
        fromClients.forEach(FaultProxy::heal);
        fromNodes.forEach(FaultProxy::heal);
    }

    @Override
    public void close() {
        nodes.forEach(TestServer::close);
        fromClients.forEach(FaultProxy::close);
        fromNodes.forEach(FaultProxy::close);
    }
}
