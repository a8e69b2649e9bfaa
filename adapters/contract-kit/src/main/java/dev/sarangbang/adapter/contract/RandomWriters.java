package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.AlreadyAppended;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.port.RoomLog.Appending.HeadMoved;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.room.Ruling;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Many writers who do at random whatever people do in a few rooms, each as the application does it: read the room, let it
 * rule, append what it accepts, and start over when somebody else was faster. Every appended change is noted, and the logs
 * must say the same as the notes. What a writer attempts depends on the seed, and on which entries it finds; who wins does not.
 */
final class RandomWriters {

    /** A system property: the seed to run again with. */
    static final String SEED_PROPERTY = "sarangbang.contract.seed";

    private static final int ROOMS = 3;
    private static final int PEOPLE = 14;
    private static final int STEPS = 25;
    private static final int DRAFTS_MAX = 6;
    private static final int NEWEST = 20;
    private static final int ATTEMPTS_MAX = 1_000;

    private final List<RoomLog> logs;
    private final long seed;
    private final List<AccountId> people = Samples.accountIds(PEOPLE);
    private final List<RoomId> rooms =
            IntStream.range(0, ROOMS).mapToObj(ignored -> Samples.roomId()).toList();
    private final Queue<RoomChange> appended = new ConcurrentLinkedQueue<>();

    RandomWriters(RoomLog log, RoomLog elsewhere, long seed) {
        this.logs = List.of(log, elsewhere);
        this.seed = seed;
    }

    void writeAndCheck() {
        try {
            for (RoomId room : rooms) {
                RoomChange opening = Samples.opening(room, people.get(0));
                assertThat(logs.get(0).append(opening)).isEqualTo(new Appended());
                appended.add(opening);
            }
            Race.run(Race.RACERS, racer -> write(logs.get(racer % 2), new Random(seed + racer)));
            rooms.forEach(this::check);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nto repeat: -D" + SEED_PROPERTY + "=" + seed, e);
        }
    }

    private void write(RoomLog log, Random random) {
        for (int step = 0; step < STEPS; step++) {
            RoomId room = pick(rooms, random);
            List<Draft> drafts = IntStream.rangeClosed(0, random.nextInt(DRAFTS_MAX))
                    .mapToObj(ignored -> draft(log, room, random))
                    .toList();
            appendUntilDone(log, log.head(room).orElseThrow(), drafts, random.nextInt(4) == 0);
            readSome(log, room, random);
        }
    }

    private void appendUntilDone(RoomLog log, Room asRead, List<Draft> drafts, boolean again) {
        Room room = asRead;
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            List<Draft> acceptable = acceptable(room, drafts);
            if (acceptable.isEmpty()) {
                return;
            }
            RoomChange change = Samples.change(room, acceptable);
            switch (log.append(change)) {
                case Appended() -> {
                    appended.add(change);
                    if (again) {
                        assertThat(log.append(change)).isEqualTo(new AlreadyAppended(change.entries()));
                    }
                    return;
                }
                case HeadMoved(var now) -> {
                    assertThat(now.orElseThrow().head().sequence()).isGreaterThan(change.expected());
                    room = now.orElseThrow();
                }
                case AlreadyAppended(var entries) -> throw new AssertionError("never sent before: " + entries);
            }
        }
        throw new AssertionError("others were faster " + ATTEMPTS_MAX + " times");
    }

    /** Those that the room accepts one after the other. */
    private static List<Draft> acceptable(Room room, List<Draft> drafts) {
        Room after = room;
        List<Draft> accepted = new ArrayList<>();
        for (Draft draft : drafts) {
            Draft fitting = draft.intent() instanceof Intent.Join
                    ? new Draft(draft.author(), draft.clientId(), new Intent.Join(after.invite()))
                    : draft;
            if (after.rule(fitting, Samples.idAbove(after), Samples.instant()) instanceof Ruling.Accepted ruled) {
                after = ruled.next();
                accepted.add(fitting);
            }
        }
        return accepted;
    }

    private Draft draft(RoomLog log, RoomId room, RandomGenerator random) {
        if (random.nextInt(4) == 0) {
            return aboutSomeEntry(log, room, random);
        }
        AccountId author = pick(people, random);
        AccountId other = pick(people, random);
        InviteSecret secret = InviteSecret.create(random);
        return Samples.draft(
                author,
                switch (random.nextInt(7)) {
                    case 0 ->
                        new Intent.Rename(
                                RoomTitle.parse("방 " + random.nextInt(10)).orThrow());
                    case 1, 2 -> new Intent.Invite(other);
                    case 3 -> new Intent.Join(secret);
                    case 4 -> random.nextInt(3) == 0 ? new Intent.Leave() : new Intent.RenewInvite(secret);
                    case 5 -> new Intent.Remove(other, secret);
                    default -> new Intent.Say(Samples.text(pick(Texts.AWKWARD, random)));
                });
    }

    /** Often not acceptable: then it is the room that must say so. */
    private Draft aboutSomeEntry(RoomLog log, RoomId room, RandomGenerator random) {
        MessageText text = Samples.text(pick(Texts.AWKWARD, random));
        Entry entry = pick(log.before(room, new Sequence(Long.MAX_VALUE), NEWEST), random);
        return switch (random.nextInt(4)) {
            case 0 -> Samples.draft(entry.author(), new Intent.Edit(entry, text));
            case 1 -> Samples.draft(entry.author(), new Intent.Delete(entry));
            case 2 -> Samples.draft(pick(people, random), new Intent.Edit(entry, text));
            default -> Samples.draft(pick(people, random), new Intent.Say(text, Optional.of(entry)));
        };
    }

    private static void readSome(RoomLog log, RoomId room, RandomGenerator random) {
        Sequence place = new Sequence(random.nextInt(
                1 + (int) log.head(room).orElseThrow().head().sequence().value()));
        long expected = place.value();
        for (Entry entry : log.after(room, place, 20)) {
            expected++;
            assertThat(entry.sequence().value()).isEqualTo(expected);
        }
    }

    private void check(RoomId room) {
        List<RoomChange> changes = appended.stream()
                .filter(change -> change.room().equals(room))
                .sorted(Comparator.comparing(RoomChange::expected))
                .toList();
        List<Entry> noted =
                changes.stream().flatMap(change -> change.entries().stream()).toList();
        Room last = changes.get(changes.size() - 1).after();

        for (RoomLog log : logs) {
            List<Entry> entries = RoomLogPages.forward(log, room);
            assertThat(entries).isEqualTo(noted);
            assertThat(log.head(room)).contains(last);
            Replay.agrees(entries, last);
        }
    }

    private static <T> T pick(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
