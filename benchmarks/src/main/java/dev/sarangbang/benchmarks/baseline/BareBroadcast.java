package dev.sarangbang.benchmarks.baseline;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.tyrus.core.TyrusSession;
import org.glassfish.tyrus.server.Server;

/**
 * Tyrus in its stock container, with one endpoint for each room. A text is passed on by Tyrus' own broadcast, which encodes the
 * frame once for all.
 */
public final class BareBroadcast {

    private BareBroadcast() {}

    /** Serves until the process is ended. */
    public static void serve(int port, int rooms) throws DeploymentException, InterruptedException {
        Set<ServerEndpointConfig> endpoints = new HashSet<>();
        for (int room = 0; room < rooms; room++) {
            endpoints.add(ServerEndpointConfig.Builder.create(Room.class, "/room/" + room)
                    .build());
        }
        Rooms.ENDPOINTS.set(Set.copyOf(endpoints));
        new Server("127.0.0.1", port, "", Map.of(), Rooms.class).start();
        System.out.println("bare server on port " + port);
        new CountDownLatch(1).await();
    }

    /** Tells Tyrus which endpoints there are; Tyrus makes it, so they cannot come through a constructor. */
    public static final class Rooms implements ServerApplicationConfig {
        private static final AtomicReference<Set<ServerEndpointConfig>> ENDPOINTS = new AtomicReference<>(Set.of());

        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> ignored) {
            return ENDPOINTS.get();
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> ignored) {
            return Set.of();
        }
    }

    /** Passes on what it hears. */
    public static final class Room extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> ((TyrusSession) session).broadcast(text));
        }
    }
}
