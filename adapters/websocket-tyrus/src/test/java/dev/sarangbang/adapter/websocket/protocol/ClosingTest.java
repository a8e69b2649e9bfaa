package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the protocol, and not WebSocket, ends a connection. */
class ClosingTest {

    private ChatServer server;
    private Person ann;

    @BeforeEach
    void start() throws IOException {
        server = new ChatServer();
        ann = Person.signUp(server, "ann");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void check(Device device, int code, String reason) throws IOException {
        RawClient.Frame close = device.raw().closeFrame();
        assertThat(close.closeCode()).isEqualTo(code);
        assertThat(close.closeReason()).isEqualTo(reason);
    }

    @Test
    void who_does_not_say_hello_in_time_is_closed_whatever_else_they_say() throws IOException {
        try (Device silent = ann.silentDevice();
                Device polite = ann.device("polite")) {
            assertThat(silent.ask("ping").at("code")).isEqualTo("hello_required");
            server.nanos.advance(ProtocolLimits.HELLO_WITHIN);
            check(silent, 4301, "hello_expected");
            assertThat(polite.ask("ping").type()).isEqualTo("pong");
        }
    }

    @Test
    void the_tenth_malformed_request_closes() throws IOException {
        try (Device device = ann.device("phone")) {
            for (int i = 1; i < ProtocolLimits.BAD_REQUESTS_MAX; i++) {
                assertThat(device.send("rubbish").at("code")).isEqualTo("bad_json");
                assertThat(device.ask("ping").type()).isEqualTo("pong");
            }
            assertThat(device.send("rubbish").at("code")).isEqualTo("bad_json");
            check(device, 4300, "bad_requests");
        }
    }

    @Test
    void who_goes_too_fast_is_told_when_to_go_on_and_may() throws IOException {
        try (Device hasty = ann.device("phone")) {
            for (int i = 1; i < ProtocolLimits.REQUESTS_BURST; i++) {
                assertThat(hasty.ask("ping").type()).isEqualTo("pong");
            }
            Json refused = hasty.ask("ping");
            assertThat(refused.at("code")).isEqualTo("rate_limited");
            server.nanos.advance(Duration.ofMillis(refused.number("retry_after_ms")));
            assertThat(hasty.ask("ping").type()).isEqualTo("pong");
        }
    }

    @Test
    void who_goes_on_too_fast_is_closed() throws IOException {
        try (Device hasty = ann.device("phone")) {
            for (int i = 1; i < ProtocolLimits.REQUESTS_BURST + ProtocolLimits.RATE_REFUSALS_MAX; i++) {
                hasty.ask("ping");
            }
            hasty.tell("ping", "id", "last");
            check(hasty, 4101, "rate_limited");
        }
    }

    @Test
    void typing_too_fast_is_overheard() throws IOException {
        Person bob = Person.signUp(server, "bob");
        try (Device annsPhone = ann.device("phone");
                Device bobsPhone = bob.device("phone")) {
            String room = annsPhone.ask("create_room", "title", "Kitchen").string("room.room");
            annsPhone.ask("invite", "room", room, "username", "bob");
            for (int i = 0; i < 80; i++) {
                annsPhone.tell("typing", "room", room);
            }
            annsPhone.ask("send", "room", room, "text", "done");
            int heard = 0;
            Json event = bobsPhone.anyEvent();
            while (!"done".equals(event.at("entry.text"))) {
                heard += event.type().equals("typing") ? 1 : 0;
                event = bobsPhone.anyEvent();
            }
            assertThat(heard).isBetween(1, ProtocolLimits.TYPING_BURST);
        }
    }

    @Test
    void who_goes_on_typing_too_fast_is_closed() throws IOException {
        try (Device device = ann.device("phone")) {
            String room = device.ask("create_room", "title", "Kitchen").string("room.room");
            int all = ProtocolLimits.TYPING_BURST + ProtocolLimits.REQUESTS_BURST + ProtocolLimits.RATE_REFUSALS_MAX;
            for (int i = 0; i < all; i++) {
                device.raw()
                        .sendOrBeCut(RawClient.frame(
                                0x81, Device.frame("typing", "room", room).getBytes(StandardCharsets.UTF_8)));
            }
            check(device, 4101, "rate_limited");
        }
    }
}
