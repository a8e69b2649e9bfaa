package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A room log that goes wrong as it is told, and counts how it is used. */
final class FaultyRoomLog implements RoomLog {

    /** What becomes of one append. */
    interface Fault {

        /** Carries the append out, or fails to. */
        Appending append(RoomLog real, RoomChange change);

        /** All goes well. */
        Fault NONE = RoomLog::append;

        /** It never reached the store. */
        Fault LOST = (real, change) -> {
            throw new PortException.Unavailable("lost on the way");
        };

        /** It was carried out, and then the answer was lost. */
        Fault ANSWER_LOST = (real, change) -> {
            real.append(change);
            throw new PortException.Unavailable("answer lost on the way back");
        };

        /** What is stored makes no sense. */
        Fault CORRUPT = (real, change) -> {
            throw new PortException.Corrupt("unreadable");
        };

        /** Something else happens right before it. */
        static Fault after(Runnable other) {
            return (real, change) -> {
                other.run();
                return real.append(change);
            };
        }
    }

    private final RoomLog real;
    private final Deque<Fault> next = new ConcurrentLinkedDeque<>();
    private final List<Integer> appends = new CopyOnWriteArrayList<>();
    private final AtomicInteger entriesRead = new AtomicInteger();
    private final Map<RoomId, Epoch> epochs = new ConcurrentHashMap<>();
    private volatile Supplier<Fault> otherwise = () -> Fault.NONE;
    private final AtomicInteger readsToFail = new AtomicInteger();
    private final Set<RoomId> garbled = ConcurrentHashMap.newKeySet();
    private final Set<RoomId> entriesGarbled = ConcurrentHashMap.newKeySet();
    private final Set<RoomId> cutOff = ConcurrentHashMap.newKeySet();
    private volatile boolean unreadable;
    private volatile Runnable beforeReading = () -> {};

    FaultyRoomLog(RoomLog real) {
        this.real = real;
    }

    /** What the next appends come to, one after the other. */
    void next(Fault... faults) {
        next.addAll(List.of(faults));
    }

    /** What every append comes to that nothing else was said about. */
    void otherwise(Supplier<Fault> faults) {
        otherwise = faults;
    }

    /** Whether heads and entries cannot be read. */
    void unreadable(boolean isSo) {
        unreadable = isSo;
    }

    /** From now on the end of {@code room} cannot be read, as when the part of the store that has it is away. */
    void unreadable(RoomId room) {
        cutOff.add(room);
    }

    /** Has {@code other} happen right before the next read. */
    void beforeReading(Runnable other) {
        beforeReading = () -> {
            beforeReading = () -> {};
            other.run();
        };
    }

    /** From now on the end of {@code room} makes no sense. */
    void garbles(RoomId room) {
        garbled.add(room);
    }

    /** From now on an entry of {@code room} makes no sense; its end does. */
    void garblesEntries(RoomId room) {
        entriesGarbled.add(room);
    }

    /** The next so many reads fail. */
    void failReads(int count) {
        readsToFail.set(count);
    }

    /** How many entries each append had that was tried. */
    List<Integer> appends() {
        return List.copyOf(appends);
    }

    /** How many entries were read in pages. */
    int entriesRead() {
        return entriesRead.get();
    }

    @Override
    public Appending append(RoomChange change) {
        appends.add(change.entries().size());
        Fault fault = next.poll();
        return (fault == null ? otherwise.get() : fault).append(real, change);
    }

    /** From now on the log of {@code room} is one that was restored: its epoch is another. */
    void otherLife(RoomId room, Epoch epoch) {
        epochs.put(room, epoch);
    }

    @Override
    public Map<RoomId, Room> heads(Collection<RoomId> rooms) {
        if (rooms.stream().anyMatch(garbled::contains)) {
            throw new PortException.Corrupt("a room that cannot be");
        }
        if (rooms.stream().anyMatch(cutOff::contains)) {
            throw new PortException.Unavailable("a room that cannot be read");
        }
        Map<RoomId, Room> heads = new HashMap<>(reading().heads(rooms));
        epochs.forEach((id, epoch) -> heads.computeIfPresent(
                id, (ignored, room) -> new Room(id, epoch, room.title(), room.members(), room.invite(), room.head())));
        return heads;
    }

    @Override
    public List<Entry> after(RoomId room, Sequence place, int limit) {
        return counted(readingEntries(room).after(room, place, limit));
    }

    @Override
    public List<Entry> before(RoomId room, Sequence place, int limit) {
        return counted(readingEntries(room).before(room, place, limit));
    }

    @Override
    public Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId) {
        return reading().find(room, author, clientId);
    }

    private RoomLog reading() {
        beforeReading.run();
        if (unreadable || readsToFail.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            throw new PortException.Unavailable("the log cannot be read");
        }
        return real;
    }

    private RoomLog readingEntries(RoomId room) {
        if (entriesGarbled.contains(room)) {
            throw new PortException.Corrupt("an entry that cannot be");
        }
        return reading();
    }

    private List<Entry> counted(List<Entry> page) {
        entriesRead.addAndGet(page.size());
        return page;
    }
}
