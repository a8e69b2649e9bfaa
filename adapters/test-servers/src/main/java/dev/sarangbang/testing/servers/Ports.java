package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on. They lie below those that the system gives to outgoing connections, so that a server that was killed
 * finds its ports free when it starts again.
 */
final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    private Ports() {}

    static int free() {
        return freeOn(LOOPBACK);
    }

    /** A port that is free on every one of {@code addresses}. */
    static int freeOn(String... addresses) {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port, addresses)) {
                return port;
            }
        }
        throw new ServerException("no free port between " + LOWEST + " and " + HIGHEST);
    }

    private static boolean isFree(int port, String... addresses) {
        for (String address : addresses) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
