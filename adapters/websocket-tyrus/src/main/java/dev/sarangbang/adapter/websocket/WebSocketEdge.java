package dev.sarangbang.adapter.websocket;

import dev.sarangbang.adapter.websocket.http.Provenance;
import dev.sarangbang.adapter.websocket.http.Routes;
import dev.sarangbang.adapter.websocket.http.StaticFiles;
import dev.sarangbang.adapter.websocket.net.EdgeObserver;
import dev.sarangbang.adapter.websocket.net.EdgeServer;
import dev.sarangbang.adapter.websocket.net.EdgeSettings;
import dev.sarangbang.adapter.websocket.protocol.AccountEndpoints;
import dev.sarangbang.adapter.websocket.protocol.AddressRates;
import dev.sarangbang.adapter.websocket.protocol.ChatGate;
import dev.sarangbang.application.ChatApplication;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The chat on one port: the web client's files, accounts over HTTP, and the WebSocket at {@code /ws}. */
public final class WebSocketEdge implements AutoCloseable {

    private static final String WEB_CLIENT = "dev/sarangbang/web";

    private final EdgeServer server;

    private WebSocketEdge(EdgeServer server) {
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param chat what people come for; has been started
     * @param more adds routes, such as those for operators
     * @throws IOException if the address cannot be had
     */
    public static WebSocketEdge start(
            EdgeSettings settings, ChatApplication chat, UnaryOperator<Routes> more, EdgeObserver observer)
            throws IOException {
        return start(settings, chat, more, observer, System::nanoTime);
    }

    /** Starts to listen; deadlines and rates are measured by {@code nanoClock}. */
    static WebSocketEdge start(
            EdgeSettings settings,
            ChatApplication chat,
            UnaryOperator<Routes> more,
            EdgeObserver observer,
            LongSupplier nanoClock)
            throws IOException {
        var origins = new AtomicReference<Set<String>>(settings.origins());
        var rates = new AddressRates(nanoClock);
        var accounts = new AccountEndpoints(
                chat.enrolment(),
                settings.https(),
                rates,
                request -> Provenance.isOurs(request.headers(), origins.get()));
        Routes files = Routes.otherwise(new StaticFiles(WebSocketEdge.class.getClassLoader(), WEB_CLIENT));
        var server = EdgeServer.start(new EdgeServer.Parts(
                settings,
                rates.before(more.apply(accounts.on(files))),
                new ChatGate(
                        chat,
                        settings.https(),
                        settings.connectionsPerAddressMax(),
                        rates,
                        Clock.systemUTC(),
                        nanoClock),
                observer,
                Clock.systemUTC(),
                nanoClock));
        // Which port it is, and with it which page is ours, is known only now.
        origins.set(settings.originsAt(server.address().getPort()));
        return new WebSocketEdge(server);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** How many TCP connections are open. */
    public int connections() {
        return server.connections();
    }

    /**
     * Stops to listen, tells every client to come back later, and waits until all are gone, though not longer than {@code patience}.
     */
    public void drain(Duration patience) throws InterruptedException {
        server.drain(patience);
    }

    @Override
    public void close() {
        server.close();
    }
}
