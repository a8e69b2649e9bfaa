package dev.sarangbang.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One account that sends requests as fast as it was told, whatever the server answers, and comes back at once when it is closed. Its
 * requests are good ones: messages into a room of its own.
 */
final class Attacker implements AutoCloseable {

    private static final long TICK_NANOS = 1_000_000;
    private static final long COME_BACK_NANOS = 20_000_000;
    private static final int SHORT_FRAME_MAX = 125;
    private static final int READ_BYTES = 16 * 1_024;

    private final URI server;
    private final Seat seat;
    private final double framesPerSecond;
    private final String run;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong visits = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("attacker").unstarted(this::attack);
    private volatile boolean stopped;

    Attacker(URI server, Seat seat, double framesPerSecond, String run) {
        this.server = server;
        this.seat = seat;
        this.framesPerSecond = framesPerSecond;
        this.run = run;
    }

    void start() {
        thread.start();
    }

    /** Frames sent so far. */
    long sent() {
        return sent.get();
    }

    /** How often it has come, or come back. */
    long visits() {
        return visits.get();
    }

    private void attack() {
        long start = System.nanoTime();
        while (!stopped) {
            visits.incrementAndGet();
            try (Socket socket = new Socket(server.getHost(), server.getPort())) {
                socket.setTcpNoDelay(true);
                socket.getOutputStream().write(handshake());
                Thread reader = Thread.ofVirtual().start(() -> readAll(socket));
                socket.getOutputStream().write(frame("{\"type\":\"hello\",\"id\":\"hello\",\"device\":\"attacker\"}"));
                while (!stopped && reader.isAlive()) {
                    socket.getOutputStream().write(due(start));
                    LockSupport.parkNanos(TICK_NANOS);
                }
            } catch (IOException closed) {
                // As expected; it comes back.
            }
            LockSupport.parkNanos(COME_BACK_NANOS);
            // What was due while nobody listened is not made up for.
            start = System.nanoTime() - (long) (sent.get() / framesPerSecond * 1e9);
        }
    }

    private byte[] due(long startNanos) {
        var frames = new ByteArrayOutputStream();
        while (sent.get() < (System.nanoTime() - startNanos) / 1e9 * framesPerSecond) {
            frames.writeBytes(frame("{\"type\":\"send\",\"id\":\"a" + sent.incrementAndGet() + "-" + run
                    + "\",\"room\":\"" + seat.roomId + "\",\"text\":\"flood\"}"));
        }
        return frames.toByteArray();
    }

    private byte[] handshake() {
        return ("GET /ws HTTP/1.1\r\nHost: " + server.getHost() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Protocol: sarangbang.v1\r\nOrigin: http://" + server.getHost() + ":"
                        + server.getPort() + "\r\nCookie: " + seat.session + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A text frame whose mask is zero: valid, and cheap to make. */
    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        var frame = new ByteArrayOutputStream();
        frame.write(0x81);
        if (payload.length <= SHORT_FRAME_MAX) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | SHORT_FRAME_MAX + 1);
            frame.write(payload.length >>> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static void readAll(Socket socket) {
        byte[] ignored = new byte[READ_BYTES];
        try (InputStream in = socket.getInputStream()) {
            while (in.read(ignored) >= 0) {
                // Whatever it is told, it goes on.
            }
        } catch (IOException closed) {
            // So is this.
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
