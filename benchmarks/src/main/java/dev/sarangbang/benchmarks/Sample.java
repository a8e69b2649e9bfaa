package dev.sarangbang.benchmarks;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.id.SnowflakeLayout;
import dev.sarangbang.domain.id.Snowflakes;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.room.Ruling;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Rooms and changes as the application would make them, without the application. */
public final class Sample {

    private static final MessageText TEXT = new MessageText("x".repeat(120));
    private static final long PAUSE_NANOS = 50_000;

    private static final AtomicInteger SAMPLES = new AtomicInteger();

    private final Snowflakes ids;
    private final AccountId author;

    /** A node of its own, so that what several make does not clash. */
    public Sample() {
        int node = SAMPLES.getAndIncrement() & SnowflakeLayout.NODE_MAX;
        ids = new Snowflakes(InstantSource.system(), () -> node, () -> LockSupport.parkNanos(PAUSE_NANOS));
        author = new AccountId(ids.next().value());
    }

    /** A new room in {@code log}. */
    public Room open(RoomLog log) {
        Ruling.Accepted opening = Room.open(
                new RoomId(ids.next().value()),
                new RoomTitle("measured"),
                author,
                InviteSecret.create(new SecureRandom()),
                clientId(),
                ids.next(),
                now());
        require(log.append(new RoomChange(opening.next(), List.of(opening.entry()))));
        return opening.next();
    }

    /** The change that says {@code messages} messages in {@code room}. */
    public RoomChange say(Room room, int messages) {
        List<Entry> entries = new ArrayList<>(messages);
        Room next = room;
        for (int i = 0; i < messages; i++) {
            MessageId id = ids.nextAfter(next.head().messageId());
            var ruling = (Ruling.Accepted) next.rule(new Draft(author, clientId(), new Intent.Say(TEXT)), id, now());
            entries.add(ruling.entry());
            next = ruling.next();
        }
        return new RoomChange(next, entries);
    }

    /** Fills {@code room} up to {@code length} entries, as fast as the log takes full batches. */
    public Room grow(RoomLog log, Room room, long length) {
        Room next = room;
        while (next.head().sequence().value() < length) {
            long missing = length - next.head().sequence().value();
            RoomChange change = say(next, (int) Math.min(RoomChange.ENTRIES_MAX, missing));
            require(log.append(change));
            next = change.after();
        }
        return next;
    }

    private ClientMessageId clientId() {
        return new ClientMessageId("c" + ids.next().value());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void require(Appending appending) {
        if (!(appending instanceof Appending.Appended)) {
            throw new IllegalStateException("not appended: " + appending);
        }
    }
}
