package dev.sarangbang.adapter.websocket;

import dev.sarangbang.adapter.memory.InMemoryAccounts;
import dev.sarangbang.adapter.memory.InMemoryDeviceCursors;
import dev.sarangbang.adapter.memory.InMemoryHeldMessages;
import dev.sarangbang.adapter.memory.InMemoryLoginSessions;
import dev.sarangbang.adapter.memory.InMemoryMessageSearch;
import dev.sarangbang.adapter.memory.InMemoryNodeIds;
import dev.sarangbang.adapter.memory.InMemoryPresenceBoard;
import dev.sarangbang.adapter.memory.InMemoryReadMarks;
import dev.sarangbang.adapter.memory.InMemoryRoomDirectory;
import dev.sarangbang.adapter.memory.InMemoryRoomLog;
import dev.sarangbang.adapter.memory.InMemorySyncHub;
import dev.sarangbang.adapter.memory.UnsafeFastPasswordHasher;
import dev.sarangbang.adapter.websocket.net.Cidr;
import dev.sarangbang.adapter.websocket.net.EdgeLimits;
import dev.sarangbang.adapter.websocket.net.EdgeObserver;
import dev.sarangbang.adapter.websocket.net.EdgeSettings;
import dev.sarangbang.adapter.websocket.net.ManualNanos;
import dev.sarangbang.adapter.websocket.net.TrustedProxies;
import dev.sarangbang.application.ChatApplication;
import dev.sarangbang.application.Meter;
import dev.sarangbang.application.Ports;
import dev.sarangbang.application.Surroundings;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.PasswordHasher;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.port.RoomLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A whole server on the loopback address: this adapter, the application, and every port in memory. Deadlines stand still. */
public final class ChatServer implements AutoCloseable {

    private static final long MOMENT_NANOS = 100_000;

    public final ManualNanos nanos = new ManualNanos();
    public final Faults faults = new Faults();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final SecureRandom random = new SecureRandom();
    private final InMemorySyncHub hub = new InMemorySyncHub();
    private final TrustedProxies proxies;
    private final Ports stores;
    private ChatApplication chat;
    private WebSocketEdge edge;

    public ChatServer() throws IOException {
        this(Set.of());
    }

    public ChatServer(Set<String> origins) throws IOException {
        this(origins, TrustedProxies.NONE, true);
    }

    /** A server on a log that cannot be searched. */
    public static ChatServer withoutSearch() throws IOException {
        return new ChatServer(Set.of(), TrustedProxies.NONE, false);
    }

    /** A server that takes this machine's word about where requests come from, which is then counted. */
    public static ChatServer behindAProxy() throws IOException {
        var here = Set.of(Cidr.parse("127.0.0.1").orElseThrow());
        return new ChatServer(Set.of(), new TrustedProxies(here, TrustedProxies.Header.X_FORWARDED_FOR), true);
    }

    private ChatServer(Set<String> origins, TrustedProxies proxies, boolean searchable) throws IOException {
        this.proxies = proxies;
        var log = new InMemoryRoomLog();
        stores = new Ports(
                faults.around(RoomLog.class, log),
                new InMemoryDeviceCursors(),
                new InMemoryReadMarks(),
                faults.around(Accounts.class, new InMemoryAccounts()),
                faults.around(LoginSessions.class, new InMemoryLoginSessions()),
                faults.around(RoomDirectory.class, new InMemoryRoomDirectory()),
                new InMemoryPresenceBoard(),
                new InMemoryHeldMessages(Clock.systemUTC()),
                hub.node(),
                new InMemoryNodeIds(),
                faults.around(PasswordHasher.class, new UnsafeFastPasswordHasher(random)),
                searchable ? Optional.of(new InMemoryMessageSearch(log)) : Optional.empty());
        chat = started();
        edge = edge(origins);
    }

    private ChatApplication started() {
        var ports = new Ports(
                stores.roomLog(),
                stores.deviceCursors(),
                stores.readMarks(),
                stores.accounts(),
                stores.loginSessions(),
                stores.roomDirectory(),
                stores.presenceBoard(),
                stores.heldMessages(),
                hub.node(),
                stores.nodeIds(),
                stores.passwordHasher(),
                stores.messageSearch());
        var application = new ChatApplication(
                ports,
                new Surroundings(Clock.systemUTC(), nanos, random, executor, () -> LockSupport.parkNanos(MOMENT_NANOS)),
                Meter.NONE);
        application.start();
        return application;
    }

    /** Begins anew over the same ports, as another process would: what was in memory of the one before is gone. */
    public void restart(Duration patience) throws IOException, InterruptedException {
        edge.drain(patience);
        edge.close();
        chat.stop();
        chat = started();
        edge = edge(Set.of());
    }

    private WebSocketEdge edge(Set<String> origins) throws IOException {
        return WebSocketEdge.start(
                new EdgeSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        origins,
                        2,
                        1_000,
                        EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX,
                        proxies,
                        Optional.empty()),
                chat,
                routes -> routes,
                EdgeObserver.NONE,
                nanos);
    }

    public int port() {
        return edge.address().getPort();
    }

    public ChatApplication chat() {
        return chat;
    }

    public WebSocketEdge edge() {
        return edge;
    }

    @Override
    public void close() {
        faults.none();
        edge.close();
        chat.stop();
        executor.shutdown();
    }
}
