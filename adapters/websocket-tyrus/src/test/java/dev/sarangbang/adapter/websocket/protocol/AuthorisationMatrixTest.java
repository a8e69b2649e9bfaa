package dev.sarangbang.adapter.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.net.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Control S10: every request there is, by everyone who should not be able to make it. The list is complete: a kind of request that
 * is missing here fails a test.
 */
class AuthorisationMatrixTest {

    /** Who asks. */
    private enum Role {
        HOST,
        MEMBER,
        /** Has left. */
        FORMER_MEMBER,
        /** The member again, on a device that bears the name of the host's. */
        OTHERS_DEVICE,
        /** Was put out. */
        REMOVED_MEMBER,
        STRANGER;

        boolean isInside() {
            return this == HOST || isMember();
        }

        boolean isMember() {
            return this == MEMBER || this == OTHERS_DEVICE;
        }
    }

    /** A request: its fields, and what each role is answered. */
    private record Row(Class<? extends Request> kind, String type, List<String> fields, Map<Role, String> answers) {}

    private static Row aboutRoom(
            Class<? extends Request> kind, String type, String outside, String inside, String... fields) {
        Map<Role, String> answers = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            answers.put(role, role.isInside() ? inside : outside);
        }
        return new Row(kind, type, List.of(fields), answers);
    }

    private static Row forAll(Class<? extends Request> kind, String type, String answer, String... fields) {
        return aboutRoom(kind, type, answer, answer, fields);
    }

    private static Row only(Row row, Role role, String answer) {
        Map<Role, String> answers = new LinkedHashMap<>(row.answers());
        answers.put(role, answer);
        if (role == Role.MEMBER) {
            answers.put(Role.OTHERS_DEVICE, answer);
        }
        return new Row(row.kind(), row.type(), row.fields(), answers);
    }

    private static final String NONE = "no_such_room";

    /** ROOM, EPOCH, HOST and SECRET stand for what they are in the world that is asked. */
    private static final List<Row> ABOUT_A_ROOM = List.of(
            aboutRoom(Request.OneRoom.class, "room", NONE, "room", "room", "ROOM"),
            aboutRoom(Request.RenameRoom.class, "rename_room", NONE, "done", "room", "ROOM", "title", "Cellar"),
            aboutRoom(Request.Invite.class, "invite", NONE, "done", "room", "ROOM", "username", "guest"),
            only(
                    aboutRoom(Request.RenewInvite.class, "renew_invite", NONE, "done", "room", "ROOM"),
                    Role.MEMBER,
                    "not_host"),
            // The link is what a stranger shows; the one who was put out has only the old one.
            only(
                    aboutRoom(Request.Join.class, "join", "room", "room", "room", "ROOM", "secret", "SECRET"),
                    Role.REMOVED_MEMBER,
                    "invite_invalid"),
            aboutRoom(Request.Leave.class, "leave", NONE, "done", "room", "ROOM"),
            only(
                    only(
                            aboutRoom(
                                    Request.Remove.class, "remove", NONE, "done", "room", "ROOM", "account", "MEMBER"),
                            Role.MEMBER,
                            "not_host"),
                    Role.HOST,
                    "done"),
            aboutRoom(Request.Send.class, "send", NONE, "sent", "room", "ROOM", "text", "boo"),
            only(
                    aboutRoom(Request.Edit.class, "edit", NONE, "done", "room", "ROOM", "message", "=3", "text", "boo"),
                    Role.MEMBER,
                    "not_author"),
            only(
                    aboutRoom(Request.Delete.class, "delete", NONE, "done", "room", "ROOM", "message", "=3"),
                    Role.MEMBER,
                    "not_author"),
            aboutRoom(Request.Sync.class, "sync", NONE, "entries", "room", "ROOM", "epoch", "EPOCH", "after", "=0"),
            aboutRoom(Request.History.class, "history", NONE, "entries", "room", "ROOM", "before", "=4"),
            aboutRoom(Request.Search.class, "search", NONE, "found", "room", "ROOM", "query", "hello"),
            aboutRoom(Request.Ack.class, "ack", NONE, "done", "room", "ROOM", "epoch", "EPOCH", "sequence", "=3"),
            aboutRoom(Request.Read.class, "read", NONE, "done", "room", "ROOM", "epoch", "EPOCH", "sequence", "=3"),
            aboutRoom(Request.View.class, "view", NONE, "done", "room", "ROOM"));

    /** Requests that name no room: about oneself, or open to whoever is signed in. */
    private static final List<Row> ABOUT_NO_ROOM = List.of(
            forAll(Request.Hello.class, "hello", "welcome", "device", "phone"),
            forAll(Request.Rooms.class, "rooms", "rooms"),
            forAll(Request.CreateRoom.class, "create_room", "room", "title", "Attic"),
            forAll(Request.LookUp.class, "accounts", "accounts", "accounts", "=[\"1\"]"),
            forAll(Request.Ping.class, "ping", "pong"));

    private static Stream<Row> rows() {
        return Stream.concat(ABOUT_A_ROOM.stream(), ABOUT_NO_ROOM.stream());
    }

    @Test
    void S10_every_kind_of_request_is_in_the_matrix() {
        var there = rows().map(row -> row.kind().getSimpleName()).collect(Collectors.toCollection(TreeSet::new));
        // Not answered, so there is a test of its own.
        there.add(Request.Typing.class.getSimpleName());
        assertThat(there)
                .isEqualTo(Stream.of(Request.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @TestFactory
    Stream<DynamicTest> S10_everyone_is_answered_as_who_they_are() {
        return rows().flatMap(row -> Stream.of(Role.values())
                .map(role -> DynamicTest.dynamicTest(row.type() + " by " + role, () -> check(row, role))));
    }

    private static void check(Row row, Role role) throws IOException {
        try (var village = new Village()) {
            Device asking = row.kind() == Request.Hello.class ? village.silent(role) : village.device(role);
            String before = village.world.everything();
            String hostsPlaces = village.placesOfHost();
            Json answer = asking.askAs("asked", row.type(), village.filled(row.fields(), role));

            String expected = row.answers().get(role);
            assertThat("error".equals(answer.type()) ? answer.string("code") : answer.type())
                    .as("%s", answer)
                    .isEqualTo(expected);
            if (answer.type().equals("error")) {
                assertThat(village.world.everything())
                        .as("a refusal changes nothing")
                        .isEqualTo(before);
            }
            if (!role.isInside() && !"join".equals(row.type())) {
                assertThat(answer.toString()).doesNotContain("Kitchen").doesNotContain("hello");
            }
            if (role != Role.HOST) {
                assertThat(village.placesOfHost())
                        .as("nobody moves what another's device has confirmed or read")
                        .isEqualTo(hostsPlaces);
            }
        }
    }

    /** Whoever is outside cannot tell a room that they are not in from one that is not there. */
    @TestFactory
    Stream<DynamicTest> S10_a_foreign_room_and_none_at_all_are_answered_alike() {
        return ABOUT_A_ROOM.stream()
                .filter(row -> row.answers().get(Role.STRANGER).equals(NONE))
                .map(row -> DynamicTest.dynamicTest(row.type(), () -> {
                    try (var village = new Village()) {
                        String[] fields = village.filled(row.fields(), Role.STRANGER);
                        Json foreign = village.device(Role.STRANGER).askAs("same", row.type(), fields);
                        for (int i = 1; i < fields.length; i += 2) {
                            fields[i] = fields[i].equals(village.world.kitchen) ? "999" : fields[i];
                        }
                        assertThat(village.device(Role.STRANGER).askAs("same", row.type(), fields))
                                .isEqualTo(foreign);
                    }
                }));
    }

    @Test
    void S10_nobody_hears_a_stranger_or_a_former_member_type() throws IOException {
        try (var village = new Village()) {
            for (Role role : List.of(Role.STRANGER, Role.FORMER_MEMBER, Role.REMOVED_MEMBER)) {
                village.device(role).tell("typing", "room", village.world.kitchen);
                // Taken in order: when this is answered, the other is done.
                village.device(role).ask("ping");
            }
            village.device(Role.HOST).askAs("last", "send", "room", village.world.kitchen, "text", "last");
            Json event = village.world.bobsPhone.anyEvent();
            while (!"last".equals(event.at("entry.text"))) {
                assertThat(event.type()).isNotEqualTo("typing");
                event = village.world.bobsPhone.anyEvent();
            }
        }
    }

    @Test
    void S10_who_is_gone_sees_nothing_of_what_comes_later() throws IOException {
        try (var village = new Village()) {
            village.device(Role.HOST).ask("send", "room", village.world.kitchen, "text", "among us");
            for (Role role : List.of(Role.FORMER_MEMBER, Role.REMOVED_MEMBER, Role.STRANGER)) {
                Device device = village.device(role);
                assertThat(device.ask("rooms").toString())
                        .doesNotContain("among us")
                        .doesNotContain(village.world.kitchen);
                assertThat(device.ask(
                                        "sync",
                                        "room",
                                        village.world.kitchen,
                                        "epoch",
                                        village.world.epoch,
                                        "after",
                                        "=0")
                                .at("code"))
                        .isEqualTo(NONE);
            }
        }
    }

    /** Every request there is, as the host could make it, by a session of the host's that has ended: its socket is deaf. */
    @TestFactory
    Stream<DynamicTest> S10_who_is_logged_out_is_not_heard_at_all() {
        List<Row> all = Stream.concat(
                        rows(), Stream.of(aboutRoom(Request.Typing.class, "typing", "", "", "room", "ROOM")))
                .toList();
        return all.stream()
                .map(row -> DynamicTest.dynamicTest(row.type() + " by LOGGED_OUT", () -> {
                    try (var village = new Village();
                            Device device = village.loggedOut()) {
                        String before = village.world.everything();
                        String hostsPlaces = village.placesOfHost();
                        String frame = village.frame(row, "late");
                        ProtocolSchema.check("client", frame);

                        device.raw().text(frame);
                        device.raw().close(4200);

                        assertThat(device.raw().isEnded()).as("no answer").isTrue();
                        assertThat(village.world.everything()).isEqualTo(before);
                        assertThat(village.placesOfHost()).isEqualTo(hostsPlaces);
                    }
                }));
    }

    @Test
    void S10_who_is_logged_out_opens_no_other_socket() throws IOException {
        try (var world = new World();
                RawClient client = new RawClient(world.server.port())) {
            world.ann.http("DELETE", "/api/sessions/current");
            Map<String, String> headers = client.handshake();
            headers.put("Cookie", world.ann.cookie());
            assertThat(client.ask(RawClient.request("GET /ws HTTP/1.1", headers))
                            .status())
                    .isEqualTo(401);
        }
    }

    /** A device's name is its own within its account: to name another's is to have another, empty, of that name. */
    @Test
    void S10_nobody_moves_the_cursor_of_anothers_device_by_naming_it() throws IOException {
        try (var world = new World();
                Device bobs = world.bob.device("annas-tablet");
                Device anns = world.ann.device("annas-tablet")) {
            anns.ask("ack", "room", world.kitchen, "epoch", world.epoch, "sequence", "=2");
            bobs.ask("ack", "room", world.kitchen, "epoch", world.epoch, "sequence", "=3");

            assertThat(anns.ask("room", "room", world.kitchen).number("room.cursor"))
                    .isEqualTo(2);
            assertThat(world.annsPhone.ask("room", "room", world.kitchen).number("room.cursor"))
                    .isZero();
            assertThat(bobs.ask("room", "room", world.kitchen).number("room.cursor"))
                    .isEqualTo(3);
        }
    }

    @Test
    void S10_nobody_ends_anothers_session_by_naming_it() throws IOException {
        try (var world = new World()) {
            String annsSession =
                    Json.parse(world.ann.http("GET", "/api/sessions").body()).string("sessions.0.id");

            assertThat(world.bob.http("DELETE", "/api/sessions/" + annsSession).status())
                    .isEqualTo(404);
            assertThat(world.bob
                            .http("DELETE", "/api/sessions/" + "0".repeat(64))
                            .status())
                    .isEqualTo(404);
            assertThat(world.bob.http("DELETE", "/api/sessions/x").status()).isEqualTo(404);
            assertThat(world.ann.http("GET", "/api/sessions/current").status()).isEqualTo(200);
        }
    }

    /** The kitchen of {@link World}, with someone for each role. */
    private static final class Village implements AutoCloseable {
        final World world = new World();
        private final Map<Role, Device> devices = new LinkedHashMap<>();
        private final List<Device> open = new ArrayList<>();
        private final Person former;
        private final Person removed;
        private final String secretBefore;

        Village() throws IOException {
            former = joins("dal");
            removed = joins("eun");
            world.person("guest");
            secretBefore = world.annsPhone.ask("room", "room", world.kitchen).string("room.invite");
            devices.put(Role.HOST, world.annsPhone);
            devices.put(Role.MEMBER, world.bobsPhone);
            devices.put(Role.OTHERS_DEVICE, opened(world.bob));
            devices.put(Role.STRANGER, world.cemsPhone);
            devices.put(Role.FORMER_MEMBER, opened(former));
            devices.put(Role.REMOVED_MEMBER, opened(removed));
            devices.get(Role.FORMER_MEMBER).ask("leave", "room", world.kitchen);
            world.annsPhone.ask("remove", "room", world.kitchen, "account", removed.accountId());
        }

        private Person joins(String name) throws IOException {
            Person person = world.person(name);
            assertThat(world.annsPhone
                            .ask("invite", "room", world.kitchen, "username", name)
                            .type())
                    .isEqualTo("done");
            return person;
        }

        private Device opened(Person person) throws IOException {
            Device device = person.device("phone");
            open.add(device);
            return device;
        }

        Device device(Role role) {
            return devices.get(role);
        }

        /** Another device of whoever has {@code role}, that has not said hello. */
        Device silent(Role role) throws IOException {
            Person who = switch (role) {
                case HOST -> world.ann;
                case MEMBER, OTHERS_DEVICE -> world.bob;
                case FORMER_MEMBER -> former;
                case REMOVED_MEMBER -> removed;
                case STRANGER -> world.cem;
            };
            Device device = who.silentDevice();
            open.add(device);
            return device;
        }

        /** A device of the host's whose session has ended, and which has been told. */
        Device loggedOut() throws IOException {
            RawClient.Answer again = Person.post(
                    world.server, "/api/sessions", "{\"username\":\"ann\",\"password\":\"" + Person.PASSWORD + "\"}");
            Person elsewhere = new Person(world.server, "ann", world.ann.accountId(), Person.cookieOf(again));
            Device device = elsewhere.device("tablet");
            assertThat(elsewhere.http("DELETE", "/api/sessions/current").status())
                    .isEqualTo(204);
            assertThat(device.raw().closeFrame().closeCode()).isEqualTo(4200);
            return device;
        }

        /** What the host's device has confirmed and the host has read, as the host is told. */
        String placesOfHost() throws IOException {
            Json room = world.annsPhone.ask("room", "room", world.kitchen);
            return room.number("room.cursor") + " " + room.number("room.read");
        }

        /** {@code row} as a frame of the host's. */
        String frame(Row row, String id) throws IOException {
            String[] fields = filled(row.fields(), Role.HOST);
            String[] all = Arrays.copyOf(fields, fields.length + 2);
            all[fields.length] = "id";
            all[fields.length + 1] = id;
            return Device.frame(row.type(), row.kind() == Request.Typing.class ? fields : all);
        }

        /** What {@code role} knows: who was put out has the link of before, the others the one of now. */
        String[] filled(List<String> fields, Role role) throws IOException {
            String now = world.annsPhone.ask("room", "room", world.kitchen).string("room.invite");
            String secret = role == Role.REMOVED_MEMBER ? secretBefore : now;
            return fields.stream()
                    .map(field -> switch (field) {
                        case "ROOM" -> world.kitchen;
                        case "EPOCH" -> world.epoch;
                        case "MEMBER" -> world.bob.accountId();
                        case "SECRET" -> secret;
                        default -> field;
                    })
                    .toArray(String[]::new);
        }

        @Override
        public void close() throws IOException {
            for (Device device : open) {
                device.close();
            }
            world.close();
        }
    }
}
