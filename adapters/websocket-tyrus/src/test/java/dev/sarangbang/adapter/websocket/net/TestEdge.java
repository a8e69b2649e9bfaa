package dev.sarangbang.adapter.websocket.net;

import dev.sarangbang.adapter.websocket.http.HttpHandler;
import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.net.SocketGate.Admission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An edge on the loopback address whose time stands still, which echoes messages and tells what requests it got. */
public final class TestEdge implements AutoCloseable {

    final ManualNanos nanos = new ManualNanos();
    final Counts counts = new Counts();
    public final List<Peer> peers = new CopyOnWriteArrayList<>();
    final AtomicInteger admittedInVain = new AtomicInteger();

    /** What happens, on a thread that may wait, before anybody is admitted. */
    volatile Runnable atTheGate = () -> {};

    public final EdgeServer server;

    public TestEdge() throws IOException {
        this(TestEdge::tell, 10_000);
    }

    TestEdge(HttpHandler handler, int connectionsMax) throws IOException {
        var settings = new EdgeSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Set.of(), 2, connectionsMax);
        server = EdgeServer.start(new EdgeServer.Parts(
                settings,
                handler,
                this::admit,
                counts,
                Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC),
                nanos));
    }

    public int port() {
        return server.address().getPort();
    }

    public String origin() {
        return "http://localhost:" + port();
    }

    public RawClient connect() throws IOException {
        return new RawClient(port());
    }

    /** A raw client whose handshake is done. */
    public RawClient open() throws IOException {
        RawClient client = connect();
        client.upgrade();
        return client;
    }

    public WebSocket openWithJdk(HttpClient client, WebSocket.Listener listener) {
        return client.newWebSocketBuilder()
                .header("Origin", origin())
                .subprotocols("sarangbang.v1")
                .buildAsync(URI.create("ws://127.0.0.1:" + port() + "/ws"), listener)
                .join();
    }

    /** The only peer there is, once it is there. */
    public Peer peer() {
        Eventually.eventually("one peer", () -> peers.size() == 1);
        return peers.get(0);
    }

    /** Lets time pass, and deadlines with it. */
    public void pass(Duration time) {
        nanos.advance(time);
        server.sweep();
    }

    @Override
    public void close() {
        server.close();
    }

    private Admission admit(HttpRequest upgrade) {
        atTheGate.run();
        if (upgrade.cookie("sarangbang").filter("bad"::equals).isPresent()) {
            return new Admission.Refused(HttpResponse.refusal(401, "not_logged_in", "log in first"));
        }
        return new Admission.Admitted(
                socket -> {
                    var peer = new Peer(socket);
                    peers.add(peer);
                    return peer;
                },
                admittedInVain::incrementAndGet);
    }

    static HttpResponse tell(HttpRequest request) {
        String body =
                request.method() + " " + request.path() + " " + new String(request.body(), StandardCharsets.UTF_8);
        return new HttpResponse(200, Map.of("content-type", "text/plain"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The server's side of a socket: echoes. */
    public static final class Peer implements SocketListener {
        public final Socket socket;
        public final List<String> heard = new CopyOnWriteArrayList<>();
        public volatile int closedWith = -1;
        volatile boolean echoes = true;

        Peer(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void message(String text) {
            heard.add(text);
            if (text.equals("fail")) {
                throw new IllegalStateException("as asked");
            }
            if (echoes) {
                socket.send(OutgoingFrame.text(text.getBytes(StandardCharsets.UTF_8)));
            }
        }

        @Override
        public void closed(int code) {
            closedWith = code;
        }
    }

    static final class Counts implements EdgeObserver {
        final AtomicInteger accepted = new AtomicInteger();
        final AtomicInteger refused = new AtomicInteger();
        final AtomicInteger ephemeralDropped = new AtomicInteger();
        final AtomicInteger writes = new AtomicInteger();
        final AtomicInteger framesSent = new AtomicInteger();
        final Map<Integer, Integer> closed = new ConcurrentHashMap<>();
        final Map<Integer, Integer> handshakesRefused = new ConcurrentHashMap<>();

        @Override
        public void connectionAccepted() {
            accepted.incrementAndGet();
        }

        @Override
        public void connectionRefused() {
            refused.incrementAndGet();
        }

        @Override
        public void handshakeRefused(int status) {
            handshakesRefused.merge(status, 1, Integer::sum);
        }

        @Override
        public void socketClosed(int code) {
            closed.merge(code, 1, Integer::sum);
        }

        @Override
        public void framesSent(int frames, long bytes) {
            writes.incrementAndGet();
            framesSent.addAndGet(frames);
        }

        @Override
        public void ephemeralDropped() {
            ephemeralDropped.incrementAndGet();
        }
    }
}
