package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.EdgeLimits;
import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Too much of one address: it is told when to go on, and other addresses do not notice. */
class AddressFloodTest {

    private static final String MALLORY = "192.0.2.7";

    private static final int REFUSED = 1_000;

    private ChatServer server;
    private Person ann;

    @BeforeEach
    void start() throws IOException {
        server = ChatServer.behindAProxy();
        ann = Person.signUp(server, "ann");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient.Answer ask(RawClient client, String address) throws IOException {
        return client.ask("GET /api/sessions/current HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + address + "\r\n\r\n");
    }

    private int shake(RawClient client, String address, String cookie) throws IOException {
        Map<String, String> headers = client.handshake();
        headers.put("Cookie", cookie);
        headers.put("X-Forwarded-For", address);
        return client.ask(RawClient.request("GET /ws HTTP/1.1", headers)).status();
    }

    @Test
    void an_address_makes_so_many_requests_and_no_more() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < ProtocolLimits.REQUESTS_PER_ADDRESS_BURST; i++) {
                assertThat(ask(client, MALLORY).status()).isEqualTo(401);
            }
            RawClient.Answer refused = ask(client, MALLORY);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body()).startsWith("{\"code\":\"rate_limited\"");
            assertThat(shake(client, MALLORY, ann.cookie()))
                    .as("a handshake counts, too")
                    .isEqualTo(429);
            assertThat(ask(client, "192.0.2.8").status()).as("another address").isEqualTo(401);
            server.nanos.advance(
                    Duration.ofSeconds(Long.parseLong(Objects.requireNonNull(refused.header("retry-after")))));
            assertThat(ask(client, MALLORY).status()).isEqualTo(401);
        }
    }

    @Test
    void handshakes_that_are_refused_at_a_glance_count_as_well() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            Map<String, String> headers = client.handshake();
            headers.put("Origin", "http://evil.example");
            headers.put("X-Forwarded-For", MALLORY);
            String handshake = RawClient.request("GET /ws HTTP/1.1", headers);
            for (int i = 0; i < ProtocolLimits.REQUESTS_PER_ADDRESS_BURST; i++) {
                assertThat(client.ask(handshake).status()).isEqualTo(403);
            }
            assertThat(client.ask(handshake).status()).isEqualTo(429);
            assertThat(ask(client, MALLORY).status()).isEqualTo(429);
        }
    }

    @Test
    void who_goes_on_asking_too_much_loses_the_connection() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < ProtocolLimits.REQUESTS_PER_ADDRESS_BURST; i++) {
                assertThat(ask(client, MALLORY).status()).isEqualTo(401);
            }
            for (int i = 1; i < EdgeLimits.TOO_MANY_ANSWERS_MAX; i++) {
                RawClient.Answer refused = ask(client, MALLORY);
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.header("connection")).isNull();
            }
            assertThat(ask(client, MALLORY).header("connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void a_thousand_handshakes_too_many_do_not_use_up_a_place_of_an_address() throws IOException {
        List<RawClient> seated = new ArrayList<>();
        for (int i = 0; i < EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX; i++) {
            Person guest = i % ProtocolLimits.SOCKETS_PER_ACCOUNT_MAX == 0 ? Person.signUp(server, "guest" + i) : null;
            ann = guest == null ? ann : guest;
            RawClient client = new RawClient(server.port());
            assertThat(shake(client, MALLORY, ann.cookie())).isEqualTo(101);
            seated.add(client);
        }
        Person last = Person.signUp(server, "last");
        // No longer than it takes for those who are seated to be asked whether they are still there, and not to answer.
        for (int i = 0; i < REFUSED; i += EdgeLimits.TOO_MANY_ANSWERS_MAX) {
            try (RawClient client = new RawClient(server.port())) {
                for (int again = 0; again < EdgeLimits.TOO_MANY_ANSWERS_MAX; again++) {
                    assertThat(shake(client, MALLORY, last.cookie())).isEqualTo(429);
                    server.nanos.advance(Duration.ofMillis(10));
                }
            }
        }
        try (RawClient client = new RawClient(server.port())) {
            assertThat(shake(client, "192.0.2.8", last.cookie())).isEqualTo(101);
        }
        for (RawClient client : seated) {
            client.close();
        }
        dev.sarangbang.adapter.websocket.net.Eventually.eventually(
                "all are gone", () -> server.edge().connections() == 0);
        try (RawClient client = new RawClient(server.port())) {
            assertThat(shake(client, MALLORY, last.cookie())).isEqualTo(101);
        }
    }
}
