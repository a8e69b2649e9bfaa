package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.AlreadyAppended;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.port.RoomLog.Appending.HeadMoved;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the logs of rooms in memory, each under a lock of its own. */
public final class InMemoryRoomLog implements RoomLog {

    private final Map<RoomId, Log> logs = new ConcurrentHashMap<>();

    @Override
    public Appending append(RoomChange change) {
        return logs.computeIfAbsent(change.room(), ignored -> new Log()).append(change);
    }

    @Override
    public Map<RoomId, Room> heads(Collection<RoomId> rooms) {
        Map<RoomId, Room> heads = new HashMap<>();
        for (RoomId room : rooms) {
            log(room).flatMap(Log::head).ifPresent(head -> heads.put(room, head));
        }
        return heads;
    }

    @Override
    public List<Entry> after(RoomId room, Sequence place, int limit) {
        return log(room).map(log -> log.after(place, limit)).orElse(List.of());
    }

    @Override
    public List<Entry> before(RoomId room, Sequence place, int limit) {
        return log(room).map(log -> log.before(place, limit)).orElse(List.of());
    }

    @Override
    public Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId) {
        return log(room).flatMap(log -> log.find(new Once(author, clientId)));
    }

    private Optional<Log> log(RoomId room) {
        return Optional.ofNullable(logs.get(room));
    }

    /** What an author names once in a room. */
    private record Once(AccountId author, ClientMessageId clientId) {
        static Once of(Entry entry) {
            return new Once(entry.author(), entry.clientId());
        }
    }

    /** One room's log; empty, and so no room yet, until its first change is appended. */
    private static final class Log {

        private final List<Entry> entries = new ArrayList<>();
        private final Map<Once, Entry> named = new HashMap<>();
        private @Nullable Room head;

        synchronized Appending append(RoomChange change) {
            List<Entry> known = change.entries().stream()
                    .flatMap(entry -> find(Once.of(entry)).stream())
                    .toList();
            if (!known.isEmpty()) {
                return new AlreadyAppended(known);
            }
            if (change.expected().value() != entries.size()) {
                return new HeadMoved(head());
            }
            for (Entry entry : change.entries()) {
                entries.add(entry);
                named.put(Once.of(entry), entry);
            }
            head = change.after();
            return new Appended();
        }

        synchronized Optional<Room> head() {
            return Optional.ofNullable(head);
        }

        synchronized List<Entry> after(Sequence place, int limit) {
            int from = within(place.value());
            return List.copyOf(entries.subList(from, within((long) from + limit)));
        }

        synchronized List<Entry> before(Sequence place, int limit) {
            int to = within(place.value() - 1);
            return List.copyOf(entries.subList(within((long) to - limit), to));
        }

        synchronized Optional<Entry> find(Once once) {
            return Optional.ofNullable(named.get(once));
        }

        private int within(long index) {
            return (int) Math.max(0, Math.min(index, entries.size()));
        }
    }
}
