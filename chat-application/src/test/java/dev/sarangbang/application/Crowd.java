package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.memory.InMemoryAccounts;
import dev.sarangbang.adapter.memory.InMemoryDeviceCursors;
import dev.sarangbang.adapter.memory.InMemoryHeldMessages;
import dev.sarangbang.adapter.memory.InMemoryLoginSessions;
import dev.sarangbang.adapter.memory.InMemoryNodeIds;
import dev.sarangbang.adapter.memory.InMemoryPresenceBoard;
import dev.sarangbang.adapter.memory.InMemoryReadMarks;
import dev.sarangbang.adapter.memory.InMemoryRoomDirectory;
import dev.sarangbang.adapter.memory.InMemoryRoomLog;
import dev.sarangbang.adapter.memory.InMemorySyncHub;
import dev.sarangbang.adapter.memory.UnsafeFastPasswordHasher;
import dev.sarangbang.application.ChangeOutcome.Changed;
import dev.sarangbang.application.Conversation.Page.Entries;
import dev.sarangbang.application.Enrolment.SignUpOutcome.SignedUp;
import dev.sarangbang.application.Enrolment.SignedIn;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.SyncQueues;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Sequence;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A village at rush hour: real threads and clocks, several nodes over one set of fakes, and ten people who are in every room. */
final class Crowd implements AutoCloseable {

    private static final int NODES = 3;
    private static final int ANSWER_SECONDS_MAX = 30;

    /** More often than in earnest, so that lanes that rest go on soon. */
    private static final int TICK_MILLIS = 20;

    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final FaultyRoomLog log = new FaultyRoomLog(new InMemoryRoomLog());
    final List<SignedIn> people = new ArrayList<>();
    final List<RoomId> rooms = new ArrayList<>();

    private final Random secrets = new Random(1);
    private final List<ChatApplication> nodes = new ArrayList<>();

    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();

    Crowd(int roomCount) {
        openNodes();
        Future<?> unused = ticks.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        for (int i = 0; i < Room.MEMBERS_MAX; i++) {
            people.add(signUp(i));
        }
        for (int i = 0; i < roomCount; i++) {
            rooms.add(openRoom(i));
        }
    }

    ChatApplication node(int index) {
        return nodes.get(index % NODES);
    }

    ChatApplication nodeAt(RandomGenerator from) {
        return nodes.get(from.nextInt(NODES));
    }

    void tick() {
        nodes.forEach(ChatApplication::tick);
    }

    /** The whole log of a room. */
    List<Entry> logOf(RoomId room) {
        List<Entry> whole = new ArrayList<>();
        for (var place = Sequence.BEFORE_FIRST; ; place = last(whole)) {
            List<Entry> page = log.after(room, place, 200);
            if (page.isEmpty()) {
                return whole;
            }
            whole.addAll(page);
        }
    }

    /** What a new device of {@code person} gets of a room, from whatever nodes it asks, in pages of all sizes. */
    List<Entry> catchUp(SignedIn person, RoomId room, RandomGenerator random) {
        List<Entry> all = new ArrayList<>();
        for (var place = Sequence.BEFORE_FIRST; ; place = last(all)) {
            int limit = 1 + random.nextInt(Limits.PAGE_ENTRIES_MAX);
            var page = (Entries) nodeAt(random)
                    .conversation()
                    .sync(person.id(), room, head(room).epoch(), place, limit);
            all.addAll(page.entries());
            if (!page.more()) {
                return all;
            }
        }
    }

    /** The part of a room's log that is for {@code person} to see. */
    List<Entry> visibleTo(SignedIn person, RoomId room) {
        List<Entry> whole = logOf(room);
        Sequence joined = head(room).member(person.id()).orElseThrow().joined();
        return whole.subList((int) joined.value() - 1, whole.size());
    }

    /** Makes a request and waits for its answer. */
    ChangeOutcome await(Consumer<Consumer<ChangeOutcome>> request) {
        var answer = new CompletableFuture<ChangeOutcome>();
        request.accept(answer::complete);
        return answer.orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        threads.shutdownNow();
    }

    private Room head(RoomId room) {
        return log.head(room).orElseThrow();
    }

    private static Sequence last(List<Entry> entries) {
        return entries.get(entries.size() - 1).sequence();
    }

    private SignedIn signUp(int index) {
        var outcome = node(index)
                .enrolment()
                .signUp(new Username("person" + index), new DisplayName("Person " + index), Village.PASSWORD);
        return ((SignedUp) outcome).who();
    }

    private RoomId openRoom(int index) {
        SignedIn host = people.get(index % people.size());
        var clientId = new ClientMessageId("open" + index);
        var opened = (Changed)
                await(reply -> node(index).lobby().create(host.id(), clientId, new RoomTitle("Room " + index), reply));
        RoomId room = opened.entry().room();
        for (SignedIn guest : people) {
            if (!guest.equals(host)) {
                var target = new Lobby.Target(guest.id(), room, new ClientMessageId("join"));
                assertThat(await(reply ->
                                node(index).lobby().join(target, head(room).invite(), reply)))
                        .isInstanceOf(Changed.class);
            }
        }
        return room;
    }

    private void openNodes() {
        var hub = new InMemorySyncHub();
        InstantSource clock = InstantSource.system();
        var surroundings =
                new Surroundings(clock, System::nanoTime, secrets, threads, () -> LockSupport.parkNanos(100_000));
        Ports first = ports(hub.node(), clock);
        for (int i = 0; i < NODES; i++) {
            var node = new ChatApplication(i == 0 ? first : withQueues(first, hub.node()), surroundings, Meter.NONE);
            node.start();
            nodes.add(node);
        }
    }

    private Ports ports(SyncQueues queues, InstantSource clock) {
        return new Ports(
                log,
                new InMemoryDeviceCursors(),
                new InMemoryReadMarks(),
                new InMemoryAccounts(),
                new InMemoryLoginSessions(),
                new InMemoryRoomDirectory(),
                new InMemoryPresenceBoard(),
                new InMemoryHeldMessages(clock),
                queues,
                new InMemoryNodeIds(),
                new UnsafeFastPasswordHasher(secrets));
    }

    private static Ports withQueues(Ports shared, SyncQueues queues) {
        return new Ports(
                shared.roomLog(),
                shared.deviceCursors(),
                shared.readMarks(),
                shared.accounts(),
                shared.loginSessions(),
                shared.roomDirectory(),
                shared.presenceBoard(),
                shared.heldMessages(),
                queues,
                shared.nodeIds(),
                shared.passwordHasher());
    }
}
