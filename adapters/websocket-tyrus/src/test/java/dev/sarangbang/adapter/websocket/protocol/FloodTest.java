package dev.sarangbang.adapter.websocket.protocol;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.net.EdgeLimits;
import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Too much of one account and too much in one room: each is told when to go on, and nobody else notices. */
class FloodTest {

    private World world;

    @BeforeEach
    void start() throws IOException {
        world = new World();
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    /** Time passes, and the node is told so. */
    private void pass(Duration time) {
        world.server.nanos.advance(time);
        world.server.chat().tick();
    }

    @Test
    void an_account_does_not_get_more_by_more_sockets() throws IOException {
        pass(Duration.ofSeconds(60));
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            devices.add(world.cem.device("device" + i));
        }
        // Each has shaken hands and said hello.
        int served = 2 * devices.size();
        Json last = null;
        for (int i = 0; i < ProtocolLimits.REQUESTS_PER_ACCOUNT_BURST; i++) {
            last = devices.get(i % devices.size()).ask("ping");
            served += last.type().equals("pong") ? 1 : 0;
        }
        assertThat(served).isEqualTo(ProtocolLimits.REQUESTS_PER_ACCOUNT_BURST);
        assertThat(last.at("code")).isEqualTo("rate_limited");
        assertThat(world.bobsPhone.ask("ping").type()).as("Bob").isEqualTo("pong");
        pass(Duration.ofMillis(last.number("retry_after_ms")));
        assertThat(devices.get(0).ask("ping").type()).isEqualTo("pong");
        assertThat(devices.get(1).ask("ping").at("code")).isEqualTo("rate_limited");
        for (Device device : devices) {
            device.close();
        }
    }

    @Test
    void an_account_searches_only_so_fast_and_does_all_else_as_before() throws IOException {
        pass(Duration.ofSeconds(60));
        for (int i = 0; i < ProtocolLimits.SEARCHES_PER_ACCOUNT_BURST; i++) {
            assertThat(search(i % 2 == 0 ? world.annsPhone : world.bobsPhone).type())
                    .isEqualTo("found");
        }
        try (Device second = world.ann.device("second")) {
            for (int i = 0; i < ProtocolLimits.SEARCHES_PER_ACCOUNT_BURST / 2; i++) {
                assertThat(search(second).type()).isEqualTo("found");
            }
            Json refused = search(second);
            assertThat(refused.at("code")).isEqualTo("rate_limited");
            assertThat(search(world.bobsPhone).type()).as("Bob").isEqualTo("found");
            assertThat(world.annsPhone
                            .ask("send", "room", world.kitchen, "text", "found it")
                            .type())
                    .isEqualTo("sent");
            pass(Duration.ofMillis(refused.number("retry_after_ms")));
            assertThat(search(world.annsPhone).type()).isEqualTo("found");
        }
    }

    private Json search(Device device) throws IOException {
        return device.ask("search", "room", world.kitchen, "query", "hello");
    }

    @Test
    void a_room_changes_only_so_fast_whoever_changes_it() throws IOException {
        List<Device> talkers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Person guest = world.person("guest" + i);
            world.annsPhone.ask("invite", "room", world.kitchen, "username", "guest" + i);
            talkers.add(guest.device("phone"));
        }
        pass(Duration.ofSeconds(60));
        int said = 0;
        Json refused = null;
        for (int i = 0; refused == null && i < 2 * ProtocolLimits.CHANGES_PER_ROOM_BURST; i++) {
            Json reply = talkers.get(i % talkers.size()).ask("send", "room", world.kitchen, "text", "x");
            if (reply.type().equals("sent")) {
                said++;
            } else {
                refused = reply;
            }
        }
        assertThat(said).isEqualTo(ProtocolLimits.CHANGES_PER_ROOM_BURST);
        assertThat(refused.at("code")).isEqualTo("rate_limited");
        assertThat(refused.at("retry")).isEqualTo("same_id");
        assertThat(world.cemsPhone
                        .ask("send", "room", world.kitchen, "text", "x")
                        .at("code"))
                .as("a stranger learns nothing from it")
                .isEqualTo("no_such_room");
        Json other = world.cemsPhone.ask("create_room", "title", "Elsewhere");
        assertThat(world.cemsPhone
                        .ask("send", "room", other.string("room.room"), "text", "quiet here")
                        .type())
                .as("another room")
                .isEqualTo("sent");
        pass(Duration.ofMillis(refused.number("retry_after_ms")));
        assertThat(talkers.get(0)
                        .ask("send", "room", world.kitchen, "text", "x")
                        .type())
                .isEqualTo("sent");
        for (Device talker : talkers) {
            talker.close();
        }
    }

    @Test
    void strangers_cannot_use_up_what_a_room_may_change() throws IOException {
        pass(Duration.ofSeconds(60));
        for (int i = 0; i < 90; i++) {
            assertThat(world.cemsPhone
                            .ask("send", "room", world.kitchen, "text", "x")
                            .at("code"))
                    .isEqualTo("no_such_room");
        }
        for (int i = 0; i < 90; i++) {
            assertThat(world.annsPhone
                            .ask("send", "room", world.kitchen, "text", "x")
                            .type())
                    .isEqualTo("sent");
        }
    }

    @Test
    void ten_thousand_sockets_too_many_do_not_use_up_a_place() throws IOException {
        List<Device> seated = new ArrayList<>();
        for (int i = 1; i < ProtocolLimits.SOCKETS_PER_ACCOUNT_MAX; i++) {
            seated.add(world.cem.silentDevice());
        }
        for (int asked = 0; asked < 10_000; asked += EdgeLimits.TOO_MANY_ANSWERS_MAX) {
            try (var client = new RawClient(world.server.port())) {
                Map<String, String> headers = client.handshake();
                headers.put("Cookie", world.cem.cookie());
                for (int i = 0; i < EdgeLimits.TOO_MANY_ANSWERS_MAX; i++) {
                    RawClient.Answer answer = client.ask(RawClient.request("GET /ws HTTP/1.1", headers));
                    assertThat(answer.status()).isEqualTo(429);
                }
            }
        }
        // As many as before find a place again once these are gone, and no more.
        for (Device device : seated) {
            device.close();
        }
        eventually("they are gone", () -> world.server.edge().connections() == 3);
        seated.clear();
        for (int i = 1; i < ProtocolLimits.SOCKETS_PER_ACCOUNT_MAX; i++) {
            seated.add(world.cem.silentDevice());
        }
        assertThat(statusOfOneMore()).isEqualTo(429);
        for (Device device : seated) {
            device.close();
        }
    }

    private int statusOfOneMore() throws IOException {
        try (var client = new RawClient(world.server.port())) {
            Map<String, String> headers = client.handshake();
            headers.put("Cookie", world.cem.cookie());
            return client.ask(RawClient.request("GET /ws HTTP/1.1", headers)).status();
        }
    }
}
