package dev.sarangbang.adapter.websocket.protocol;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.adapter.websocket.net.RawClient;
import dev.sarangbang.domain.port.RoomDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A server goes down, and everybody comes back. */
class ReturnTest {

    private static final int PEOPLE = 30;
    private static final int DEVICES = 10;
    private static final long AGAIN_NANOS = 100_000_000;

    @Test
    void all_are_told_when_to_come_back_each_at_a_time_of_its_own_and_find_everything() throws Exception {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            List<Person> people = new ArrayList<>(List.of(ann));
            Device host = ann.device("phone");
            String room = host.ask("create_room", "title", "Kitchen").string("room.room");
            for (int i = 1; i < PEOPLE; i++) {
                Person person = Person.signUp(server, "person" + i);
                people.add(person);
                if (i < 9) {
                    host.ask("invite", "room", room, "username", person.name());
                }
            }
            host.askAs("before", "send", "room", room, "text", "before the restart");
            List<Device> devices = new ArrayList<>();
            for (Person person : people) {
                for (int i = 0; i < DEVICES; i++) {
                    devices.add(person.device("device" + i));
                }
            }

            CompletableFuture<Void> restarted = CompletableFuture.runAsync(() -> {
                try {
                    server.restart(Duration.ofSeconds(10));
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            List<Long> delays = new ArrayList<>();
            for (Device device : devices) {
                RawClient.Frame close = device.raw().closeFrame();
                assertThat(close.closeCode()).isEqualTo(1012);
                assertThat(close.closeReason()).matches("retry_after_ms=\\d+");
                delays.add(Long.valueOf(close.closeReason().replace("retry_after_ms=", "")));
                device.close();
            }
            host.close();
            restarted.join();

            assertThat(delays).allMatch(delay -> delay < 5_000);
            assertThat(delays.stream().map(delay -> delay / 500).distinct())
                    .as("tenths of the time in which some of %s come back", delays)
                    .hasSize(10);

            List<CompletableFuture<Json>> returns = new ArrayList<>();
            for (Person person : people) {
                for (int i = 0; i < DEVICES; i++) {
                    String device = "device" + i;
                    var done = new CompletableFuture<Json>();
                    returns.add(done);
                    Thread.ofVirtual().start(() -> comeBack(person, device, done));
                }
            }
            int inTheRoom = 0;
            for (CompletableFuture<Json> each : returns) {
                Json last = each.get();
                inTheRoom += last.type().equals("entries") ? 1 : 0;
                if (last.type().equals("entries")) {
                    int size = last.size("entries");
                    assertThat(last.string("entries." + (size - 1) + ".text")).isEqualTo("before the restart");
                }
            }
            assertThat(inTheRoom).isEqualTo(9 * DEVICES);
        }
    }

    private static void comeBack(Person person, String name, CompletableFuture<Json> done) {
        try (Device device = person.silentDevice()) {
            Json welcome = device.ask("hello", "device", name);
            while (welcome.type().equals("error")) {
                // To ask again at once would use up what the account may ask for.
                LockSupport.parkNanos(AGAIN_NANOS);
                welcome = device.ask("hello", "device", name);
            }
            if (welcome.size("rooms") == 0) {
                done.complete(welcome);
                return;
            }
            done.complete(device.ask(
                    "sync",
                    "room",
                    welcome.string("rooms.0.room"),
                    "epoch",
                    welcome.string("rooms.0.epoch"),
                    "after",
                    "=" + (welcome.number("rooms.0.first") - 1)));
        } catch (IOException | AssertionError e) {
            done.completeExceptionally(e);
        }
    }

    @Test
    void few_are_let_in_at_a_time_and_those_who_are_in_go_on_talking() throws Exception {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            Person bob = Person.signUp(server, "bob");
            try (Device annsPhone = ann.device("phone");
                    Device bobsPhone = bob.device("phone")) {
                String room = annsPhone.ask("create_room", "title", "Kitchen").string("room.room");
                annsPhone.ask("invite", "room", room, "username", "bob");
                int few = 2 + ProtocolLimits.HELLOS_AT_ONCE_MAX;
                List<Person> crowd = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    crowd.add(Person.signUp(server, "guest" + i));
                }
                var gate = new CountDownLatch(1);
                server.faults.in(RoomDirectory.class, gate::await);
                List<CompletableFuture<Json>> coming = new ArrayList<>();
                for (Person person : crowd) {
                    var done = new CompletableFuture<Json>();
                    coming.add(done);
                    Thread.ofVirtual().start(() -> comeBack(person, "phone", done));
                }
                // The others have opened their sockets, said hello, and wait.
                eventually(
                        "a few are being let in",
                        () -> server.edge().connections() == 2 + crowd.size()
                                && server.chat().accountsConnected() == few);

                assertThat(annsPhone
                                .ask("send", "room", room, "text", "still here?")
                                .type())
                        .isEqualTo("sent");
                Json heard = bobsPhone.event("entry");
                while (!"still here?".equals(heard.at("entry.text"))) {
                    heard = bobsPhone.event("entry");
                }

                assertThat(server.chat().accountsConnected()).isEqualTo(few);

                gate.countDown();
                for (CompletableFuture<Json> each : coming) {
                    assertThat(each.get().type()).isEqualTo("welcome");
                }
            }
        }
    }

    @Test
    void who_waits_to_be_let_in_is_not_taken_for_silent() throws Exception {
        try (var server = new ChatServer()) {
            Person ann = Person.signUp(server, "ann");
            var gate = new CountDownLatch(1);
            var reached = new CountDownLatch(1);
            server.faults.in(RoomDirectory.class, () -> {
                reached.countDown();
                gate.await();
            });
            try (Device phone = ann.silentDevice()) {
                phone.tell("hello", "id", "1", "device", "phone");
                reached.await();
                server.nanos.advance(ProtocolLimits.HELLO_WITHIN.multipliedBy(2));
                gate.countDown();
                assertThat(phone.replyTo("1").type()).isEqualTo("welcome");
            }
        }
    }

    @Test
    void beyond_the_places_there_are_people_are_sent_away() {
        var turns = new Turns(1, 1, Duration.ofMillis(1));
        var gate = new CountDownLatch(1);
        var first = new CompletableFuture<Boolean>();
        Thread.ofVirtual()
                .start(() -> turns.take(() -> {
                    first.complete(true);
                    try {
                        return gate.await(10, java.util.concurrent.TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        assertThat(first.join()).isTrue();

        assertThat(turns.take(() -> "in")).as("waits, and has no turn in time").isEmpty();
        gate.countDown();
        eventually("there is a turn", () -> turns.take(() -> "in").isPresent());
    }
}
