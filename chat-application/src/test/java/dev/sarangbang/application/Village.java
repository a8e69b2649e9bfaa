package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.memory.InMemoryAccounts;
import dev.sarangbang.adapter.memory.InMemoryDeviceCursors;
import dev.sarangbang.adapter.memory.InMemoryHeldMessages;
import dev.sarangbang.adapter.memory.InMemoryLoginSessions;
import dev.sarangbang.adapter.memory.InMemoryMessageSearch;
import dev.sarangbang.adapter.memory.InMemoryNodeIds;
import dev.sarangbang.adapter.memory.InMemoryPresenceBoard;
import dev.sarangbang.adapter.memory.InMemoryReadMarks;
import dev.sarangbang.adapter.memory.InMemoryRoomDirectory;
import dev.sarangbang.adapter.memory.InMemoryRoomLog;
import dev.sarangbang.adapter.memory.InMemorySyncHub;
import dev.sarangbang.adapter.memory.UnsafeFastPasswordHasher;
import dev.sarangbang.application.Enrolment.SignUpOutcome.SignedUp;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.PasswordHasher;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.port.SyncQueues;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A small world to try the application in: nodes that share one set of fakes, time that passes when told to, and work that is done
 * when it is let. Everything happens on the test's own thread, the same way every time.
 */
final class Village {

    static final Password PASSWORD = Password.parse("correct horse").orThrow();

    final Time time = new Time();
    final Errands errands = new Errands();
    final Tally tally = new Tally();
    final FaultyRoomLog log = new FaultyRoomLog(new InMemoryRoomLog());
    final Weather<MessageSearch> search = new Weather<>(MessageSearch.class, new InMemoryMessageSearch(log));
    final InMemorySyncHub hub = new InMemorySyncHub();
    final Weather<Accounts> accounts = new Weather<>(Accounts.class, new InMemoryAccounts());
    final Weather<LoginSessions> sessions = new Weather<>(LoginSessions.class, new InMemoryLoginSessions());
    final Weather<RoomDirectory> directory = new Weather<>(RoomDirectory.class, new InMemoryRoomDirectory());
    final Weather<DeviceCursors> cursors = new Weather<>(DeviceCursors.class, new InMemoryDeviceCursors());
    final Weather<ReadMarks> marks = new Weather<>(ReadMarks.class, new InMemoryReadMarks());
    final Weather<PresenceBoard> board = new Weather<>(PresenceBoard.class, new InMemoryPresenceBoard());
    final Weather<HeldMessages> held = new Weather<>(HeldMessages.class, new InMemoryHeldMessages(time));
    final Weather<NodeIds> nodeIds = new Weather<>(NodeIds.class, new InMemoryNodeIds());

    private final Random random = new Random(20_261_103);
    private final List<Node> nodes = new ArrayList<>();

    /** The node that most things happen on. */
    final Node north = node();

    final Person ann = person("ann");
    final Person bob = person("bob");
    final Person cho = person("cho");

    /** Another node over the same fakes. */
    Node node() {
        return node(hub.node());
    }

    /** Another node, which hashes in its own way. */
    Node node(PasswordHasher hasher) {
        Ports usual = ports(hub.node());
        var node = new Node(
                this,
                new ChatApplication(
                        new Ports(
                                usual.roomLog(),
                                usual.deviceCursors(),
                                usual.readMarks(),
                                usual.accounts(),
                                usual.loginSessions(),
                                usual.roomDirectory(),
                                usual.presenceBoard(),
                                usual.heldMessages(),
                                usual.syncQueues(),
                                usual.nodeIds(),
                                hasher),
                        surroundings(),
                        tally));
        node.app().start();
        nodes.add(node);
        return node;
    }

    /** Another node, which hears the queues in its own way. */
    Node node(SyncQueues queues) {
        var node = new Node(this, new ChatApplication(ports(queues), surroundings(), tally));
        node.app().start();
        nodes.add(node);
        return node;
    }

    Ports ports(SyncQueues queues) {
        return new Ports(
                log,
                cursors.port(),
                marks.port(),
                accounts.port(),
                sessions.port(),
                directory.port(),
                board.port(),
                held.port(),
                queues,
                nodeIds.port(),
                new UnsafeFastPasswordHasher(random),
                Optional.of(search.port()));
    }

    Surroundings surroundings() {
        return new Surroundings(time, time::steadyNanos, random, errands, () -> time.wallJumps(Duration.ofMillis(1)));
    }

    /** Somebody who has just signed up. */
    Person person(String name) {
        var outcome = north.app()
                .enrolment()
                .signUp(Username.parse(name).orThrow(), DisplayName.parse(name).orThrow(), PASSWORD);
        assertThat(outcome).isInstanceOf(SignedUp.class);
        return new Person(((SignedUp) outcome).who(), ((SignedUp) outcome).token());
    }

    /** As many people as asked for, each with a name of their own. */
    List<Person> people(String name, int count) {
        List<Person> people = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            people.add(person(name + i));
        }
        return people;
    }

    /** A room that {@code host} has opened and invited {@code guests} to. */
    RoomId room(Person host, Person... guests) {
        RoomId room = north.create(host, "The kitchen").entry().room();
        for (Person guest : guests) {
            north.invite(host, room, guest).entry();
        }
        return room;
    }

    Room head(RoomId room) {
        return log.head(room).orElseThrow();
    }

    /** The whole log of a room, however long. */
    List<Entry> logOf(RoomId room) {
        List<Entry> all = new ArrayList<>();
        Sequence place = Sequence.BEFORE_FIRST;
        while (true) {
            List<Entry> page = log.after(room, place, 200);
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            place = page.get(page.size() - 1).sequence();
        }
    }

    /** Does all work that waits. */
    void settle() {
        errands.settle();
    }

    /** Lets time pass second by second, each node doing its chores. */
    void passes(Duration duration) {
        passes(duration, nodes);
    }

    /** Lets time pass second by second for {@code awake} alone: other nodes have crashed or are suspended. */
    void passes(Duration duration, List<Node> awake) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            time.passes(Duration.ofSeconds(1));
            awake.forEach(node -> node.app().tick());
            settle();
        }
    }

    /** An answer that is waited for as long as all work takes, and then as long as anybody has to wait. */
    Answer answer(Consumer<Answer> request) {
        var answer = new Answer();
        request.accept(answer);
        await(answer);
        return answer;
    }

    /** Does all work that waits, and lets time pass while there is no answer, for as long as anybody has to wait. */
    void await(Answer answer) {
        settle();
        Duration longest = Limits.LANE_ANSWER_WITHIN.plus(Limits.TICK);
        for (long second = 0; second < longest.toSeconds() && !answer.isThere(); second++) {
            passes(Duration.ofSeconds(1));
        }
    }
}
