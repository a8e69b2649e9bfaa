package dev.sarangbang.testing.servers;

/**
 * Where a node is.
 *
 * @param host where others find it: clients and nodes
 * @param ownHost where it listens; another than {@code host} if a proxy stands between
 * @param clientPort of the native protocol
 * @param nodePort between nodes
 * @param token the beginning of its third of the ring
 * @param seed a node that knows the others, as {@code host:port}
 */
record CassandraAddress(String host, String ownHost, int clientPort, int nodePort, long token, String seed) {

    static CassandraAddress alone() {
        int nodePort = Ports.free();
        return new CassandraAddress(
                Ports.LOOPBACK,
                Ports.LOOPBACK,
                Ports.free(),
                nodePort,
                Long.MIN_VALUE,
                Ports.LOOPBACK + ":" + nodePort);
    }
}
