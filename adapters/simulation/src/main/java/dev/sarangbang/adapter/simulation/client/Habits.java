package dev.sarangbang.adapter.simulation.client;

import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.fault.Mood;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.adapter.simulation.wire.Request;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** What someone does with one of their devices while the storm lasts. */
public final class Habits {

    private static final long ACT_MIN_NANOS = 150_000_000L;
    private static final long ACT_MAX_NANOS = 6_000_000_000L;
    private static final int ROOMS_MAX = 5;
    private static final int CUT_ONE_IN = 10;
    private static final int RESTART_ONE_IN = 14;
    private static final int LOGOUT_ONE_IN = 20;
    private static final int AWAY_ONE_IN = 25;
    private static final long AWAY_MAX_NANOS = 60_000_000_000L;
    private static final int FLOOD = 700;

    /** In a mood, every so-manieth act is of that kind. */
    private static final int IN_MOOD_ONE_IN = 2;

    private static final int FOUNDERS_ROOMS_MAX = 16;

    /** So near to the end people read who read to see what is new. */
    private static final int NEWEST = 4;

    private final Scene scene;
    private final Village village;
    private final Client client;
    private final Chance chance;
    private int said;
    private boolean over;
    private boolean absent;

    public Habits(Scene scene, Village village, Client client) {
        this.scene = scene;
        this.village = village;
        this.client = client;
        this.chance = scene.chance("habits", client.lane());
    }

    /** Whose device it is. */
    public AccountId owner() {
        return client.me();
    }

    /** The room on the screen of the device. */
    public Optional<RoomId> roomOnScreen() {
        return client.open().filter(room -> client.copyOf(room).isPresent());
    }

    /** Goes offline until the storm is over. */
    public void stayAway() {
        absent = true;
        client.goAway();
    }

    /** Begins to act. */
    public void begin() {
        later();
    }

    /** Does nothing any more. */
    public void end() {
        over = true;
        client.arrive();
    }

    /** Says something in each room the device knows, so that whatever was missed there is noticed. */
    public void sayGoodbye() {
        client.rooms().forEach(copy -> say(copy.id()));
    }

    /** Says something in each of the rooms that {@code here} wants. */
    public void sayWhere(Predicate<RoomId> here) {
        client.rooms().stream().map(RoomCopy::id).filter(here).forEach(this::say);
    }

    /** Says hundreds of things at once. */
    public void flood() {
        client.rooms().stream().findFirst().ifPresent(copy -> {
            for (int i = 0; i < FLOOD; i++) {
                say(copy.id());
            }
        });
    }

    private void later() {
        scene.schedule().after(chance.spread(ACT_MIN_NANOS, ACT_MAX_NANOS), client.lane(), this::act);
    }

    private void act() {
        if (over) {
            return;
        }
        later();
        if (!scene.weather().allowsAct() || absent) {
            return;
        }
        if (strikes(Fault.CUT, CUT_ONE_IN)) {
            client.cut(chance.oneIn(4), chance.oneIn(3));
        } else if (strikes(Fault.DEVICE_RESTART, RESTART_ONE_IN)) {
            client.restart(chance.oneIn(2));
        } else if (strikes(Fault.LOGOUT, LOGOUT_ONE_IN)) {
            client.logOut();
        } else if (chance.oneIn(AWAY_ONE_IN)) {
            client.goAway();
            scene.schedule().after(chance.spread(ACT_MAX_NANOS, AWAY_MAX_NANOS), client.lane(), this::comeBack);
        } else if (!chance.oneIn(IN_MOOD_ONE_IN) || !followMood()) {
            talk();
        }
    }

    /** What people are bent on in this world, if they are. */
    private boolean followMood() {
        List<RoomCopy> rooms = client.rooms();
        return switch (scene.plan().mood()) {
            case ANY -> false;
            case FOUNDING -> {
                create();
                yield true;
            }
            case READING -> {
                if (!rooms.isEmpty()) {
                    readOnTwoDevices(chance.oneOf(rooms));
                }
                yield !rooms.isEmpty();
            }
        };
    }

    /** Reads what is new on this device and, at the same moment, a little more or less of it on another. */
    private void readOnTwoDevices(RoomCopy copy) {
        Optional<RoomCopy> other = village.sibling(client).copyOf(copy.id());
        client.openRoom(Optional.of(copy.id()));
        readNewest(client, copy);
        if (village.sibling(client) != client && other.isPresent()) {
            scene.note(Situation.READ_ON_TWO_DEVICES_AT_ONCE);
            readNewest(village.sibling(client), other.get());
        }
    }

    private void readNewest(Client reader, RoomCopy copy) {
        if (!copy.entries().isEmpty()) {
            reader.read(copy, chance.between(Math.max(copy.from(), copy.position() - NEWEST), copy.position()));
        }
    }

    private void comeBack() {
        if (!over) {
            client.arrive();
        }
    }

    private boolean strikes(Fault fault, int oneIn) {
        return scene.weather().strikes(fault, chance, oneIn);
    }

    private void talk() {
        List<RoomCopy> rooms = client.rooms();
        int what = chance.below(100);
        if (what < 6) {
            join();
            return;
        }
        if (what < 8) {
            create();
            return;
        }
        if (what < 11) {
            client.reconnect();
            return;
        }
        if (rooms.isEmpty()) {
            return;
        }
        RoomCopy copy = chance.oneOf(rooms);
        RoomId room = copy.id();
        if (what < 40) {
            sayMore(room);
        } else if (what < 50) {
            talkAbout(copy);
        } else if (what < 60) {
            client.openRoom(chance.oneIn(5) ? Optional.empty() : Optional.of(room));
        } else if (what < 74) {
            read(copy);
        } else if (what < 77) {
            client.type(room);
        } else if (what < 79) {
            client.recall();
        } else if (what < 81) {
            client.syncFrom(copy, chance.between(0, copy.position()), 1 + chance.below(20));
        } else if (what < 84) {
            rename(room);
        } else if (what < 92) {
            invite(room);
        } else if (what < 95) {
            leave(room);
        } else if (what < 98) {
            remove(room);
        } else {
            client.want(id -> new Request.RenewInvite(id, room), new Content.InviteRenewed(), Optional.of(room));
        }
    }

    private void sayMore(RoomId room) {
        for (int i = chance.below(3); i >= 0; i--) {
            say(room);
        }
        if (chance.oneIn(8)) {
            client.shareWith(village.sibling(client));
        }
    }

    /** Answers something that was said, or changes it, or takes it back; also what others said, which must be refused. */
    private void talkAbout(RoomCopy copy) {
        List<Entry> messages = copy.entries().stream()
                .filter(entry -> entry.content().isMessage())
                .toList();
        if (messages.isEmpty()) {
            return;
        }
        Entry message = chance.oneOf(messages);
        Sequence place = message.sequence();
        Optional<RoomId> room = Optional.of(copy.id());
        said++;
        var text = new MessageText(client.name() + " says " + said);
        if (chance.oneIn(3)) {
            client.want(
                    id -> new Request.Answer(id, copy.id(), place, text),
                    new Content.Text(text, Optional.of(place)),
                    room);
        } else if (chance.oneIn(2)) {
            client.want(id -> new Request.Edit(id, copy.id(), place, text), new Content.TextEdited(place, text), room);
        } else {
            client.want(id -> new Request.Delete(id, copy.id(), place), new Content.TextDeleted(place), room);
        }
    }

    private void say(RoomId room) {
        said++;
        client.say(room, new Content.Text(new MessageText(client.name() + " says " + said)));
    }

    private void read(RoomCopy copy) {
        if (chance.oneIn(3)) {
            client.readOpenRoom();
        } else if (!copy.entries().isEmpty()) {
            client.read(copy, chance.between(copy.from(), copy.position()));
        }
    }

    private void rename(RoomId room) {
        if (chance.oneIn(2)) {
            rename(room, chance.below(3)); // which of the two comes last, shows
        }
        rename(room, chance.below(3));
    }

    private void rename(RoomId room, int number) {
        var title = new RoomTitle("Room " + number);
        client.want(id -> new Request.Rename(id, room, title), new Content.TitleChanged(title), Optional.of(room));
    }

    private void invite(RoomId room) {
        AccountId guest = chance.oneOf(village.people());
        client.want(
                id -> new Request.Invite(id, room, village.nameOf(guest)),
                new Content.MemberJoined(guest),
                Optional.of(room));
    }

    private void remove(RoomId room) {
        AccountId member = chance.oneOf(village.people());
        client.want(id -> new Request.Remove(id, room, member), new Content.MemberRemoved(member), Optional.of(room));
    }

    private void join() {
        List<Map.Entry<RoomId, InviteSecret>> links =
                new ArrayList<>(village.links().entrySet());
        links.removeIf(link -> client.copyOf(link.getKey()).isPresent() && !chance.oneIn(10));
        if (!links.isEmpty()) {
            join(chance.oneOf(links).getKey());
        }
    }

    /** Comes into {@code room} by the link that was seen last. */
    public void join(RoomId room) {
        InviteSecret secret = Objects.requireNonNull(village.links().get(room), "a link");
        client.want(id -> new Request.Join(id, room, secret), new Content.MemberJoined(client.me()), Optional.of(room));
    }

    /** Goes out of {@code room}. */
    public void leave(RoomId room) {
        client.want(id -> new Request.Leave(id, room), new Content.MemberLeft(), Optional.of(room));
    }

    private void create() {
        int most = scene.plan().mood() == Mood.FOUNDING ? FOUNDERS_ROOMS_MAX : ROOMS_MAX;
        if (village.links().size() < most) {
            create("Room of " + client.name());
        }
    }

    /** Opens a room. */
    public void create(String name) {
        var title = new RoomTitle(name);
        client.want(id -> new Request.Create(id, title), new Content.RoomCreated(title), Optional.empty());
    }

    /** Invites {@code guest} into the rooms that the device knows. */
    public void inviteEverywhere(AccountId guest) {
        for (RoomCopy copy : client.rooms()) {
            client.want(
                    id -> new Request.Invite(id, copy.id(), village.nameOf(guest)),
                    new Content.MemberJoined(guest),
                    Optional.of(copy.id()));
        }
    }
}
