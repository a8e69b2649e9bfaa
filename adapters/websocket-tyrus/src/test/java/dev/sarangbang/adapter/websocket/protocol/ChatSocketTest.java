package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.OutgoingFrame;
import dev.sarangbang.adapter.websocket.net.Socket;
import dev.sarangbang.application.Enrolment.SignUpOutcome.SignedUp;
import dev.sarangbang.application.Event;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.Username;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ChatSocketTest {

    private final List<String> told = new CopyOnWriteArrayList<>();

    private final Socket socket = new Socket() {
        @Override
        public void send(OutgoingFrame frame) {
            told.add(Json.parse(frame.text()).string("type"));
        }

        @Override
        public void close(int code, String reason) {
            told.add("closed with " + code);
        }

        @Override
        public void expectWithin(Duration within, int code, String reason) {}

        @Override
        public void expectationMet() {}
    };

    @Test
    void that_something_was_missed_while_the_rooms_were_read_is_said_after_the_welcome() throws IOException {
        try (var server = new ChatServer()) {
            SignedUp ann = (SignedUp) server.chat()
                    .enrolment()
                    .signUp(new Username("ann"), new DisplayName("Ann"), new Password("a bridge over cold water"));
            var chatSocket = new ChatSocket(
                    server.chat(),
                    ann.who(),
                    socket,
                    new EventFrames(),
                    new Turns(1, 1, Duration.ofSeconds(1)),
                    Clock.systemUTC(),
                    server.nanos,
                    new Shares(server.nanos),
                    () -> {});
            chatSocket.opened();

            chatSocket.push(new Event.Resync());
            chatSocket.message("{\"type\":\"hello\",\"id\":\"1\",\"device\":\"phone\"}");
            assertThat(told).containsExactly("welcome", "resync");

            chatSocket.push(new Event.Resync());
            assertThat(told).containsExactly("welcome", "resync", "resync");
            chatSocket.closed(1000);
        }
    }
}
