package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.adapter.memory.InMemoryRoomLog;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Amendments;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.AlreadyAppended;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.port.RoomLog.Appending.HeadMoved;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Wrong logs of rooms. */
final class WrongRoomLogs {

    private WrongRoomLogs() {}

    static List<Wrong<?>> all() {
        return List.of(
                wrong("L1", "says that a late change was appended", () -> new RightRoomLog() {
                    @Override
                    public Appending append(RoomChange change) {
                        return super.append(change) instanceof AlreadyAppended known ? known : new Appended();
                    }
                }),
                wrong("L1", "does not say what the room is now", () -> new RightRoomLog() {
                    @Override
                    public Appending append(RoomChange change) {
                        Appending answer = super.append(change);
                        return answer instanceof HeadMoved ? new HeadMoved(Optional.empty()) : answer;
                    }
                }),
                wrong("L2", "looks first and appends later", LooksFirst::new),
                wrong("L3", "shows the entries before the room", ShowsTheRoomLate::new),
                wrong("L3", "shows entries one by one", ShowsEntriesOneByOne::new),
                wrong("L4", "shows rooms as they were when first read", () -> new RightRoomLog() {
                    private final Map<RoomId, Room> cache = new ConcurrentHashMap<>();

                    @Override
                    public Map<RoomId, Room> heads(Collection<RoomId> rooms) {
                        super.heads(rooms).forEach(cache::putIfAbsent);
                        Map<RoomId, Room> heads = new HashMap<>(cache);
                        heads.keySet().retainAll(rooms);
                        return heads;
                    }
                }),
                Wrong.forgetful("L4", UnderTest.OfRoomLog.class, InMemoryRoomLog::new),
                wrong("L5", "does not recognise a retry", () -> new RightRoomLog() {
                    @Override
                    public Appending append(RoomChange change) {
                        Appending answer = super.append(change);
                        return answer instanceof AlreadyAppended ? new HeadMoved(head(change.room())) : answer;
                    }
                }),
                wrong("L5", "looks at the end before it looks for retries", () -> new RightRoomLog() {
                    @Override
                    public Appending append(RoomChange change) {
                        return endsBefore(change) ? super.append(change) : new HeadMoved(head(change.room()));
                    }
                }),
                wrong("L5", "remembers client ids of the last 100 entries", () -> new RightRoomLog() {
                    @Override
                    public Appending append(RoomChange change) {
                        Appending answer = super.append(change);
                        return answer instanceof AlreadyAppended(var known) && isLongAgo(known.get(0))
                                ? new HeadMoved(head(change.room()))
                                : answer;
                    }

                    private boolean isLongAgo(Entry entry) {
                        return after(entry.room(), entry.sequence(), 100).size() == 100;
                    }
                }),
                wrong("L5", "takes another author's client id for the same", () -> new RightRoomLog() {
                    private final Map<List<Object>, Entry> named = new ConcurrentHashMap<>();

                    @Override
                    public Appending append(RoomChange change) {
                        Appending answer = super.append(change);
                        for (Entry entry : change.entries()) {
                            Entry known = named.putIfAbsent(List.of(entry.room(), entry.clientId()), entry);
                            if (known != null && !known.equals(entry)) {
                                return new AlreadyAppended(List.of(known));
                            }
                        }
                        return answer;
                    }
                }),
                wrong("L6", "loses the order of the members", () -> new RightRoomLog() {
                    @Override
                    public Map<RoomId, Room> heads(Collection<RoomId> rooms) {
                        Map<RoomId, Room> heads = super.heads(rooms);
                        heads.replaceAll((id, room) -> withMembersSorted(room));
                        return heads;
                    }
                }),
                wrong("L7", "reads from a place and not after it", () -> new RightRoomLog() {
                    @Override
                    public List<Entry> after(RoomId room, Sequence place, int limit) {
                        return super.after(room, new Sequence(Math.max(0, place.value() - 1)), limit);
                    }
                }),
                wrong("L7", "reads backwards when it reads what is before", () -> new RightRoomLog() {
                    @Override
                    public List<Entry> before(RoomId room, Sequence place, int limit) {
                        return super.before(room, place, limit).reversed();
                    }
                }),
                wrong("L7", "reads the first instead of the last of what is before", () -> new RightRoomLog() {
                    @Override
                    public List<Entry> before(RoomId room, Sequence place, int limit) {
                        List<Entry> all = super.before(room, place, Integer.MAX_VALUE);
                        return all.subList(0, Math.min(limit, all.size()));
                    }
                }),
                wrong("L8", "finds entries by any author", () -> new Remembering() {
                    @Override
                    public Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId) {
                        return remembered(entry ->
                                entry.room().equals(room) && entry.clientId().equals(clientId));
                    }
                }),
                wrong("L9", "finds entries of any room", () -> new Remembering() {
                    @Override
                    public Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId) {
                        return remembered(entry -> entry.author().equals(author)
                                && entry.clientId().equals(clientId));
                    }
                }),
                wrong("L10", "trims texts", () -> new RightRoomLog() {
                    @Override
                    public List<Entry> after(RoomId room, Sequence place, int limit) {
                        return super.after(room, place, limit).stream()
                                .map(WrongRoomLogs::trimmed)
                                .toList();
                    }
                }),
                wrong("L10", "forgets what a message answers", () -> new RightRoomLog() {
                    @Override
                    public List<Entry> before(RoomId room, Sequence place, int limit) {
                        return super.before(room, place, limit).stream()
                                .map(WrongRoomLogs::answeringNobody)
                                .toList();
                    }
                }),
                wrong("L10", "carries edits out", () -> new RightRoomLog() {
                    @Override
                    public List<Entry> after(RoomId room, Sequence place, int limit) {
                        List<Entry> all = super.after(room, Sequence.BEFORE_FIRST, Integer.MAX_VALUE);
                        return super.after(room, place, limit).stream()
                                .map(entry -> withItsLatestText(entry, all))
                                .toList();
                    }
                }),
                wrong("L10", "keeps seconds", () -> new RightRoomLog() {
                    @Override
                    public Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId) {
                        return super.find(room, author, clientId).map(WrongRoomLogs::inSeconds);
                    }
                }));
    }

    private static Wrong<RoomLog> wrong(String promise, String how, Supplier<RoomLog> log) {
        return new Wrong<>(promise, how, UnderTest.OfRoomLog.class, log);
    }

    private static Room withMembersSorted(Room room) {
        List<Member> sorted = room.members().stream()
                .sorted(Comparator.comparing(member -> member.account().value()))
                .toList();
        return new Room(room.id(), room.epoch(), room.title(), sorted, room.invite(), room.head());
    }

    private static Entry trimmed(Entry entry) {
        return entry.content() instanceof Content.Text(var text, var replyTo)
                ? with(
                        entry,
                        entry.at(),
                        new Content.Text(new MessageText(text.value().strip()), replyTo))
                : entry;
    }

    private static Entry answeringNobody(Entry entry) {
        return entry.content() instanceof Content.Text(var text, var ignored)
                ? with(entry, entry.at(), new Content.Text(text))
                : entry;
    }

    /** As a store might that keeps how a message reads now in place of what happened to it. */
    private static Entry withItsLatestText(Entry entry, List<Entry> all) {
        var amendments = new Amendments();
        all.forEach(amendments::add);
        return entry.content() instanceof Content.Text(var ignored, var replyTo)
                ? amendments
                        .apply(entry)
                        .map(now -> with(entry, entry.at(), new Content.Text(now.text(), replyTo)))
                        .orElse(entry)
                : entry;
    }

    private static Entry inSeconds(Entry entry) {
        return with(entry, entry.at().truncatedTo(ChronoUnit.SECONDS), entry.content());
    }

    private static Entry with(Entry entry, Instant at, Content content) {
        return new Entry(
                entry.room(),
                entry.sequence(),
                entry.id(),
                entry.messageNumber(),
                entry.author(),
                entry.clientId(),
                at,
                content);
    }

    /** Two that looked at the same end both believe that theirs was appended. */
    private static final class LooksFirst extends RightRoomLog {
        @Override
        public Appending append(RoomChange change) {
            boolean looksGood = endsBefore(change);
            Moment.pass();
            Appending answer = super.append(change);
            return looksGood && answer instanceof HeadMoved ? new Appended() : answer;
        }
    }

    /** Entries are read while the room still says that they are not there. */
    private static final class ShowsTheRoomLate extends RightRoomLog {
        private final Map<RoomId, Room> shown = new ConcurrentHashMap<>();

        @Override
        public Appending append(RoomChange change) {
            Appending answer = super.append(change);
            Moment.pass();
            if (answer instanceof Appended) {
                shown.put(change.room(), change.after());
            }
            return answer;
        }

        @Override
        public Map<RoomId, Room> heads(Collection<RoomId> rooms) {
            Map<RoomId, Room> heads = new HashMap<>(shown);
            heads.keySet().retainAll(rooms);
            return heads;
        }
    }

    /** Who reads while a change is being appended sees half of it. */
    private static final class ShowsEntriesOneByOne extends RightRoomLog {
        private final Map<RoomId, Integer> hidden = new ConcurrentHashMap<>();

        @Override
        public Appending append(RoomChange change) {
            hidden.put(change.room(), change.entries().size() / 2);
            Appending answer = super.append(change);
            Moment.pass();
            hidden.remove(change.room());
            return answer;
        }

        @Override
        public List<Entry> after(RoomId room, Sequence place, int limit) {
            List<Entry> entries = super.after(room, place, limit);
            return entries.subList(0, Math.max(0, entries.size() - hidden.getOrDefault(room, 0)));
        }
    }

    /** Has a list of all entries of all rooms. */
    private abstract static class Remembering extends RightRoomLog {
        private final Collection<Entry> all = new ConcurrentLinkedQueue<>();

        @Override
        public Appending append(RoomChange change) {
            Appending answer = super.append(change);
            if (answer instanceof Appended) {
                all.addAll(change.entries());
            }
            return answer;
        }

        Optional<Entry> remembered(Predicate<Entry> which) {
            return all.stream().filter(which).findFirst();
        }
    }
}
