package dev.sarangbang.adapter.websocket.net;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.http.HttpHandler;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.http.Routes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many at once who mean no good: what they cost is bounded, ends, and is not noticed by others. */
class AttackTest {

    private static final String GOOD = "GET /good HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int HALF_OPEN = 1_000;
    private static final int REFUSED = 10_000;

    @Test
    void a_thousand_who_never_finish_their_headers_are_not_noticed_by_others_and_are_gone_in_time() throws IOException {
        List<RawClient> slow = new ArrayList<>();
        try (var edge = new TestEdge();
                RawClient socket = edge.open()) {
            for (int i = 0; i < HALF_OPEN; i++) {
                RawClient client = edge.connect();
                slow.add(client);
                client.send(i % 2 == 0 ? "GET /slow HTTP/1.1\r\nHost: x\r\nX: " : "");
            }
            eventually("all are there", () -> edge.server.connections() == HALF_OPEN + 1);
            for (int second = 0; second < EdgeLimits.HEADERS_WITHIN.toSeconds(); second++) {
                for (int i = 0; i < HALF_OPEN; i += 2) {
                    slow.get(i).send("x");
                }
                try (RawClient other = edge.connect()) {
                    assertThat(other.ask(GOOD).body()).isEqualTo("GET /good ");
                }
                socket.text("still talking");
                assertThat(socket.frame().text()).isEqualTo("still talking");
                edge.pass(Duration.ofMillis(990));
            }
            assertThat(edge.server.connections()).isGreaterThanOrEqualTo(HALF_OPEN);
            edge.pass(Duration.ofMillis(51));
            assertThat(slow.get(0).answer().status()).isEqualTo(408);
            assertThat(slow.get(1).answer().status()).isEqualTo(408);
            for (RawClient client : slow) {
                client.close();
            }
            eventually("they are gone", () -> edge.server.connections() == 1);
        }
    }

    @Test
    void ten_thousand_connections_too_many_do_not_use_up_a_place() throws IOException {
        try (var edge = new TestEdge(TestEdge::tell, 3)) {
            for (int round = 0; round < 2; round++) {
                List<RawClient> seated = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    seated.add(edge.connect());
                    assertThat(seated.get(i).ask(GOOD).status()).isEqualTo(200);
                }
                for (int i = 0; i < REFUSED / 2; i++) {
                    try (RawClient refused = edge.connect()) {
                        assertThat(refused.isEnded()).isTrue();
                    }
                }
                assertThat(edge.server.connections()).isEqualTo(3);
                for (RawClient client : seated) {
                    assertThat(client.ask(GOOD).status()).isEqualTo(200);
                    client.close();
                }
                eventually("all are gone", () -> edge.server.connections() == 0);
            }
            assertThat(edge.counts.refused).hasValue(REFUSED);
            assertThat(edge.counts.accepted).hasValue(6);
        }
    }

    @Test
    void a_message_in_ever_more_pieces_costs_no_more_than_the_first_of_them() throws IOException {
        try (var edge = new TestEdge();
                RawClient client = edge.open()) {
            client.frame(0x01, "");
            byte[] piece = RawClient.frame(0x00, new byte[0]);
            for (int i = 0; i < 20_000; i++) {
                client.sendOrBeCut(piece);
            }
            assertThat(client.closeFrame().closeCode()).isEqualTo(CloseCodes.TOO_BIG);
        }
    }

    @Test
    void who_floods_with_frames_that_are_all_right_is_read_no_faster_than_they_are_dealt_with() throws IOException {
        try (var edge = new TestEdge();
                RawClient client = edge.open()) {
            client.socket().setReceiveBufferSize(64 * 1_024);
            byte[] text = RawClient.frame(0x81, "x".repeat(1_000).getBytes(StandardCharsets.UTF_8));
            Thread flood = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    client.sendOrBeCut(text);
                }
            });
            // Nobody reads the echoes: what waits for this client is bounded, and so is what is read of it.
            eventually("it is not read from", () -> edge.peer().heard.size() > 32);
            try (RawClient other = edge.open()) {
                other.text("and me?");
                assertThat(other.frame().text()).isEqualTo("and me?");
            }
            int heard = edge.peers.get(0).heard.size();
            assertThat(heard).as("of 20,000").isLessThan(5_000);
            client.socket().setSoLinger(true, 0);
            client.close();
            flood.interrupt();
            eventually("it is gone", () -> edge.server.connections() <= 1);
        }
    }

    @Test
    void
            more_requests_than_can_be_worked_on_are_sent_away_and_told_when_to_come_back_but_for_those_that_wait_for_nothing()
                    throws Exception {
        var gate = new CountDownLatch(1);
        var atWork = new AtomicInteger();
        HttpHandler slow = Routes.otherwise(request -> {
                    atWork.incrementAndGet();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return TestEdge.tell(request);
                })
                .andAlways("GET", "/healthz", TestEdge::tell);
        try (var edge = new TestEdge(slow, 10_000)) {
            List<RawClient> waiting = new ArrayList<>();
            for (int i = 0; i < EdgeLimits.REQUESTS_AT_WORK_MAX; i++) {
                RawClient client = edge.connect();
                client.send(GOOD);
                waiting.add(client);
            }
            try (RawClient late = edge.connect()) {
                eventually("all are worked on", () -> atWork.get() == EdgeLimits.REQUESTS_AT_WORK_MAX);
                RawClient.Answer refused = late.ask(GOOD);
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.header("retry-after")).isEqualTo("1");
                assertThat(late.ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status())
                        .isEqualTo(200);
                gate.countDown();
                for (RawClient client : waiting) {
                    assertThat(client.answer().status()).isEqualTo(200);
                    client.close();
                }
                assertThat(late.ask(GOOD).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void who_does_not_take_the_answer_is_cut_off() throws IOException {
        HttpHandler large = request -> new HttpResponse(200, Map.of(), new byte[32 << 20]);
        try (var edge = new TestEdge(large, 10);
                RawClient client = edge.connect()) {
            client.socket().setReceiveBufferSize(4_096);
            client.send(GOOD);
            eventually("the answer is on its way", client::hasSomething);
            edge.pass(EdgeLimits.ANSWER_TAKEN_WITHIN.minusMillis(1));
            assertThat(edge.server.connections()).isEqualTo(1);
            edge.pass(Duration.ofMillis(1));
            eventually("it is gone", () -> edge.server.connections() == 0);
        }
    }

    @Test
    void who_is_refused_and_stays_is_cut_off() throws IOException {
        try (var edge = new TestEdge();
                RawClient client = edge.connect()) {
            assertThat(client.ask("rubbish\r\n\r\n").status()).isEqualTo(400);
            client.send("and more rubbish");
            // The client has the answer a moment before the server begins to count.
            eventually("it is gone", () -> {
                edge.pass(EdgeLimits.LINGER_WITHIN);
                return edge.server.connections() == 0;
            });
        }
    }
}
