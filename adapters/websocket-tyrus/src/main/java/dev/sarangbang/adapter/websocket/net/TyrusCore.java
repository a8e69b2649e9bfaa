package dev.sarangbang.adapter.websocket.net;

import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.WebSocketEngine;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeStatus;
import org.glassfish.tyrus.spi.Writer;

/**
 * Tyrus without a container: what it needs of one is its service provider interface, and that is called from here.
 *
 * <p>It is shown a handshake that {@link HandshakeGuard} has accepted, rebuilt from what matters in it; so it sees no extension to
 * negotiate, no second header, and none of the headers by which it can be asked to trace.
 */
final class TyrusCore {

    /** Where sockets are opened. */
    static final String PATH = "/ws";

    /** More than the guard lets through at once: a whole message, the header of the next, and one portion read. */
    private static final int BUFFER_BYTES = 8 * EdgeLimits.MESSAGE_BYTES_MAX;

    private final WebSocketEngine engine;

    TyrusCore() {
        engine = TyrusWebSocketEngine.builder(new Container())
                .incomingBufferSize(BUFFER_BYTES)
                .build();
        try {
            engine.register(
                    ServerEndpointConfig.Builder.create(Hand.class, PATH)
                            .subprotocols(List.of(HandshakeGuard.SUBPROTOCOL))
                            .build(),
                    "/");
        } catch (DeploymentException e) {
            throw new IllegalStateException("Tyrus does not take the endpoint", e);
        }
    }

    /** A handshake that Tyrus has accepted too: the headers to answer with, and what to call once they are on their way. */
    record Upgrade(Map<String, List<String>> headers, UpgradeInfo info) {

        /** Opens the connection; {@code events.opened} is called before this returns. */
        Connection open(Writer writer) {
            return info.createConnection(writer, reason -> {});
        }
    }

    /** Lets Tyrus answer a handshake whose key is {@code key}; the connection will report to {@code events}. */
    Upgrade upgrade(String key, String host, String origin, Events events) {
        RequestContext request = RequestContext.Builder.create()
                .requestURI(URI.create(PATH))
                .userPrincipal(new Owner(events))
                .build();
        Map<String, List<String>> headers = request.getHeaders();
        headers.put(UpgradeRequest.HOST, List.of(host));
        headers.put(UpgradeRequest.CONNECTION, List.of(UpgradeRequest.UPGRADE));
        headers.put(UpgradeRequest.UPGRADE, List.of(UpgradeRequest.WEBSOCKET));
        headers.put(UpgradeRequest.ORIGIN_HEADER, List.of(origin));
        headers.put(UpgradeRequest.SEC_WEBSOCKET_KEY, List.of(key));
        headers.put(UpgradeRequest.SEC_WEBSOCKET_VERSION, List.of(HandshakeGuard.VERSION));
        headers.put(UpgradeRequest.SEC_WEBSOCKET_PROTOCOL, List.of(HandshakeGuard.SUBPROTOCOL));
        var response = new TyrusUpgradeResponse();
        UpgradeInfo info = engine.upgrade(request, response);
        if (info.getStatus() != UpgradeStatus.SUCCESS) {
            throw new IllegalStateException("Tyrus refused a handshake the guard accepted: " + response.getStatus());
        }
        return new Upgrade(response.getHeaders(), info);
    }

    /** What one connection hears from Tyrus. On its event loop. */
    interface Events {

        void opened(Session session);

        void text(String message);

        void pong();

        void closed(int code);
    }

    /** How a connection is found again from the endpoint that Tyrus makes for it. */
    private record Owner(Events events) implements Principal {
        @Override
        public String getName() {
            return "socket";
        }
    }

    /** The endpoint. Tyrus makes one for each connection. */
    public static final class Hand extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            Events events = events(session);
            session.addMessageHandler(String.class, events::text);
            session.addMessageHandler(PongMessage.class, pong -> events.pong());
            events.opened(session);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            events(session).closed(reason.getCloseCode().getCode());
        }

        private static Events events(Session session) {
            return ((Owner) session.getUserPrincipal()).events();
        }
    }

    /** Tyrus asks its container for defaults and threads; the defaults will do, and it needs no threads. */
    private static final class Container extends TyrusServerContainer {

        Container() {
            super((Set<Class<?>>) null);
        }

        @Override
        public void register(Class<?> endpointClass) {
            throw new UnsupportedOperationException("endpoints are given to the engine");
        }

        @Override
        public void register(ServerEndpointConfig config) {
            throw new UnsupportedOperationException("endpoints are given to the engine");
        }

        @Override
        public Map<String, Object> getProperties() {
            return Map.of();
        }

        @Override
        public WebSocketEngine getWebSocketEngine() {
            throw new UnsupportedOperationException("the engine is ours");
        }
    }
}
