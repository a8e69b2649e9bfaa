package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.ChatServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ann's kitchen, in which Bob is too, with some words in it; and Cem, who is in no room. All have their phones out. */
final class World implements AutoCloseable {

    final ChatServer server;
    final Person ann;
    final Person bob;
    final Person cem;
    final Device annsPhone;
    final Device bobsPhone;
    final Device cemsPhone;
    final String kitchen;
    final String epoch;
    private final List<Person> people = new ArrayList<>();

    World() throws IOException {
        server = new ChatServer();
        ann = person("ann");
        bob = person("bob");
        cem = person("cem");
        annsPhone = ann.device("phone");
        bobsPhone = bob.device("phone");
        cemsPhone = cem.device("phone");
        Json room = annsPhone.askAs("open", "create_room", "title", "Kitchen");
        kitchen = room.string("room.room");
        epoch = room.string("room.epoch");
        annsPhone.ask("invite", "room", kitchen, "username", "bob");
        annsPhone.askAs("said", "send", "room", kitchen, "text", "hello");
    }

    Person person(String name) throws IOException {
        Person person = Person.signUp(server, name);
        people.add(person);
        return person;
    }

    /** All that anybody can see, but for what changes by itself. */
    String everything() throws IOException {
        var all = new StringBuilder();
        for (Person person : people) {
            try (Device eyes = person.device("eyes")) {
                Json rooms = eyes.ask("rooms");
                all.append(person.name())
                        .append(" in ")
                        .append(stable(rooms.at("rooms")))
                        .append('\n');
                for (int i = 0; i < rooms.size("rooms"); i++) {
                    // Slowly, or the answer would be that this is too fast, before and after alike.
                    server.nanos.advance(Duration.ofMillis(100));
                    String room = rooms.string("rooms." + i + ".room");
                    String its = rooms.string("rooms." + i + ".epoch");
                    all.append(stable(eyes.ask("room", "room", room).at("room")));
                    Json page = eyes.ask("sync", "room", room, "epoch", its, "after", "=0", "limit", "=200");
                    all.append(stable(page.at("entries"))).append('\n');
                }
            }
        }
        return all.toString();
    }

    private static Object stable(Object seen) {
        if (seen instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, value) -> sorted.put((String) name, stable(value)));
            sorted.keySet().removeAll(List.of("status", "last_active_at"));
            return sorted;
        }
        return seen instanceof List<?> list ? list.stream().map(World::stable).toList() : String.valueOf(seen);
    }

    @Override
    public void close() throws IOException {
        annsPhone.close();
        bobsPhone.close();
        cemsPhone.close();
        server.close();
    }
}
