package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Stands between clients and one TCP server and passes on what they say, until told otherwise. Each fault holds until {@link #heal} and
 * affects connections that are open as well as those to come.
 *
 * <p>At most {@value #CONNECTIONS_MAX} connections at a time; more wait. Safe for use by several threads.
 */
public final class FaultProxy implements AutoCloseable {

    static final int CONNECTIONS_MAX = 1_000;

    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(CONNECTIONS_MAX);

    /** From the client to the server. */
    private final Line requests = new Line();

    /** From the server to the client. */
    private final Line replies = new Line();

    private volatile boolean cut;

    private FaultProxy(ServerSocket listener, InetSocketAddress target) {
        this.listener = listener;
        this.target = target;
    }

    /** A proxy on a free port of the loopback interface for the server at {@code host} and {@code port}. */
    public static FaultProxy to(String host, int port) {
        return between(Ports.LOOPBACK, Ports.free(), host, port);
    }

    /** A proxy on a given address of this machine. */
    public static FaultProxy between(String ownHost, int ownPort, String host, int port) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByName(ownHost), ownPort));
            FaultProxy proxy = new FaultProxy(listener, new InetSocketAddress(host, port));
            Thread.ofVirtual().name("fault-proxy-" + ownPort).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** What clients send arrives this much later. */
    public void delayRequests(Duration delay) {
        requests.delay(delay);
    }

    /** What the server answers arrives this much later. */
    public void delayReplies(Duration delay) {
        replies.delay(delay);
    }

    /** The server does what it is asked, and nobody hears of it: its answers vanish. Connections that lost one end with {@link #heal}. */
    public void dropReplies() {
        replies.drop();
    }

    /** What clients send vanishes. Connections that lost something end with {@link #heal}. */
    public void dropRequests() {
        requests.drop();
    }

    /** Half-open: connections stay, and nothing gets through in either direction. {@link #heal} delivers what was sent meanwhile. */
    public void hold() {
        requests.hold();
        replies.hold();
    }

    /** Requests wait; answers to earlier ones get through. {@link #heal} delivers them. */
    public void holdRequests() {
        requests.hold();
    }

    /** Resets all connections, and each new one as soon as it is there. */
    public void cut() {
        cut = true;
        connections.forEach(ProxiedConnection::reset);
    }

    /** Passes on everything again. */
    public void heal() {
        cut = false;
        requests.heal();
        replies.heal();
        connections.stream().filter(ProxiedConnection::hasLost).forEach(ProxiedConnection::reset);
    }

    /** How many connections are open through it. */
    public int connections() {
        return connections.size();
    }

    /** Ends all connections and listens no more. May be repeated. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(ProxiedConnection::reset);
        heal();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                room.acquireUninterruptibly();
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                room.release();
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket()) {
            if (cut) {
                ProxiedConnection.reset(client);
                return;
            }
            server.connect(target, CONNECT_MILLIS);
            ProxiedConnection connection = new ProxiedConnection(client, server, requests, replies);
            connections.add(connection);
            try {
                if (cut) {
                    connection.reset();
                }
                connection.run();
            } finally {
                connections.remove(connection);
            }
        } catch (IOException serverGone) {
            ProxiedConnection.reset(client);
        } finally {
            room.release();
        }
    }
}
