package dev.sarangbang.adapter.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A connection to the broker that can be cut: the driver's own ways to close one speak to the broker first, and wait for whoever is
 * stuck in writing to it.
 */
final class Line implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Line.class.getName());

    private final Connection connection;
    private final Socket socket;
    private final CountDownLatch ended = new CountDownLatch(1);

    Line(Connection connection, Socket socket) {
        this.connection = connection;
        this.socket = socket;
        connection.addShutdownListener(cause -> ended.countDown());
    }

    Connection connection() {
        return connection;
    }

    /** A new channel. The end of one is the end of the line: what was on it has to be set up anew, and that is done for all. */
    Channel channel() throws IOException {
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no channel more");
        }
        channel.addShutdownListener(cause -> {
            if (!cause.isInitiatedByApplication()) {
                cut();
            }
        });
        return channel;
    }

    boolean isUp() {
        return ended.getCount() > 0;
    }

    /** Waits for the end, so long at most; says whether it came. */
    boolean awaitEnd(Duration most) throws InterruptedException {
        return ended.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends it now, whatever is going on. Never waits. */
    void cut() {
        ended.countDown();
        try {
            socket.setSoLinger(true, 0); // nor does the system
        } catch (SocketException alreadyClosed) {
            LOG.log(Level.TRACE, "closed already", alreadyClosed);
        }
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection was not closed cleanly", e);
        }
    }

    /** Ends it once the broker has read what was sent, if it does so in time. */
    @Override
    public void close() {
        Thread goodbye = Thread.ofVirtual().start(this::sayGoodbye);
        try {
            goodbye.join(RabbitMqLimits.CLOSE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    private void sayGoodbye() {
        if (!isUp()) {
            return;
        }
        try {
            connection.close((int) RabbitMqLimits.CLOSE_WITHIN.toMillis());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a connection was not closed cleanly", e);
        }
    }
}
