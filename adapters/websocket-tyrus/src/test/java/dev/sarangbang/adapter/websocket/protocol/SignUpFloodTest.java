package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.RawClient;
import dev.sarangbang.domain.port.PasswordHasher;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One address that signs up without end, or has passwords hashed, keeps nobody else from coming in. */
class SignUpFloodTest {

    private static final String MALLORY = "2001:db8:1:2::7";
    private static final String NEIGHBOUR = "2001:db8:1:3::7";

    private ChatServer server;

    @BeforeEach
    void start() throws IOException {
        server = ChatServer.behindAProxy();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient.Answer signUp(String address, String name) throws IOException {
        return Person.http(
                server,
                "POST",
                "/api/accounts",
                Map.of("Content-Type", "application/json", "X-Forwarded-For", address),
                "{\"username\":\"" + name + "\",\"password\":\"" + Person.PASSWORD + "\"}");
    }

    @Test
    void an_address_makes_so_many_accounts_and_then_one_now_and_then() throws IOException {
        for (int i = 0; i < ProtocolLimits.SIGN_UPS_PER_ADDRESS_BURST; i++) {
            assertThat(signUp(MALLORY, "sock" + i).status()).isEqualTo(201);
        }
        RawClient.Answer refused = signUp("2001:db8:1:2:ffff::1", "one-more");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).startsWith("{\"code\":\"rate_limited\"");
        assertThat(refused.header("retry-after")).isEqualTo("30");
        assertThat(signUp(NEIGHBOUR, "ann").status()).as("another network").isEqualTo(201);
        assertThat(signUp("127.0.0.1", "bob").status()).as("this machine").isEqualTo(201);

        server.nanos.advance(Duration.ofSeconds(30));
        assertThat(signUp(MALLORY, "one-more").status()).isEqualTo(201);
        assertThat(signUp(MALLORY, "and-another").status()).isEqualTo(429);
    }

    @Test
    void an_address_has_only_some_of_the_places_where_one_waits_for_a_hash() throws Exception {
        var hashing = new CountDownLatch(1);
        server.faults.in(PasswordHasher.class, hashing::await);
        BlockingQueue<Integer> mallorys = new LinkedBlockingQueue<>();
        int tries = ProtocolLimits.SIGN_UPS_PER_ADDRESS_BURST;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < tries; i++) {
                String name = "sock" + i;
                executor.submit(() -> mallorys.add(signUp(MALLORY, name).status()));
            }
            for (int i = ProtocolLimits.HASHES_PER_ADDRESS_MAX; i < tries; i++) {
                assertThat(mallorys.poll(10, TimeUnit.SECONDS)).isEqualTo(429);
            }
            var ann = executor.submit(() -> signUp(NEIGHBOUR, "ann").status());
            hashing.countDown();
            assertThat(ann.get(10, TimeUnit.SECONDS)).isEqualTo(201);
            for (int i = 0; i < ProtocolLimits.HASHES_PER_ADDRESS_MAX; i++) {
                assertThat(mallorys.poll(10, TimeUnit.SECONDS)).isEqualTo(201);
            }
        }
        assertThat(signUp(MALLORY, "later").status())
                .as("the sign-ups are used up, the places free")
                .isEqualTo(429);
    }
}
