package dev.sarangbang.testing.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Says back what it hears, and counts it. */
final class EchoServer implements AutoCloseable {

    private final ServerSocket listener;
    private final AtomicInteger heard = new AtomicInteger();

    EchoServer() throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getByName(Ports.LOOPBACK));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int heard() {
        return heard.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void echo(Socket client) {
        try (client) {
            for (int b = client.getInputStream().read();
                    b >= 0;
                    b = client.getInputStream().read()) {
                heard.incrementAndGet();
                client.getOutputStream().write(b);
            }
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
