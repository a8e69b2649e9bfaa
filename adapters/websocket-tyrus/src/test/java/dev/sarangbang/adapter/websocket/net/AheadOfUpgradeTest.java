package dev.sarangbang.adapter.websocket.net;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not wait for the answer to their handshake, but send on in the same breath. */
class AheadOfUpgradeTest {

    private final List<String> answered = new CopyOnWriteArrayList<>();
    private TestEdge edge;

    @BeforeEach
    void start() throws IOException {
        edge = new TestEdge(
                request -> {
                    answered.add(request.path());
                    return TestEdge.tell(request);
                },
                100);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/accounts HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
                "HANDSHAKE",
                "HANDSHAKEHANDSHAKE",
                "POST /api/ac",
                "\u0081\u0085\0\0\0\0hello",
                "\u0081"
            })
    void are_refused_and_nothing_of_it_is_done_or_left_behind(String more) throws IOException {
        try (RawClient client = edge.connect()) {
            String handshake = RawClient.request("GET /ws HTTP/1.1", client.handshake());
            client.send(handshake + more.replace("HANDSHAKE", handshake));
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
        eventually("the connection is gone", () -> edge.server.connections() == 0);
        assertThat(edge.server.watched()).isZero();
        assertThat(edge.peers).isEmpty();
        assertThat(edge.admittedInVain).hasValue(1);
        assertThat(answered).isEmpty();
    }
}
