package dev.sarangbang.adapter.websocket.net;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a socket: what is sent and heard, its deadlines, and its end. */
class SocketTest {

    private TestEdge edge;

    @BeforeEach
    void start() throws IOException {
        edge = new TestEdge();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private static OutgoingFrame frame(String text) {
        return OutgoingFrame.text(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_client_of_the_jdk_gets_on_with_it() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        var closed = new CompletableFuture<Integer>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = edge.openWithJdk(client, new WebSocket.Listener() {
                @Override
                public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                    heard.add(data.toString());
                    from.request(1);
                    return null;
                }

                @Override
                public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                    closed.complete(code);
                    return null;
                }
            });
            socket.sendText("사랑", false).join();
            socket.sendText("방", true).join();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("사랑방");
            edge.peer().socket.close(CloseCodes.SESSION_ENDED, "session_ended");
            assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(4200);
        }
        eventually("the connection is gone", () -> edge.server.connections() == 0);
        assertThat(edge.peer().closedWith).isEqualTo(4200);
        assertThat(edge.counts.closed).containsEntry(4200, 1);
    }

    @Test
    void frames_are_sent_in_order_and_many_at_once() throws IOException {
        try (RawClient client = edge.open()) {
            Socket socket = edge.peer().socket;
            IntStream.range(0, 2_000).forEach(i -> socket.send(frame("m" + i)));
            for (int i = 0; i < 2_000; i++) {
                assertThat(client.frame().text()).isEqualTo("m" + i);
            }
            assertThat(edge.counts.framesSent).hasValue(2_000);
            assertThat(edge.counts.writes.get())
                    .as("system calls for 2000 frames")
                    .isLessThan(1_000);
        }
    }

    @Test
    void one_frame_goes_to_all_it_is_pushed_to_and_to_nobody_else() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clients.add(edge.open());
        }
        eventually("all are there", () -> edge.peers.size() == 10);
        edge.server.push(
                frame("for nine"),
                edge.peers.stream().limit(9).map(peer -> peer.socket).toList());
        edge.server.push(
                frame("for all"), edge.peers.stream().map(peer -> peer.socket).toList());
        int forNine = 0;
        for (RawClient client : clients) {
            String first = client.frame().text();
            if (first.equals("for nine")) {
                forNine++;
                assertThat(client.frame().text()).isEqualTo("for all");
            }
            client.close();
        }
        assertThat(forNine).isEqualTo(9);
    }

    @Test
    void messages_are_handed_over_one_at_a_time_and_reading_stops_while_too_many_wait() throws Exception {
        var busy = new CountDownLatch(1);
        var listener = new SocketListener() {
            final List<String> heard = java.util.Collections.synchronizedList(new ArrayList<>());

            @Override
            public void message(String text) {
                try {
                    busy.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                heard.add(text);
            }

            @Override
            public void closed(int code) {}
        };
        var settings = EdgeSettings.at(
                new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), java.util.Set.of());
        try (EdgeServer server = EdgeServer.start(new EdgeServer.Parts(
                        settings,
                        TestEdge::tell,
                        upgrade -> new SocketGate.Admission.Admitted(socket -> listener),
                        EdgeObserver.NONE,
                        java.time.Clock.systemUTC(),
                        System::nanoTime));
                RawClient client = new RawClient(server.address().getPort())) {
            client.upgrade();
            client.socket().setSendBufferSize(4_096);
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 2_000; i++) {
                        client.text(i + "x".repeat(10_000));
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(sender.join(Duration.ofMillis(500)))
                    .as("20 MB are taken")
                    .isFalse();
            busy.countDown();
            sender.join();
            eventually("all are heard", () -> listener.heard.size() == 2_000);
            for (int i = 0; i < 2_000; i++) {
                assertThat(listener.heard.get(i)).startsWith(i + "x");
            }
        }
    }

    @Test
    void a_listener_that_throws_ends_its_socket_and_no_other() throws IOException {
        try (RawClient bad = edge.open();
                RawClient good = edge.open()) {
            bad.text("fail");
            RawClient.Frame close = bad.closeFrame();
            assertThat(close.closeCode()).isEqualTo(CloseCodes.SERVER_ERROR);
            assertThat(close.closeReason()).isEqualTo("internal");
            good.text("still here");
            assertThat(good.frame().text()).isEqualTo("still here");
        }
    }

    @Test
    void what_came_before_the_client_closed_is_still_heard() throws IOException {
        try (RawClient client = edge.open()) {
            client.text("last words");
            client.close(1001);
            assertThat(client.closeFrame().closeCode()).isEqualTo(1001);
        }
        eventually("the end is told", () -> edge.peer().closedWith == 1001);
        assertThat(edge.peer().heard).containsExactly("last words");
    }

    @Test
    void a_client_that_vanishes_is_told_of_as_cut() throws IOException {
        try (RawClient client = edge.open()) {
            edge.peer();
            client.socket().setSoLinger(true, 0);
        }
        eventually("the end is told", () -> edge.peer().closedWith == CloseCodes.CUT);
        assertThat(edge.counts.closed).containsEntry(CloseCodes.CUT, 1);
    }

    @Test
    void an_idle_client_is_pinged_and_lives_by_its_pongs() throws IOException {
        try (RawClient client = edge.open()) {
            edge.peer();
            for (int i = 0; i < 5; i++) {
                edge.pass(EdgeLimits.PING_EVERY);
                assertThat(client.frame().first()).isEqualTo(0x89);
                client.frame(0x8A, "");
                client.text("sync");
                assertThat(client.frame().text()).isEqualTo("sync");
            }
        }
    }

    @Test
    void a_client_that_does_not_answer_a_ping_is_given_up_whatever_is_sent_meanwhile() throws IOException {
        try (RawClient client = edge.open()) {
            Socket socket = edge.peer().socket;
            edge.pass(EdgeLimits.PING_EVERY);
            for (int second = 0; second < 19; second++) {
                socket.send(frame("traffic"));
                client.text("more traffic");
                edge.pass(Duration.ofSeconds(1));
            }
            assertThat(edge.peer().closedWith).isEqualTo(-1);
            edge.pass(Duration.ofSeconds(1));
            RawClient.Frame close = client.closeFrame();
            assertThat(close.closeCode()).isEqualTo(CloseCodes.NO_PONG);
            assertThat(close.closeReason()).isEqualTo("no_pong");
        }
    }

    @Test
    void a_client_that_does_not_answer_our_close_is_cut() throws IOException {
        try (RawClient client = edge.open()) {
            edge.peer().socket.close(CloseCodes.SESSION_ENDED, "session_ended");
            assertThat(client.closeFrame().closeCode()).isEqualTo(4200);
            client.text("I do not care");
            edge.pass(EdgeLimits.CLOSE_WITHIN);
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(edge.peer().heard).isEmpty();
    }

    @Test
    void nothing_is_sent_after_our_close() throws IOException {
        try (RawClient client = edge.open()) {
            Socket socket = edge.peer().socket;
            socket.send(frame("before"));
            socket.close(CloseCodes.SESSION_ENDED, "");
            socket.close(CloseCodes.RATE_LIMITED, "");
            socket.send(frame("after"));
            assertThat(client.frame().text()).isEqualTo("before");
            assertThat(client.frame().closeCode()).isEqualTo(4200);
            client.close(4200);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void an_expectation_that_is_not_met_closes_and_one_that_is_met_does_not() throws IOException {
        try (RawClient met = edge.open()) {
            edge.peer().socket.expectWithin(Duration.ofSeconds(10), CloseCodes.HELLO_EXPECTED, "hello_expected");
            edge.peer().socket.expectationMet();
            try (RawClient unmet = edge.open()) {
                eventually("both are there", () -> edge.peers.size() == 2);
                edge.peers
                        .get(1)
                        .socket
                        .expectWithin(Duration.ofSeconds(10), CloseCodes.HELLO_EXPECTED, "hello_expected");
                edge.pass(Duration.ofSeconds(10));
                assertThat(unmet.closeFrame().closeCode()).isEqualTo(4301);
            }
            met.text("still here");
            assertThat(met.frame().text()).isEqualTo("still here");
        }
    }

    @Test
    void when_too_much_is_to_be_sent_for_a_loop_to_keep_up_those_it_was_for_are_closed() throws Exception {
        try (RawClient client = edge.open()) {
            var connection = (WebSocketConnection) edge.peer().socket;
            var stuck = new CountDownLatch(1);
            connection.keeper().loop().execute(() -> {
                try {
                    stuck.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            OutgoingFrame frame = frame("");
            for (int i = 0; i <= EdgeLimits.LOOP_PUSHES_MAX; i++) {
                connection.send(frame);
            }
            stuck.countDown();
            edge.server.sweep();
            assertThat(client.closeFrame().closeCode()).isEqualTo(CloseCodes.OVERLOADED);
        }
    }

    @Test
    void draining_tells_everyone_when_to_come_back_and_waits_for_them() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(edge.open());
        }
        RawClient idle = edge.connect();
        idle.ask("GET /x HTTP/1.1\r\nHost: x\r\n\r\n");
        var drained = new CompletableFuture<Void>();
        Thread.ofVirtual().start(() -> {
            try {
                edge.server.drain(Duration.ofSeconds(10));
                drained.complete(null);
            } catch (InterruptedException e) {
                drained.completeExceptionally(e);
            }
        });
        List<Integer> millis = new ArrayList<>();
        for (RawClient client : clients) {
            RawClient.Frame close = client.closeFrame();
            assertThat(close.closeCode()).isEqualTo(CloseCodes.RESTART);
            assertThat(close.closeReason()).matches("retry_after_ms=\\d+");
            millis.add(Integer.parseInt(close.closeReason().replaceAll("\\D", "")));
        }
        assertThat(millis).allMatch(each -> each < EdgeLimits.RESTART_SPREAD.toMillis());
        assertThat(millis.stream().distinct().count()).isGreaterThan(10);
        assertThat(idle.isEnded()).isTrue();
        assertThat(drained).isNotDone();
        for (RawClient client : clients) {
            client.close(1001);
            client.close();
        }
        drained.get(10, TimeUnit.SECONDS);
        assertThat(edge.server.connections()).isZero();
        org.assertj.core.api.Assertions.assertThatThrownBy(edge::connect).isInstanceOf(IOException.class);
    }

    @Test
    void who_is_at_the_gate_while_everybody_goes_is_told_to_come_back() throws Exception {
        var atTheGate = new CountDownLatch(1);
        var decided = new CountDownLatch(1);
        edge.atTheGate = () -> {
            atTheGate.countDown();
            try {
                decided.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        try (RawClient client = edge.connect()) {
            client.send(RawClient.request("GET /ws HTTP/1.1", client.handshake()));
            assertThat(atTheGate.await(10, TimeUnit.SECONDS)).isTrue();
            edge.server.drain(Duration.ZERO);
            decided.countDown();

            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(Integer.parseInt(answer.header("retry-after")))
                    .isBetween(1, (int) EdgeLimits.RESTART_SPREAD.toSeconds());
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(edge.peers).isEmpty();
        assertThat(edge.admittedInVain).hasValue(1);
        assertThat(edge.counts.handshakesRefused).containsEntry(503, 1);
    }

    @Test
    void draining_does_not_wait_for_ever() throws Exception {
        try (RawClient client = edge.open()) {
            edge.peer();
            edge.server.drain(Duration.ofMillis(50));
            assertThat(edge.server.connections()).isEqualTo(1);
            edge.server.close();
            assertThat(client.closeFrame().closeCode()).isEqualTo(CloseCodes.RESTART);
            assertThat(client.isEnded()).isTrue();
        }
    }
}
