package dev.sarangbang.benchmarks.load;

import dev.sarangbang.adapter.memory.InMemoryProvider;
import dev.sarangbang.adapter.memory.UnsafeFastPasswordHasher;
import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.application.ChangeOutcome;
import dev.sarangbang.application.ChatApplication;
import dev.sarangbang.application.Lobby;
import dev.sarangbang.application.Meter;
import dev.sarangbang.application.Ports;
import dev.sarangbang.application.Surroundings;
import dev.sarangbang.benchmarks.Sample;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One room to which many write at once, each the next message as soon as the last is acknowledged. */
final class HotRoom {

    private static final MessageText TEXT = new MessageText("x".repeat(120));
    private static final long PAUSE_NANOS = 50_000;

    private final RoomLog log;
    private final int senders;

    HotRoom(RoomLog log, int senders) {
        this.log = log;
        this.senders = senders;
    }

    /** As several processes without lanes would: every message is a change of its own, decided again when somebody else was faster. */
    Tally apart(Duration warmUp, Duration measured) {
        var sample = new Sample();
        Room opened = sample.open(log);
        return Tally.of(
                Stream.<Tally.Work>generate(() -> new Sender(sample, opened))
                        .limit(senders)
                        .toList(),
                warmUp,
                measured);
    }

    private final class Sender implements Tally.Work {
        private final Sample sample;
        private Room room;

        Sender(Sample sample, Room room) {
            this.sample = sample;
            this.room = room;
        }

        @Override
        public int once() {
            RoomChange change = sample.say(room, 1);
            return switch (log.append(change)) {
                case Appending.Appended ignored -> {
                    room = change.after();
                    yield 1;
                }
                case Appending.HeadMoved(var now) -> {
                    room = now.orElseThrow();
                    yield 0;
                }
                case Appending.AlreadyAppended ignored -> {
                    room = log.head(room.id()).orElseThrow();
                    yield 1;
                }
            };
        }
    }

    /** Through the application of one node, whose other ports are kept in memory. */
    Tally throughLanes(Duration warmUp, Duration measured) {
        var host = new Host(
                Settings.defaults(List.of()),
                Path.of("unused"),
                InstantSource.system(),
                new SecureRandom(),
                Metrics.NONE);
        try (Adapter memory = new InMemoryProvider().open(host);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var application = new ChatApplication(ports(memory), surroundings(threads), Meter.NONE);
            application.start();
            var ann = new AccountId(1);
            RoomId room = answered(reply -> application.lobby().create(ann, name(), new RoomTitle("measured"), reply));
            Tally.Work talking = () -> {
                answered(reply -> application.conversation().send(new Lobby.Target(ann, room, name()), TEXT, reply));
                return 1;
            };
            Tally tally = Tally.of(Collections.nCopies(senders, talking), warmUp, measured);
            application.stop();
            return tally;
        }
    }

    private static RoomId answered(Consumer<Consumer<ChangeOutcome>> request) {
        var answer = new CompletableFuture<ChangeOutcome>();
        request.accept(answer::complete);
        if (answer.join() instanceof ChangeOutcome.Changed(var entry)) {
            return entry.room();
        }
        throw new IllegalStateException("not done: " + answer.join());
    }

    private static ClientMessageId name() {
        return new ClientMessageId(UUID.randomUUID().toString());
    }

    private Ports ports(Adapter memory) {
        return new Ports(
                log,
                memory.port(Port.DEVICE_CURSORS),
                memory.port(Port.READ_MARKS),
                memory.port(Port.ACCOUNTS),
                memory.port(Port.LOGIN_SESSIONS),
                memory.port(Port.ROOM_DIRECTORY),
                memory.port(Port.PRESENCE_BOARD),
                memory.port(Port.HELD_MESSAGES),
                memory.port(Port.SYNC_QUEUES),
                memory.port(Port.NODE_IDS),
                new UnsafeFastPasswordHasher(new SecureRandom()));
    }

    private static Surroundings surroundings(ExecutorService threads) {
        return new Surroundings(
                InstantSource.system(),
                System::nanoTime,
                new SecureRandom(),
                threads,
                () -> LockSupport.parkNanos(PAUSE_NANOS));
    }
}
