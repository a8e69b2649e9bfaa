package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.adapter.memory.InMemoryDeviceCursors;
import dev.sarangbang.adapter.memory.InMemoryReadMarks;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Position;
import dev.sarangbang.domain.sync.ReadMark;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Wrong cursors of devices, and wrong marks of readers. */
final class WrongMarks {

    private static final DeviceId ONE_DEVICE = new DeviceId("one");
    private static final AccountId ONE_ACCOUNT = new AccountId(1);
    private static final RoomId ONE_ROOM = new RoomId(1);

    private WrongMarks() {}

    static List<Wrong<?>> all() {
        return List.of(
                cursors("C1", "keeps the last position given", () -> new Cursors() {
                    @Override
                    public void advance(AccountId account, DeviceId device, RoomId room, Position position) {
                        set(account, device, room, position);
                    }
                }),
                cursors("C1", "compares sequences and not epochs", () -> new Cursors() {
                    @Override
                    public void advance(AccountId account, DeviceId device, RoomId room, Position position) {
                        Position now = get(account, device, room);
                        if (now == null || position.sequence().isAfter(now.sequence())) {
                            set(account, device, room, position);
                        }
                    }
                }),
                cursors("C2", "looks first and advances later", () -> new Cursors() {
                    @Override
                    public void advance(AccountId account, DeviceId device, RoomId room, Position position) {
                        Position now = get(account, device, room);
                        Moment.pass();
                        if (now == null || position.compareTo(now) > 0) {
                            set(account, device, room, position);
                        }
                    }
                }),
                cursors("C3", "knows one device for each account", () -> new Cursors() {
                    @Override
                    Object key(AccountId account, DeviceId device) {
                        return super.key(account, ONE_DEVICE);
                    }
                }),
                cursors("C3", "takes device names for the same that differ in case", () -> new Cursors() {
                    @Override
                    Object key(AccountId account, DeviceId device) {
                        return List.of(account, device.value().toLowerCase(Locale.ROOT));
                    }
                }),
                cursors("C3", "knows devices and not their accounts", () -> new Cursors() {
                    @Override
                    Object key(AccountId account, DeviceId device) {
                        return super.key(ONE_ACCOUNT, device);
                    }
                }),
                cursors("C4", "forgets nothing", () -> new Cursors() {
                    @Override
                    public void forget(AccountId account, DeviceId device) {
                        // on purpose
                    }
                }),
                cursors("C4", "forgets all devices", () -> new Cursors() {
                    @Override
                    public void forget(AccountId account, DeviceId device) {
                        forgetAll();
                    }
                }),
                Wrong.forgetful("C5", UnderTest.OfDeviceCursors.class, InMemoryDeviceCursors::new),
                marks("M1", "keeps the first mark given", () -> new Marks() {
                    @Override
                    public void advance(AccountId account, RoomId room, ReadMark mark) {
                        if (mark(account, room).isEmpty()) {
                            super.advance(account, room, mark);
                        }
                    }
                }),
                marks("M1", "forgets the epoch", () -> new Marks() {
                    @Override
                    public void advance(AccountId account, RoomId room, ReadMark mark) {
                        super.advance(account, room, new ReadMark(new Epoch(1), mark.sequence(), mark.messageNumber()));
                    }
                }),
                marks("M2", "looks first and advances later", LooksFirst::new),
                marks("M3", "has one mark for all rooms", () -> new Marks() {
                    @Override
                    public void advance(AccountId account, RoomId room, ReadMark mark) {
                        super.advance(account, ONE_ROOM, mark);
                    }

                    @Override
                    public Map<RoomId, ReadMark> ofAccount(AccountId account, Collection<RoomId> rooms) {
                        Map<RoomId, ReadMark> found = new HashMap<>();
                        mark(account, ONE_ROOM).ifPresent(mark -> rooms.forEach(room -> found.put(room, mark)));
                        return found;
                    }
                }),
                marks("M4", "shows in a room the mark given first", () -> new Marks() {
                    private final Map<List<Object>, ReadMark> first = new ConcurrentHashMap<>();

                    @Override
                    public void advance(AccountId account, RoomId room, ReadMark mark) {
                        super.advance(account, room, mark);
                        first.putIfAbsent(List.of(account, room), mark);
                    }

                    @Override
                    public Map<AccountId, ReadMark> inRoom(RoomId room, Collection<AccountId> accounts) {
                        Map<AccountId, ReadMark> found = super.inRoom(room, accounts);
                        found.replaceAll((account, ignored) -> first.get(List.of(account, room)));
                        return found;
                    }
                }),
                Wrong.forgetful("M5", UnderTest.OfReadMarks.class, InMemoryReadMarks::new));
    }

    private static Wrong<DeviceCursors> cursors(String promise, String how, Supplier<DeviceCursors> cursors) {
        return new Wrong<>(promise, how, UnderTest.OfDeviceCursors.class, cursors);
    }

    private static Wrong<ReadMarks> marks(String promise, String how, Supplier<ReadMarks> marks) {
        return new Wrong<>(promise, how, UnderTest.OfReadMarks.class, marks);
    }

    /** Right cursors, to be spoiled. */
    private static class Cursors implements DeviceCursors {
        private final Map<Object, Map<RoomId, Position>> all = new ConcurrentHashMap<>();

        @Override
        public void advance(AccountId account, DeviceId device, RoomId room, Position position) {
            of(account, device).merge(room, position, (a, b) -> a.compareTo(b) < 0 ? b : a);
        }

        @Override
        public Map<RoomId, Position> of(AccountId account, DeviceId device, Collection<RoomId> rooms) {
            Map<RoomId, Position> found = new HashMap<>(of(account, device));
            found.keySet().retainAll(rooms);
            return found;
        }

        @Override
        public void forget(AccountId account, DeviceId device) {
            all.remove(key(account, device));
        }

        Object key(AccountId account, DeviceId device) {
            return List.of(account, device);
        }

        @Nullable
        Position get(AccountId account, DeviceId device, RoomId room) {
            return of(account, device).get(room);
        }

        void set(AccountId account, DeviceId device, RoomId room, Position position) {
            of(account, device).put(room, position);
        }

        void forgetAll() {
            all.clear();
        }

        private Map<RoomId, Position> of(AccountId account, DeviceId device) {
            return all.computeIfAbsent(key(account, device), ignored -> new ConcurrentHashMap<>());
        }
    }

    /** Right marks, to be spoiled. */
    private static class Marks implements ReadMarks {
        private final ReadMarks real = new InMemoryReadMarks();

        @Override
        public void advance(AccountId account, RoomId room, ReadMark mark) {
            real.advance(account, room, mark);
        }

        @Override
        public Map<RoomId, ReadMark> ofAccount(AccountId account, Collection<RoomId> rooms) {
            return real.ofAccount(account, rooms);
        }

        @Override
        public Map<AccountId, ReadMark> inRoom(RoomId room, Collection<AccountId> accounts) {
            return real.inRoom(room, accounts);
        }

        Optional<ReadMark> mark(AccountId account, RoomId room) {
            return Optional.ofNullable(real.ofAccount(account, List.of(room)).get(room));
        }
    }

    private static final class LooksFirst extends Marks {
        private final Map<RoomId, ReadMark> marks = new ConcurrentHashMap<>();

        @Override
        public void advance(AccountId account, RoomId room, ReadMark mark) {
            ReadMark now = marks.getOrDefault(room, mark);
            Moment.pass();
            marks.put(room, ReadMark.max(now, mark));
        }

        @Override
        public Map<RoomId, ReadMark> ofAccount(AccountId account, Collection<RoomId> rooms) {
            Map<RoomId, ReadMark> found = new HashMap<>(marks);
            found.keySet().retainAll(rooms);
            return found;
        }
    }
}
