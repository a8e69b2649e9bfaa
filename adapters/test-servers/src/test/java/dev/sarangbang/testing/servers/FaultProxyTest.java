package dev.sarangbang.testing.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private static final int SILENCE_MILLIS = 200;
    private static final Duration DELAY = Duration.ofMillis(150);

    private EchoServer server;
    private FaultProxy proxy;
    private Socket ann;

    @BeforeEach
    void connect() throws IOException {
        server = new EchoServer();
        proxy = FaultProxy.to(Ports.LOOPBACK, server.port());
        ann = client();
        assertThat(ask(ann, 'a')).isEqualTo('a');
    }

    @AfterEach
    void close() throws IOException {
        ann.close();
        proxy.close();
        server.close();
    }

    @Test
    void connections_end_with_either_side() throws IOException {
        assertThat(proxy.connections()).isEqualTo(1);
        ann.close();
        Eventually.await("the connection ends", () -> proxy.connections() == 0);
    }

    @Test
    void requests_and_replies_can_be_delayed() throws IOException {
        proxy.delayRequests(DELAY);
        proxy.delayReplies(DELAY);
        long start = System.nanoTime();

        assertThat(ask(ann, 'b', 0)).isEqualTo('b');
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(DELAY.multipliedBy(2).toNanos());
    }

    @Test
    void dropped_replies_were_done_all_the_same() throws IOException {
        proxy.dropReplies();
        assertThatThrownBy(() -> ask(ann, 'b')).isInstanceOf(SocketTimeoutException.class);
        assertThat(server.heard()).isEqualTo(2);

        proxy.heal();
        assertEnded(ann);
        try (Socket again = client()) {
            assertThat(ask(again, 'c')).isEqualTo('c');
        }
    }

    @Test
    void dropped_requests_never_arrive() throws IOException {
        proxy.dropRequests();
        assertThatThrownBy(() -> ask(ann, 'b')).isInstanceOf(SocketTimeoutException.class);

        proxy.heal();
        assertEnded(ann);
        assertThat(server.heard()).isEqualTo(1);
    }

    @Test
    void what_was_held_arrives_after_healing() throws IOException {
        proxy.hold();
        assertThatThrownBy(() -> ask(ann, 'b')).isInstanceOf(SocketTimeoutException.class);
        assertThat(server.heard()).isEqualTo(1);

        proxy.heal();
        ann.setSoTimeout(0);
        assertThat(ann.getInputStream().read()).isEqualTo('b');
    }

    @Test
    void a_cut_ends_what_is_open_and_what_is_opened() throws IOException {
        proxy.cut();
        assertEnded(ann);
        try (Socket bob = client()) {
            assertEnded(bob);
        }

        proxy.heal();
        try (Socket again = client()) {
            assertThat(ask(again, 'c')).isEqualTo('c');
        }
    }

    private Socket client() throws IOException {
        return new Socket(proxy.host(), proxy.port());
    }

    private static int ask(Socket socket, int question) throws IOException {
        return ask(socket, question, SILENCE_MILLIS);
    }

    private static int ask(Socket socket, int question, int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        socket.getOutputStream().write(question);
        return socket.getInputStream().read();
    }

    private static void assertEnded(Socket socket) throws IOException {
        socket.setSoTimeout(0);
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).isNotInstanceOf(SocketTimeoutException.class);
        }
    }
}
