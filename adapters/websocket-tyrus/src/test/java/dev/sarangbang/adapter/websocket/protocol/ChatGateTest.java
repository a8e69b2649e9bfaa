package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.http.Headers;
import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.net.EdgeLimits;
import dev.sarangbang.adapter.websocket.net.SocketGate.Admission;
import dev.sarangbang.adapter.websocket.net.SocketGate.Admission.Admitted;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many at the gate in the same moment, before any of them has a socket. */
class ChatGateTest {

    private ChatServer server;
    private ChatGate gate;

    @BeforeEach
    void start() throws IOException {
        server = new ChatServer();
        gate = gate(EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<Admission> comeAtOnce(int many, List<Person> people, String address) throws Exception {
        var start = new CountDownLatch(1);
        List<Future<Admission>> coming = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                Person who = people.get(i % people.size());
                var upgrade = new HttpRequest(
                        "GET",
                        "/ws",
                        Headers.of(Map.of("cookie", who.cookie()).entrySet()),
                        new byte[0],
                        InetAddress.getByName(address));
                coming.add(executor.submit(() -> {
                    start.await();
                    return gate.admit(upgrade);
                }));
            }
            start.countDown();
        }
        List<Admission> admissions = new ArrayList<>();
        for (Future<Admission> each : coming) {
            admissions.add(each.get());
        }
        return admissions;
    }

    private static List<Admitted> admitted(List<Admission> all) {
        return all.stream()
                .filter(Admitted.class::isInstance)
                .map(Admitted.class::cast)
                .toList();
    }

    @Test
    void an_account_has_no_more_sockets_than_it_may_however_many_come_at_once() throws Exception {
        List<Person> ann = List.of(Person.signUp(server, "ann"));
        List<Admitted> seated = admitted(comeAtOnce(100, ann, "127.0.0.1"));
        assertThat(seated).hasSize(ProtocolLimits.SOCKETS_PER_ACCOUNT_MAX);

        seated.get(0).otherwise().run();
        assertThat(admitted(comeAtOnce(10, ann, "127.0.0.1")))
                .as("the place of who did not open")
                .hasSize(1);
    }

    @Test
    void an_address_has_no_more_sockets_than_it_may_however_many_come_at_once() throws Exception {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            people.add(Person.signUp(server, "guest" + i));
        }
        assertThat(admitted(comeAtOnce(190, people, "192.0.2.7"))).hasSize(EdgeLimits.CONNECTIONS_PER_ADDRESS_MAX);
        assertThat(admitted(comeAtOnce(10, people, "192.0.2.8")))
                .as("refused ones took no place")
                .hasSize(10);
    }

    @Test
    void an_address_has_as_many_sockets_as_the_setting_says() throws Exception {
        gate = gate(3);
        List<Person> ann = List.of(Person.signUp(server, "ann"));

        assertThat(admitted(comeAtOnce(10, ann, "192.0.2.7"))).hasSize(3);
    }

    private ChatGate gate(int perAddressMax) {
        return new ChatGate(
                server.chat(), false, perAddressMax, new AddressRates(server.nanos), Clock.systemUTC(), server.nanos);
    }
}
