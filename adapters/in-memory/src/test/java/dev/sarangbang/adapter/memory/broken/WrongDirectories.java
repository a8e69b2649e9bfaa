package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.adapter.memory.InMemoryRoomDirectory;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Wrong directories of rooms. */
final class WrongDirectories {

    private static final AccountId ONE_ACCOUNT = new AccountId(1);

    private WrongDirectories() {}

    static List<Wrong<?>> all() {
        return List.of(
                directory("D1", "removes nothing", () -> new Directory() {
                    @Override
                    public void remove(AccountId account, RoomId room, Sequence end) {
                        // on purpose
                    }
                }),
                directory("D1", "adds to what it read before", () -> new Directory() {
                    private final Map<AccountId, Set<RoomId>> all = new ConcurrentHashMap<>();

                    @Override
                    public void add(AccountId account, RoomId room, Sequence end) {
                        Set<RoomId> before = all.getOrDefault(account, Set.of());
                        Moment.pass();
                        Set<RoomId> after = new HashSet<>(before);
                        after.add(room);
                        all.put(account, Set.copyOf(after));
                    }

                    @Override
                    public Set<RoomId> of(AccountId account) {
                        return all.getOrDefault(account, Set.of());
                    }
                }),
                directory("D2", "gives everybody what they bring", () -> new Directory() {
                    @Override
                    public RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh) {
                        return fresh;
                    }
                }),
                directory("D2", "looks first and reserves later", () -> new Directory() {
                    private final Map<ClientMessageId, RoomId> reserved = new ConcurrentHashMap<>();

                    @Override
                    public RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh) {
                        RoomId room = reserved.getOrDefault(clientId, fresh);
                        Moment.pass();
                        reserved.put(clientId, room);
                        return room;
                    }
                }),
                directory("D3", "knows requests and not who made them", () -> new Directory() {
                    @Override
                    public RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh) {
                        return super.reserve(ONE_ACCOUNT, clientId, fresh);
                    }
                }),
                directory("D3", "takes requests for the same that differ in case", () -> new Directory() {
                    @Override
                    public RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh) {
                        String lower = clientId.value().toLowerCase(Locale.ROOT);
                        return super.reserve(account, new ClientMessageId(lower), fresh);
                    }
                }),
                Wrong.forgetful("D4", UnderTest.OfRoomDirectory.class, InMemoryRoomDirectory::new),
                directory("D5", "removes whatever was added", () -> new Directory() {
                    @Override
                    public void remove(AccountId account, RoomId room, Sequence end) {
                        super.remove(account, room, new Sequence(Long.MAX_VALUE));
                    }
                }),
                directory("D5", "remembers what was added last, not what for last", () -> new Directory() {
                    @Override
                    public void add(AccountId account, RoomId room, Sequence end) {
                        super.remove(account, room, new Sequence(Long.MAX_VALUE));
                        super.add(account, room, end);
                    }
                }),
                directory("D5", "compares first and removes later", ComparesFirst::new));
    }

    private static Wrong<RoomDirectory> directory(String promise, String how, Supplier<RoomDirectory> directory) {
        return new Wrong<>(promise, how, UnderTest.OfRoomDirectory.class, directory);
    }

    /** Takes away what is added between the look and the removal. */
    private static final class ComparesFirst extends Directory {
        private final Map<List<Object>, Sequence> ends = new ConcurrentHashMap<>();

        @Override
        public void add(AccountId account, RoomId room, Sequence end) {
            ends.merge(List.of(account, room), end, Sequence::max);
            super.add(account, room, end);
        }

        @Override
        public void remove(AccountId account, RoomId room, Sequence end) {
            Sequence added = ends.getOrDefault(List.of(account, room), Sequence.BEFORE_FIRST);
            Moment.pass();
            if (added.isBefore(end)) {
                super.remove(account, room, new Sequence(Long.MAX_VALUE));
            }
        }
    }

    /** A right directory, to be spoiled. */
    private static class Directory implements RoomDirectory {
        private final RoomDirectory real = new InMemoryRoomDirectory();

        @Override
        public RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh) {
            return real.reserve(account, clientId, fresh);
        }

        @Override
        public void add(AccountId account, RoomId room, Sequence end) {
            real.add(account, room, end);
        }

        @Override
        public void remove(AccountId account, RoomId room, Sequence end) {
            real.remove(account, room, end);
        }

        @Override
        public Set<RoomId> of(AccountId account) {
            return real.of(account);
        }
    }
}
