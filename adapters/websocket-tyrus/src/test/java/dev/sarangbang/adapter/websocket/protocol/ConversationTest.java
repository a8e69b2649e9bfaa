package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do, from the first frame to the last. */
class ConversationTest {

    private ChatServer server;
    private Person ann;
    private Person bob;

    @BeforeEach
    void start() throws IOException {
        server = new ChatServer();
        ann = Person.signUp(server, "ann");
        bob = Person.signUp(server, "bob");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A room of Ann's that Bob is in. */
    private String kitchen(Device annsPhone) throws IOException {
        String room = annsPhone.ask("create_room", "title", "Kitchen").string("room.room");
        assertThat(annsPhone.ask("invite", "room", room, "username", "bob").number("sequence"))
                .isEqualTo(2);
        return room;
    }

    @Test
    void hello_is_answered_with_all_a_client_needs() throws IOException {
        try (Device phone = ann.silentDevice()) {
            Json welcome = phone.askAs("first", "hello", "device", "phone");
            assertThat(welcome.type()).isEqualTo("welcome");
            assertThat(welcome.at("id")).isEqualTo("first");
            assertThat(welcome.at("account"))
                    .isEqualTo(Map.of("id", ann.accountId(), "username", "ann", "display_name", "ann"));
            assertThat(welcome.string("connection")).matches("[1-9]\\d*");
            assertThat(welcome.at("limits"))
                    .isEqualTo(Map.of(
                            "members", 10L, "message_code_points", 1000L, "title_code_points", 30L, "rooms", 100L));
            assertThat(welcome.number("heartbeat_ms")).isEqualTo(15_000);
            assertThat(welcome.number("now")).isPositive();
            assertThat(welcome.size("rooms")).isZero();
        }
    }

    @Test
    void a_message_is_confirmed_to_its_author_and_told_to_everyone_else() throws IOException {
        try (Device annsPhone = ann.device("phone");
                Device annsLaptop = ann.device("laptop");
                Device bobsPhone = bob.device("phone")) {
            String room = kitchen(annsPhone);
            Json sent = annsPhone.askAs("hi-1", "send", "room", room, "text", "안녕 😀");
            assertThat(sent.type()).isEqualTo("sent");
            assertThat(sent.number("sequence")).isEqualTo(3);
            assertThat(sent.number("message_number")).isEqualTo(1);
            for (Device other : new Device[] {annsLaptop, bobsPhone}) {
                Json event = other.event("entry");
                while (event.number("entry.sequence") < 3) {
                    event = other.event("entry");
                }
                assertThat(event.at("room")).isEqualTo(room);
                assertThat(event.at("entry"))
                        .isEqualTo(Map.of(
                                "sequence",
                                3L,
                                "message_id",
                                sent.string("message_id"),
                                "message_number",
                                1L,
                                "author",
                                ann.accountId(),
                                "id",
                                "hi-1",
                                "at",
                                sent.number("at"),
                                "kind",
                                "text",
                                "text",
                                "안녕 😀"));
            }
            annsPhone.ask("ping");
            assertThat(annsPhone.ask("rooms").number("rooms.0.unread")).isZero();
            assertThat(bobsPhone.ask("rooms").number("rooms.0.unread")).isEqualTo(1);
        }
    }

    @Test
    void replies_edits_and_deletions_are_told_to_everyone_as_entries() throws IOException {
        try (Device annsPhone = ann.device("phone");
                Device annsLaptop = ann.device("laptop");
                Device bobsPhone = bob.device("phone")) {
            String room = kitchen(annsPhone);
            annsPhone.ask("send", "room", room, "text", "diner");
            Json reply = bobsPhone.askAs("re", "send", "room", room, "text", "coming", "reply_to", "=3");
            assertThat(reply.type()).isEqualTo("sent");
            assertThat(reply.number("message_number")).isEqualTo(2);
            for (Device device : new Device[] {annsPhone, annsLaptop}) {
                Json event = entryAt(device, 4);
                assertThat(event.string("entry.kind")).isEqualTo("text");
                assertThat(event.number("entry.reply_to")).isEqualTo(3);
            }

            Json edited = annsPhone.askAs("fix", "edit", "room", room, "message", "=3", "text", "dinner");
            assertThat(edited).isEqualTo(Json.parse(Device.frame("done", "id", "fix", "room", room, "sequence", "=5")));
            assertThat(annsLaptop.askAs("fix", "edit", "room", room, "message", "=3", "text", "dinner"))
                    .isEqualTo(edited);
            Json deleted = annsPhone.askAs("oops", "delete", "room", room, "message", "=3");
            assertThat(deleted.number("sequence")).isEqualTo(6);

            for (Device device : new Device[] {annsPhone, annsLaptop, bobsPhone}) {
                Json edit = entryAt(device, 5);
                assertThat(edit.string("entry.kind")).isEqualTo("text_edited");
                assertThat(edit.number("entry.message")).isEqualTo(3);
                assertThat(edit.string("entry.text")).isEqualTo("dinner");
                assertThat(edit.number("entry.message_number")).isEqualTo(2);
                Json deletion = entryAt(device, 6);
                assertThat(deletion.string("entry.kind")).isEqualTo("text_deleted");
                assertThat(deletion.number("entry.message")).isEqualTo(3);
            }
            Json page = annsPhone.ask("history", "room", room, "before", "=7", "limit", "=3");
            assertThat(page.number("entries.0.reply_to")).isEqualTo(3);
            assertThat(page.string("entries.1.text")).isEqualTo("dinner");
            assertThat(page.string("entries.2.kind")).isEqualTo("text_deleted");
        }
    }

    @Test
    void a_list_of_rooms_shows_the_newest_message_as_it_reads_now() throws IOException {
        try (Device phone = ann.device("phone")) {
            String room = kitchen(phone);
            phone.ask("send", "room", room, "text", "one");
            phone.ask("send", "room", room, "text", "two", "reply_to", "=3");
            phone.ask("edit", "room", room, "message", "=4", "text", "가".repeat(150));
            Json last = phone.ask("rooms");
            assertThat(last.number("rooms.0.last.sequence")).isEqualTo(4);
            assertThat(last.string("rooms.0.last.text")).isEqualTo("가".repeat(100));
            assertThat(last.number("rooms.0.last.reply_to")).isEqualTo(3);
            assertThat(last.at("rooms.0.last.edited")).isEqualTo(true);

            phone.ask("delete", "room", room, "message", "=4");
            Json before = phone.ask("rooms");
            assertThat(before.string("rooms.0.last.text")).isEqualTo("one");
            assertThat(before.toString()).doesNotContain("edited");
        }
    }

    @Test
    void what_was_said_is_found_as_it_reads_now_page_by_page() throws IOException {
        try (Device phone = ann.device("phone")) {
            String room = kitchen(phone);
            phone.ask("send", "room", room, "text", "내일 회의해요");
            phone.ask("send", "room", room, "text", "몇 시에?");
            phone.ask("send", "room", room, "text", "회의는 열 시", "reply_to", "=4");
            phone.ask("edit", "room", room, "message", "=5", "text", "회의는 열한 시");
            phone.ask("send", "room", room, "text", "회의 없음");
            phone.ask("delete", "room", room, "message", "=7");

            Json found = phone.ask("search", "room", room, "query", "회의", "limit", "=1");
            assertThat(found.type()).isEqualTo("found");
            assertThat(found.at("room")).isEqualTo(room);
            assertThat(found.size("entries")).isEqualTo(1);
            assertThat(found.number("entries.0.sequence")).isEqualTo(5);
            assertThat(found.string("entries.0.text")).isEqualTo("회의는 열한 시");
            assertThat(found.at("entries.0.edited")).isEqualTo(true);
            assertThat(found.number("entries.0.reply_to")).isEqualTo(4);
            assertThat(found.at("more")).isEqualTo(true);

            Json rest = phone.ask("search", "room", room, "query", "회의", "before", "=5");
            assertThat(rest.size("entries")).isEqualTo(1);
            assertThat(rest.string("entries.0.text")).isEqualTo("내일 회의해요");
            assertThat(rest.at("more")).isEqualTo(false);
            assertThat(phone.ask("search", "room", room, "query", "nowhere").size("entries"))
                    .isZero();
        }
    }

    @Test
    void many_long_messages_found_come_in_short_pages() throws IOException {
        try (Device phone = ann.device("phone")) {
            String room = kitchen(phone);
            for (int i = 1; i <= 30; i++) {
                phone.ask("send", "room", room, "text", i + "가나".repeat(490));
                server.nanos.advance(java.time.Duration.ofMillis(50));
            }
            long before = 33;
            int pages = 0;
            for (boolean more = true; more; pages++) {
                Json page = phone.ask("search", "room", room, "query", "가나", "before", "=" + before, "limit", "=50");
                for (int i = 0; i < page.size("entries"); i++) {
                    assertThat(page.number("entries." + i + ".sequence")).isEqualTo(--before);
                }
                more = page.at("more").equals(true);
            }
            assertThat(before).isEqualTo(3);
            assertThat(pages).isGreaterThan(1);
        }
    }

    private static Json entryAt(Device device, long sequence) throws IOException {
        Json event = device.event("entry");
        while (event.number("entry.sequence") < sequence) {
            event = device.event("entry");
        }
        assertThat(event.number("entry.sequence")).isEqualTo(sequence);
        return event;
    }

    @Test
    void a_request_sent_again_is_answered_the_same_and_happens_once() throws IOException {
        try (Device phone = ann.device("phone");
                Device laptop = ann.device("laptop")) {
            Json created = phone.askAs("create", "create_room", "title", "Kitchen");
            assertThat(laptop.askAs("create", "create_room", "title", "Kitchen").at("room.room"))
                    .isEqualTo(created.at("room.room"));
            String room = created.string("room.room");
            Json first = phone.askAs("once", "send", "room", room, "text", "hi");
            assertThat(laptop.askAs("once", "send", "room", room, "text", "hi")).isEqualTo(first);
            assertThat(phone.ask("room", "room", room).number("room.head.sequence"))
                    .isEqualTo(2);
        }
    }

    @Test
    void pages_go_both_ways() throws IOException {
        try (Device phone = ann.device("phone")) {
            String room = phone.ask("create_room", "title", "Kitchen").string("room.room");
            String epoch = phone.ask("room", "room", room).string("room.epoch");
            for (int i = 1; i <= 9; i++) {
                phone.ask("send", "room", room, "text", "m" + i);
            }
            Json page = phone.ask("sync", "room", room, "epoch", epoch, "after", "=4", "limit", "=3");
            assertThat(page.type()).isEqualTo("entries");
            assertThat(page.number("entries.0.sequence")).isEqualTo(5);
            assertThat(page.size("entries")).isEqualTo(3);
            assertThat(page.at("more")).isEqualTo(true);
            assertThat(page.number("head")).isEqualTo(10);
            Json rest = phone.ask("sync", "room", room, "epoch", epoch, "after", "=7");
            assertThat(rest.size("entries")).isEqualTo(3);
            assertThat(rest.at("more")).isEqualTo(false);
            Json before = phone.ask("history", "room", room, "before", "=3", "limit", "=10");
            assertThat(before.size("entries")).isEqualTo(2);
            assertThat(before.string("entries.0.kind")).isEqualTo("room_created");
            assertThat(before.at("more")).isEqualTo(false);
            Json reset = phone.ask("sync", "room", room, "epoch", "7", "after", "=4");
            assertThat(reset.type()).isEqualTo("reset");
            assertThat(reset.at("epoch")).isEqualTo(epoch);
        }
    }

    @Test
    void long_messages_make_short_pages_and_none_is_missed() throws IOException {
        try (Device phone = ann.device("phone")) {
            String room = phone.ask("create_room", "title", "Kitchen").string("room.room");
            String epoch = phone.ask("room", "room", room).string("room.epoch");
            for (int i = 1; i <= 60; i++) {
                phone.ask("send", "room", room, "text", i + "가".repeat(990));
                server.nanos.advance(java.time.Duration.ofMillis(50));
            }
            long after = 0;
            int pages = 0;
            for (boolean more = true; more; pages++) {
                Json page = phone.ask("sync", "room", room, "epoch", epoch, "after", "=" + after, "limit", "=200");
                for (int i = 0; i < page.size("entries"); i++) {
                    assertThat(page.number("entries." + i + ".sequence")).isEqualTo(++after);
                }
                more = page.at("more").equals(true);
            }
            assertThat(after).isEqualTo(61);
            assertThat(pages).isGreaterThan(2);
            long before = 62;
            for (boolean more = true; more; ) {
                Json page = phone.ask("history", "room", room, "before", "=" + before, "limit", "=200");
                for (int i = page.size("entries") - 1; i >= 0; i--) {
                    assertThat(page.number("entries." + i + ".sequence")).isEqualTo(--before);
                }
                more = page.at("more").equals(true);
            }
            assertThat(before).isEqualTo(1);
        }
    }

    @Test
    void a_client_that_asks_for_much_and_reads_slowly_gets_it_all() throws IOException {
        try (Device phone = ann.device("phone")) {
            String room = phone.ask("create_room", "title", "Kitchen").string("room.room");
            String epoch = phone.ask("room", "room", room).string("room.epoch");
            for (int i = 1; i <= 30; i++) {
                phone.ask("send", "room", room, "text", i + "가".repeat(990));
                server.nanos.advance(java.time.Duration.ofMillis(50));
            }
            for (int i = 0; i < 60; i++) {
                phone.tell("sync", "id", "page" + i, "room", room, "epoch", epoch, "after", "=0");
            }
            for (int i = 0; i < 60; i++) {
                assertThat(phone.replyTo("page" + i).size("entries")).isGreaterThan(15);
            }
        }
    }

    @Test
    void positions_are_kept_and_told() throws IOException {
        try (Device annsPhone = ann.device("phone");
                Device bobsPhone = bob.device("phone")) {
            String room = kitchen(annsPhone);
            annsPhone.ask("send", "room", room, "text", "one");
            annsPhone.ask("send", "room", room, "text", "two");
            String epoch = bobsPhone.ask("room", "room", room).string("room.epoch");
            assertThat(bobsPhone
                            .ask("ack", "room", room, "epoch", epoch, "sequence", "=4")
                            .type())
                    .isEqualTo("done");
            assertThat(bobsPhone
                            .ask("read", "room", room, "epoch", epoch, "sequence", "=3")
                            .type())
                    .isEqualTo("done");
            Json read = annsPhone.event("read");
            assertThat(read.at("account")).isEqualTo(bob.accountId());
            assertThat(read.number("sequence")).isEqualTo(3);
            Json summary = bobsPhone.ask("rooms");
            assertThat(summary.number("rooms.0.cursor")).isEqualTo(4);
            assertThat(summary.number("rooms.0.read")).isEqualTo(3);
            assertThat(summary.number("rooms.0.unread")).isEqualTo(1);
            assertThat(summary.string("rooms.0.last.text")).isEqualTo("two");
        }
    }

    @Test
    void people_come_by_link_and_go_and_are_put_out() throws IOException {
        try (Device annsPhone = ann.device("phone");
                Device bobsPhone = bob.device("phone")) {
            Json room = annsPhone.ask("create_room", "title", "Kitchen");
            String id = room.string("room.room");
            String invite = room.string("room.invite");
            Json joined = bobsPhone.ask("join", "room", id, "secret", invite);
            assertThat(joined.size("room.members")).isEqualTo(2);
            assertThat(joined.string("room.members.1.account.username")).isEqualTo("bob");
            assertThat(joined.string("room.members.0.status")).isEqualTo("online");
            assertThat(bobsPhone.ask("leave", "room", id).type()).isEqualTo("done");
            assertThat(bobsPhone.ask("join", "room", id, "secret", invite).type())
                    .isEqualTo("room");
            assertThat(annsPhone
                            .ask("remove", "room", id, "account", bob.accountId())
                            .type())
                    .isEqualTo("done");
            Json event = bobsPhone.event("entry");
            while (!event.string("entry.kind").equals("member_removed")) {
                event = bobsPhone.event("entry");
            }
            assertThat(bobsPhone.ask("join", "room", id, "secret", invite).at("code"))
                    .isEqualTo("invite_invalid");
            String renewed = annsPhone.ask("room", "room", id).string("room.invite");
            assertThat(annsPhone.ask("renew_invite", "room", id).type()).isEqualTo("done");
            assertThat(annsPhone.ask("room", "room", id).string("room.invite")).isNotEqualTo(renewed);
            assertThat(annsPhone
                            .ask("rename_room", "room", id, "title", "Garden")
                            .type())
                    .isEqualTo("done");
            assertThat(annsPhone.ask("room", "room", id).string("room.title")).isEqualTo("Garden");
        }
    }

    @Test
    void hints_are_passed_on() throws IOException {
        try (Device annsPhone = ann.device("phone")) {
            String room = kitchen(annsPhone);
            try (Device bobsPhone = bob.device("phone")) {
                Json presence = annsPhone.event("presence");
                assertThat(presence.at("account")).isEqualTo(bob.accountId());
                assertThat(presence.at("status")).isEqualTo("online");
                assertThat(bobsPhone.ask("view", "room", room).type()).isEqualTo("done");
                annsPhone.tell("typing", "room", room);
                assertThat(bobsPhone.event("typing").at("account")).isEqualTo(ann.accountId());
                server.nanos.advance(java.time.Duration.ofSeconds(15));
                server.chat().tick();
                assertThat(bobsPhone.event("heads").at("rooms")).isEqualTo(Map.of(room, 2L));
                assertThat(bobsPhone.ask("view", "room", "=null").type()).isEqualTo("done");
                Json people = bobsPhone.ask("accounts", "accounts", "=[\"" + ann.accountId() + "\",\"1\"]");
                assertThat(people.size("accounts")).isEqualTo(1);
                assertThat(people.string("accounts.0.username")).isEqualTo("ann");
            }
        }
    }

    @Test
    void a_login_that_ends_takes_its_sockets_along_and_no_others() throws IOException {
        Json again = Json.parse(
                Person.post(server, "/api/sessions", "{\"username\":\"ANN\",\"password\":\"" + Person.PASSWORD + "\"}")
                        .body());
        assertThat(again.string("account.id")).isEqualTo(ann.accountId());
        try (Device phone = ann.device("phone");
                Device bobsPhone = bob.device("phone")) {
            assertThat(ann.http("DELETE", "/api/sessions/current").status()).isEqualTo(204);
            assertThat(phone.raw().closeFrame().closeCode()).isEqualTo(4200);
            assertThat(ann.http("GET", "/api/sessions/current").status()).isEqualTo(401);
            assertThat(bobsPhone.ask("ping").type()).isEqualTo("pong");
        }
    }
}
