package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.ChatServer;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of error codes in the documentation, row by row: each is provoked over a real socket, and changes nothing. */
class SocketRefusalsTest {

    private static final long MOMENT_NANOS = 1_000_000;

    /** The wrong thing to ask, once all is prepared for it to be wrong. */
    private interface Request {
        Json ask() throws IOException;
    }

    /** Prepares a world for a wrong request. */
    private interface Provocation {
        Request prepare(World world) throws IOException;
    }

    private final Map<String, List<Provocation>> provocations = new TreeMap<>();

    private void row(String code, Provocation... ways) {
        assertThat(provocations.put(code, List.of(ways))).isNull();
    }

    /** Someone asks something. */
    private static Provocation annAsks(String type, String... fields) {
        return world -> () -> world.annsPhone.ask(type, filled(world, fields));
    }

    private static Provocation bobAsks(String type, String... fields) {
        return world -> () -> world.bobsPhone.ask(type, filled(world, fields));
    }

    private static Provocation cemAsks(String type, String... fields) {
        return world -> () -> world.cemsPhone.ask(type, filled(world, fields));
    }

    private static Provocation annSends(String text) {
        return world -> () -> world.annsPhone.send(text);
    }

    private static String[] filled(World world, String... fields) {
        return Stream.of(fields)
                .map(field -> field.replace("KITCHEN", world.kitchen)
                        .replace("EPOCH", world.epoch)
                        .replace("ANN", world.ann.accountId())
                        .replace("BOB", world.bob.accountId())
                        .replace("CEM", world.cem.accountId()))
                .toArray(String[]::new);
    }

    /** Whatever can be asked about a room, asked about one that is not there and about one that is not the asker's. */
    private static Provocation[] aboutARoomThatIsNotOnes() {
        List<String[]> requests = List.of(
                new String[] {"room"},
                new String[] {"rename_room", "title", "Mine"},
                new String[] {"invite", "username", "bob"},
                new String[] {"renew_invite"},
                new String[] {"leave"},
                new String[] {"remove", "account", "BOB"},
                new String[] {"send", "text", "hi"},
                new String[] {"send", "text", "hi", "reply_to", "=3"},
                new String[] {"send", "text", "hi", "reply_to", "=99"},
                new String[] {"edit", "message", "=3", "text", "hi"},
                new String[] {"edit", "message", "=99", "text", "hi"},
                new String[] {"delete", "message", "=3"},
                new String[] {"delete", "message", "=0"},
                new String[] {"sync", "epoch", "EPOCH", "after", "=0"},
                new String[] {"history", "before", "=9"},
                new String[] {"search", "query", "hello"},
                new String[] {"ack", "epoch", "EPOCH", "sequence", "=1"},
                new String[] {"read", "epoch", "EPOCH", "sequence", "=1"},
                new String[] {"view"});
        return Stream.of("KITCHEN", "12345")
                .flatMap(room -> requests.stream().map(request -> {
                    List<String> fields = new ArrayList<>(List.of(request).subList(1, request.length));
                    fields.addAll(List.of("room", room));
                    return cemAsks(request[0], fields.toArray(String[]::new));
                }))
                .toArray(Provocation[]::new);
    }

    private static void fill(World world) throws IOException {
        for (int i = 2; i < Room.MEMBERS_MAX; i++) {
            world.person("guest" + i);
            Json done = world.annsPhone.ask("invite", "room", world.kitchen, "username", "guest" + i);
            assertThat(done.type()).isEqualTo("done");
        }
    }

    private static void openAHundredRooms(World world, Device device, int already) throws IOException {
        for (int i = already; i < 100; i++) {
            assertThat(device.ask("create_room", "title", "Room " + i).type()).isEqualTo("room");
            world.server.nanos.advance(Duration.ofMillis(50));
        }
    }

    private void rows() {
        row("hello_required", world -> {
            Device silent = world.ann.silentDevice();
            return () -> silent.ask("create_room", "title", "Early");
        });
        row("hello_repeated", annAsks("hello", "device", "phone"));
        row(
                "bad_json",
                Stream.of(
                                "",
                                " ",
                                "null",
                                "7",
                                "\"text\"",
                                "[]",
                                "[{}]",
                                "{",
                                "{\"type\":\"ping\",\"id\":\"x\"",
                                "{\"type\":\"ping\",\"id\":\"x\"} x",
                                "{\"type\":\"ping\",\"id\":\"x\"}{}",
                                "{\"type\":\"ping\",\"id\":\"x\",}",
                                "{'type':'ping','id':'x'}",
                                "{type:\"ping\"}",
                                "/* hi */{\"type\":\"ping\",\"id\":\"x\"}",
                                "\uFEFF{\"type\":\"ping\",\"id\":\"x\"}",
                                "{\"type\":\"ping\",\"id\":\"x\",\"id\":\"y\"}",
                                "{\"type\":\"ping\",\"id\":\"\\x\"}",
                                "{\"type\":\"ping\",\"id\":\"a\nb\"}",
                                "{\"type\":\"sync\",\"after\":01}",
                                "{\"type\":\"sync\",\"after\":NaN}",
                                "{\"type\":\"sync\",\"after\":99999999999999999999999}",
                                "{\"type\":\"ping\",\"id\":\"x\",\"more\":[[]]}",
                                "{\"" + "n".repeat(65) + "\":1}",
                                "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")
                        .map(SocketRefusalsTest::annSends)
                        .toArray(Provocation[]::new));
        row(
                "bad_request",
                Stream.of(
                                "{}",
                                "{\"id\":\"x\"}",
                                "{\"type\":\"ping\"}",
                                "{\"type\":\"fly\",\"id\":\"x\"}",
                                "{\"type\":\"PING\",\"id\":\"x\"}",
                                "{\"type\":7,\"id\":\"x\"}",
                                "{\"type\":\"ping\",\"id\":7}",
                                "{\"type\":\"ping\",\"id\":null}",
                                "{\"type\":\"ping\",\"id\":\"\"}",
                                "{\"type\":\"ping\",\"id\":\"a b\"}",
                                "{\"type\":\"ping\",\"id\":\"" + "x".repeat(65) + "\"}",
                                "{\"type\":\"ping\",\"id\":\"x\",\"more\":\"y\"}",
                                "{\"type\":\"ping\",\"id\":\"x\",\"__proto__\":\"y\"}",
                                "{\"type\":\"ping\",\"id\":\"x\",\"more\":{}}",
                                "{\"type\":\"ping\",\"id\":\"x\",\"more\":true}",
                                "{\"type\":\"ping\",\"id\":\"x\",\"more\":[1]}",
                                "{"
                                        + IntStream.range(0, 17)
                                                .mapToObj(i -> "\"f" + i + "\":1")
                                                .collect(Collectors.joining(","))
                                        + "}",
                                "{\"type\":\"typing\",\"id\":\"x\",\"room\":\"1\"}",
                                "{\"type\":\"room\",\"id\":\"x\"}",
                                "{\"type\":\"room\",\"id\":\"x\",\"room\":1}",
                                "{\"type\":\"room\",\"id\":\"x\",\"room\":\"0\"}",
                                "{\"type\":\"room\",\"id\":\"x\",\"room\":\"-1\"}",
                                "{\"type\":\"room\",\"id\":\"x\",\"room\":\"+1\"}",
                                "{\"type\":\"room\",\"id\":\"x\",\"room\":\"01\"}",
                                "{\"type\":\"room\",\"id\":\"x\",\"room\":\"１\"}",
                                "{\"type\":\"room\",\"id\":\"x\",\"room\":\"9223372036854775808\"}",
                                "{\"type\":\"room\",\"id\":\"x\",\"room\":null}",
                                "{\"type\":\"view\",\"id\":\"x\"}",
                                "{\"type\":\"send\",\"id\":\"x\",\"room\":\"1\"}",
                                "{\"type\":\"send\",\"id\":\"x\",\"room\":\"1\",\"text\":null}",
                                "{\"type\":\"send\",\"id\":\"x\",\"room\":\"1\",\"text\":[\"a\"]}",
                                "{\"type\":\"send\",\"id\":\"x\",\"room\":\"1\",\"text\":\"a\",\"reply_to\":\"3\"}",
                                "{\"type\":\"send\",\"id\":\"x\",\"room\":\"1\",\"text\":\"a\",\"reply_to\":null}",
                                "{\"type\":\"send\",\"id\":\"x\",\"room\":\"1\",\"text\":\"a\",\"reply_to\":-1}",
                                "{\"type\":\"edit\",\"id\":\"x\",\"room\":\"1\",\"text\":\"a\"}",
                                "{\"type\":\"edit\",\"id\":\"x\",\"room\":\"1\",\"message\":3}",
                                "{\"type\":\"edit\",\"id\":\"x\",\"room\":\"1\",\"message\":\"3\",\"text\":\"a\"}",
                                "{\"type\":\"delete\",\"id\":\"x\",\"room\":\"1\"}",
                                "{\"type\":\"delete\",\"id\":\"x\",\"room\":\"1\",\"message\":3,\"text\":\"a\"}",
                                "{\"type\":\"history\",\"id\":\"x\",\"room\":\"1\",\"before\":\"9\"}",
                                "{\"type\":\"history\",\"id\":\"x\",\"room\":\"1\",\"before\":-1}",
                                "{\"type\":\"history\",\"id\":\"x\",\"room\":\"1\",\"before\":1.5}",
                                "{\"type\":\"history\",\"id\":\"x\",\"room\":\"1\",\"before\":1e3}",
                                "{\"type\":\"history\",\"id\":\"x\",\"room\":\"1\",\"before\":9999999999999999999}",
                                "{\"type\":\"history\",\"id\":\"x\",\"room\":\"1\",\"before\":9,\"limit\":0}",
                                "{\"type\":\"history\",\"id\":\"x\",\"room\":\"1\",\"before\":9,\"limit\":201}",
                                "{\"type\":\"history\",\"id\":\"x\",\"room\":\"1\",\"before\":9,\"limit\":null}",
                                "{\"type\":\"search\",\"id\":\"x\",\"room\":\"1\"}",
                                "{\"type\":\"search\",\"id\":\"x\",\"room\":\"1\",\"query\":7}",
                                "{\"type\":\"search\",\"id\":\"x\",\"room\":\"1\",\"query\":\"abc\",\"limit\":51}",
                                "{\"type\":\"search\",\"id\":\"x\",\"room\":\"1\",\"query\":\"abc\",\"before\":\"9\"}",
                                "{\"type\":\"accounts\",\"id\":\"x\",\"accounts\":[]}",
                                "{\"type\":\"accounts\",\"id\":\"x\",\"accounts\":[\"a\"]}",
                                "{\"type\":\"accounts\",\"id\":\"x\",\"accounts\":[\"1\"" + ",\"1\"".repeat(50) + "]}",
                                "{\"type\":\"hello\",\"id\":\"x\",\"device\":\"a b\"}")
                        .map(SocketRefusalsTest::annSends)
                        .toArray(Provocation[]::new));
        row("no_such_room", aboutARoomThatIsNotOnes());
        row(
                "no_such_account",
                annAsks("invite", "room", "KITCHEN", "username", "nobody"),
                annAsks("invite", "room", "KITCHEN", "username", "!"));
        row(
                "no_such_member",
                annAsks("remove", "room", "KITCHEN", "account", "CEM"),
                annAsks("remove", "room", "KITCHEN", "account", "ANN"),
                annAsks("remove", "room", "KITCHEN", "account", "12345"));
        row(
                "no_such_message",
                annAsks("send", "room", "KITCHEN", "text", "hm", "reply_to", "=1"),
                annAsks("send", "room", "KITCHEN", "text", "hm", "reply_to", "=0"),
                annAsks("send", "room", "KITCHEN", "text", "hm", "reply_to", "=9223372036854775807"),
                annAsks("edit", "room", "KITCHEN", "message", "=2", "text", "hm"),
                annAsks("edit", "room", "KITCHEN", "message", "=4", "text", "hm"),
                annAsks("delete", "room", "KITCHEN", "message", "=1"),
                annAsks("delete", "room", "KITCHEN", "message", "=9223372036854775807"),
                world -> {
                    world.annsPhone.ask("invite", "room", world.kitchen, "username", "cem");
                    return () -> world.cemsPhone.ask("send", "room", world.kitchen, "text", "what?", "reply_to", "=3");
                });
        row(
                "not_author",
                bobAsks("edit", "room", "KITCHEN", "message", "=3", "text", "mine"),
                bobAsks("delete", "room", "KITCHEN", "message", "=3"));
        row(
                "not_host",
                bobAsks("remove", "room", "KITCHEN", "account", "ANN"),
                bobAsks("remove", "room", "KITCHEN", "account", "BOB"),
                bobAsks("renew_invite", "room", "KITCHEN"));
        row(
                "room_full",
                world -> {
                    fill(world);
                    return () -> world.annsPhone.ask("invite", "room", world.kitchen, "username", "cem");
                },
                world -> {
                    fill(world);
                    String secret =
                            world.annsPhone.ask("room", "room", world.kitchen).string("room.invite");
                    return () -> world.cemsPhone.ask("join", "room", world.kitchen, "secret", secret);
                });
        row(
                "too_many_rooms",
                world -> {
                    openAHundredRooms(world, world.cemsPhone, 0);
                    return () -> world.cemsPhone.ask("create_room", "title", "One too many");
                },
                world -> {
                    openAHundredRooms(world, world.cemsPhone, 0);
                    return () -> world.annsPhone.ask("invite", "room", world.kitchen, "username", "cem");
                });
        row(
                "invite_invalid",
                cemAsks("join", "room", "KITCHEN", "secret", "A".repeat(22)),
                cemAsks("join", "room", "KITCHEN", "secret", "not one"),
                cemAsks("join", "room", "12345", "secret", "A".repeat(22)),
                world -> {
                    String old =
                            world.annsPhone.ask("room", "room", world.kitchen).string("room.invite");
                    world.annsPhone.ask("renew_invite", "room", world.kitchen);
                    return () -> world.cemsPhone.ask("join", "room", world.kitchen, "secret", old);
                });
        row(
                "id_reused",
                world -> () -> world.annsPhone.askAs("said", "send", "room", world.kitchen, "text", "other"),
                world -> () -> world.annsPhone.askAs("said", "rename_room", "room", world.kitchen, "title", "Other"),
                world -> () ->
                        world.annsPhone.askAs("said", "send", "room", world.kitchen, "text", "hello", "reply_to", "=3"),
                world -> () ->
                        world.annsPhone.askAs("said", "edit", "room", world.kitchen, "message", "=3", "text", "hello"),
                world -> () -> world.annsPhone.askAs("said", "delete", "room", world.kitchen, "message", "=3"),
                world -> () -> world.annsPhone.askAs("open", "create_room", "title", "Other"));
        for (String[] flaw : new String[][] {
            {"blank", "", " \\n\\t", "\u115F\u2800", "\u200B"},
            {"too_long", "LONG", "😀LONG", "가LONG"},
            {"bad_characters", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "a\u0085b", "\\u0007"}
        }) {
            textRows(flaw);
        }
        row(
                "bad_position",
                annAsks("ack", "room", "KITCHEN", "epoch", "EPOCH", "sequence", "=4"),
                annAsks("ack", "room", "KITCHEN", "epoch", "EPOCH", "sequence", "=0"),
                annAsks("ack", "room", "KITCHEN", "epoch", "7", "sequence", "=1"),
                annAsks("read", "room", "KITCHEN", "epoch", "EPOCH", "sequence", "=4"),
                annAsks("read", "room", "KITCHEN", "epoch", "EPOCH", "sequence", "=9223372036854775807"),
                annAsks("read", "room", "KITCHEN", "epoch", "7", "sequence", "=1"));
        row(
                "query_invalid",
                annAsks("search", "room", "KITCHEN", "query", ""),
                annAsks("search", "room", "KITCHEN", "query", "ab"),
                annAsks("search", "room", "KITCHEN", "query", "가"),
                annAsks("search", "room", "KITCHEN", "query", "x".repeat(101)),
                annAsks("search", "room", "KITCHEN", "query", "=\"a\\u0000bc\""));
        row("search_unavailable", world -> () -> {
            try (ChatServer other = ChatServer.withoutSearch();
                    Device phone = Person.signUp(other, "ann").device("phone")) {
                String room = phone.ask("create_room", "title", "Kitchen").string("room.room");
                return phone.ask("search", "room", room, "query", "hello");
            }
        });
        row("rate_limited", world -> {
            Device hasty = world.ann.device("hasty");
            return () -> {
                for (int i = 1; i < ProtocolLimits.REQUESTS_BURST; i++) {
                    hasty.ask("ping");
                }
                Json reply = hasty.ask("ping");
                while (reply.type().equals("pong")) {
                    reply = hasty.ask("ping");
                }
                return hasty.ask("send", "room", world.kitchen, "text", "too fast");
            };
        });
        row("unavailable", world -> () -> {
            world.server.faults.outageOf(RoomLog.class);
            Json reply = whileTimePasses(
                    world, () -> world.annsPhone.ask("send", "room", world.kitchen, "text", "into the dark"));
            assertThat(world.annsPhone.ask("rooms").at("code")).isEqualTo("unavailable");
            world.server.faults.none();
            return reply;
        });
        row("internal", world -> () -> {
            world.server.faults.in(RoomDirectory.class, () -> {
                throw new IllegalStateException("a bug, as told");
            });
            Json reply = world.annsPhone.ask("rooms");
            world.server.faults.none();
            assertThat(world.annsPhone.raw().closeFrame().closeCode()).isEqualTo(1011);
            return reply;
        });
    }

    /** A flaw by its name, and texts that have it, as they stand between quotation marks in JSON. */
    private void textRows(String... flaw) {
        List<Provocation> inTitles = new ArrayList<>();
        List<Provocation> inTexts = new ArrayList<>();
        for (String text : List.of(flaw).subList(1, flaw.length)) {
            String title = "=\"" + text.replace("LONG", "x".repeat(30)) + (text.equals("LONG") ? "x\"" : "\"");
            String message = "=\"" + text.replace("LONG", "x".repeat(1000)) + (text.equals("LONG") ? "x\"" : "\"");
            inTitles.add(annAsks("create_room", "title", title));
            inTitles.add(annAsks("rename_room", "room", "KITCHEN", "title", title));
            inTexts.add(annAsks("send", "room", "KITCHEN", "text", message));
            inTexts.add(annAsks("send", "room", "KITCHEN", "text", message, "reply_to", "=3"));
            inTexts.add(annAsks("edit", "room", "KITCHEN", "message", "=3", "text", message));
        }
        row("title_" + flaw[0], inTitles.toArray(Provocation[]::new));
        row("text_" + flaw[0], inTexts.toArray(Provocation[]::new));
    }

    @TestFactory
    Stream<DynamicTest> every_code_is_given_for_what_it_says_and_nothing_changes() {
        rows();
        return CodeTable.rows().stream()
                .filter(row -> !row.retry().isEmpty() && !row.code().equals("busy"))
                .flatMap(row -> ways(row));
    }

    private Stream<DynamicTest> ways(CodeTable.Row row) {
        List<Provocation> ways = provocations.getOrDefault(row.code(), List.of());
        assertThat(ways).as("ways to provoke %s", row.code()).isNotEmpty();
        return IntStream.range(0, ways.size())
                .mapToObj(i -> DynamicTest.dynamicTest(row.code() + " " + (i + 1), () -> check(row, ways.get(i))));
    }

    /** Time stands still for a server of the tests, but a lane that has asked its log in vain rests before it asks again. */
    private static Json whileTimePasses(World world, Request request) throws IOException {
        Thread time = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                world.server.nanos.advance(Duration.ofMillis(100));
                world.server.chat().tick();
                LockSupport.parkNanos(MOMENT_NANOS);
            }
        });
        try {
            return request.ask();
        } finally {
            time.interrupt();
        }
    }

    private static void check(CodeTable.Row row, Provocation way) throws IOException {
        try (World world = new World()) {
            Request wrong = way.prepare(world);
            String before = world.everything();
            Json reply = wrong.ask();
            assertThat(reply.type()).as("%s", reply).isEqualTo("error");
            assertThat(reply.at("code")).as("%s", reply).isEqualTo(row.code());
            assertThat(reply.at("retry")).isEqualTo(row.retry());
            assertThat(reply.string("message")).isNotBlank();
            assertThat(world.everything()).isEqualTo(before);
        }
    }

    @Test
    void what_is_refused_as_busy_did_not_happen_and_may_be_sent_again() throws Exception {
        try (World world = new World()) {
            var gate = new java.util.concurrent.CountDownLatch(1);
            world.server.faults.in(RoomLog.class, gate::await);
            List<Device> devices = new ArrayList<>();
            for (int d = 0; d < 4; d++) {
                world.server.faults.none();
                devices.add((d < 2 ? world.ann : world.bob).device("d" + d));
                world.server.faults.in(RoomLog.class, gate::await);
            }
            for (int i = 0; i < 90; i++) {
                for (int d = 0; d < 4; d++) {
                    devices.get(d).tell("send", "id", d + "-" + i, "room", world.kitchen, "text", "x");
                }
            }
            dev.sarangbang.adapter.websocket.net.Eventually.eventually(
                    "the lane is full", () -> world.server.chat().draftsWaiting() >= 256);
            Map<String, String> codes = new TreeMap<>();
            gate.countDown();
            world.server.faults.none();
            for (int i = 0; i < 90; i++) {
                for (int d = 0; d < 4; d++) {
                    Json reply = devices.get(d).replyToAny();
                    boolean sent = reply.type().equals("sent");
                    if (!sent) {
                        assertThat(reply.number("retry_after_ms"))
                                .isEqualTo(ProtocolLimits.BUSY_RETRY_AFTER.toMillis());
                    }
                    codes.put(reply.string("id"), sent ? "sent" : reply.string("code"));
                }
            }
            assertThat(codes).hasSize(360).containsValue("busy");
            assertThat(codes.values().stream().distinct()).containsExactlyInAnyOrder("sent", "busy");
            long said = codes.values().stream().filter("sent"::equals).count();
            assertThat(world.annsPhone.ask("room", "room", world.kitchen).number("room.head.message_number"))
                    .isEqualTo(1 + said);
            String refused = codes.entrySet().stream()
                    .filter(each -> each.getValue().equals("busy"))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            Device device = devices.get(refused.charAt(0) - '0');
            Json again = device.askAs(refused, "send", "room", world.kitchen, "text", "x");
            assertThat(again.type()).isEqualTo("sent");
            assertThat(again.number("message_number")).isEqualTo(2 + said);
        }
    }

    @Test
    void the_table_and_the_code_name_the_same_codes() {
        rows();
        List<String> documented = CodeTable.rows().stream()
                .filter(row -> !row.retry().isEmpty())
                .map(CodeTable.Row::code)
                .sorted()
                .toList();
        assertThat(Stream.of(ErrorCode.values())
                        .map(ErrorCode::wireName)
                        .sorted()
                        .toList())
                .isEqualTo(documented);
        assertThat(Stream.concat(provocations.keySet().stream(), Stream.of("busy"))
                        .sorted()
                        .toList())
                .isEqualTo(documented);
    }
}
