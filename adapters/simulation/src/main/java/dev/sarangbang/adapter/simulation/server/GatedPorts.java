package dev.sarangbang.adapter.simulation.server;

import dev.sarangbang.adapter.memory.UnsafeFastPasswordHasher;
import dev.sarangbang.adapter.simulation.check.Invariant;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.check.Violation;
import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.application.Ports;
import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.delivery.Held;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.SyncQueues;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Position;
import dev.sarangbang.domain.sync.ReadMark;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ports of one life of a node: the shared stores, each behind the {@link PortGate}. Stores that many nodes share count leases by a
 * clock of their own, so the asking node's is not passed on to them.
 *
 * <p>What goes in and comes out is put in order, because the sets of the JDK iterate differently in every process.
 */
final class GatedPorts {

    private static final int LEASE_LOST_ONE_IN = 6;

    private final Scene scene;
    private final Stores stores;
    private final Server server;
    private final PortGate gate;
    private final Chance chance;

    GatedPorts(Scene scene, Stores stores, Server server, PortGate gate, Chance chance) {
        this.scene = scene;
        this.stores = stores;
        this.server = server;
        this.gate = gate;
        this.chance = chance;
    }

    Ports with(SyncQueues queues) {
        return new Ports(
                new Log(),
                new Cursors(),
                new Marks(),
                new People(),
                new Logins(),
                new Directory(),
                new Board(),
                new Hold(),
                queues,
                new Numbers(),
                new UnsafeFastPasswordHasher(chance.generator()));
    }

    private final class Log implements RoomLog {

        /** First entries of changes of which nobody knows yet whether they are in the log. */
        private final Set<ClientMessageId> inDoubt = new HashSet<>();

        @Override
        public Appending append(RoomChange change) {
            ClientMessageId first = change.entries().get(0).clientId();
            server.appendBegins();
            try {
                Appending answer = gate.change("log", () -> "append " + change, () -> appendNow(change));
                if (inDoubt.remove(first)) {
                    boolean happened = answer instanceof Appending.AlreadyAppended;
                    scene.note(
                            happened
                                    ? Situation.APPEND_IN_DOUBT_HAD_HAPPENED
                                    : Situation.APPEND_IN_DOUBT_HAD_NOT_HAPPENED);
                }
                return answer;
            } catch (PortException e) {
                inDoubt.add(first);
                throw e;
            } finally {
                server.appendEnds();
            }
        }

        private Appending appendNow(RoomChange change) {
            Appending answer = stores.log().append(change);
            if (answer instanceof Appending.Appended) {
                change.entries().forEach(this::noteMembership);
                scene.truth().appended(change);
                change.entries().forEach(entry -> noteKind(entry.content()));
                int size = change.entries().size();
                if (size > 1) {
                    scene.note(
                            size == RoomChange.ENTRIES_MAX
                                    ? Situation.BATCH_CUT_AT_ITS_BOUND
                                    : Situation.BATCH_OF_SEVERAL);
                }
            }
            return answer;
        }

        /** Before the entry is known to the oracle: what it changes is still as it was. */
        private void noteMembership(Entry entry) {
            boolean opened = scene.truth().head(entry.room()) > 0;
            switch (entry.content()) {
                case Content.MemberJoined(var member)
                when scene.truth().wasMember(member, entry.room()) -> scene.note(Situation.CAME_BACK_AFTER_LEAVING);
                case Content.MemberRemoved ignored -> scene.note(Situation.MEMBER_REMOVED);
                case Content.MemberLeft ignored
                when opened && scene.truth().members(entry.room()).indexOf(entry.author()) == 0 ->
                    scene.note(Situation.HOST_LEFT);
                default -> {}
            }
        }

        @Override
        public Map<RoomId, Room> heads(Collection<RoomId> rooms) {
            List<RoomId> inOrder = inOrder(rooms);
            return gate.ask(
                    "log",
                    () -> "heads " + inOrder,
                    () -> inOrder(inOrder, stores.log().heads(inOrder)));
        }

        @Override
        public List<Entry> after(RoomId room, Sequence place, int limit) {
            return gate.ask(
                    "log",
                    () -> "after " + place + " of " + room,
                    () -> stores.log().after(room, place, limit));
        }

        @Override
        public List<Entry> before(RoomId room, Sequence place, int limit) {
            return gate.ask(
                    "log",
                    () -> "before " + place + " of " + room,
                    () -> stores.log().before(room, place, limit));
        }

        @Override
        public Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId) {
            return gate.ask(
                    "log",
                    () -> "find " + clientId + " in " + room,
                    () -> stores.log().find(room, author, clientId));
        }
    }

    private void noteKind(Content content) {
        switch (content) {
            case Content.Text(var ignored, var replyTo) ->
                replyTo.ifPresent(to -> scene.note(Situation.MESSAGE_ANSWERED));
            case Content.TextEdited ignored -> scene.note(Situation.MESSAGE_EDITED);
            case Content.TextDeleted ignored -> scene.note(Situation.MESSAGE_DELETED);
            default -> {}
        }
    }

    private final class Cursors implements DeviceCursors {

        @Override
        public void advance(AccountId account, DeviceId device, RoomId room, Position position) {
            gate.change(
                    "cursors",
                    () -> "cursor of " + device + " to " + position,
                    () -> stores.cursors().advance(account, device, room, position));
        }

        @Override
        public Map<RoomId, Position> of(AccountId account, DeviceId device, Collection<RoomId> rooms) {
            List<RoomId> inOrder = inOrder(rooms);
            return gate.ask(
                    "cursors",
                    () -> "cursors of " + device,
                    () -> inOrder(inOrder, stores.cursors().of(account, device, inOrder)));
        }

        @Override
        public void forget(AccountId account, DeviceId device) {
            gate.change(
                    "cursors", () -> "forget " + device, () -> stores.cursors().forget(account, device));
        }
    }

    private final class Marks implements ReadMarks {

        @Override
        public void advance(AccountId account, RoomId room, ReadMark mark) {
            gate.change(
                    "marks",
                    () -> "mark of " + account + " to " + mark,
                    () -> stores.marks().advance(account, room, mark));
        }

        @Override
        public Map<RoomId, ReadMark> ofAccount(AccountId account, Collection<RoomId> rooms) {
            List<RoomId> inOrder = inOrder(rooms);
            return gate.ask(
                    "marks",
                    () -> "marks of " + account,
                    () -> inOrder(inOrder, stores.marks().ofAccount(account, inOrder)));
        }

        @Override
        public Map<AccountId, ReadMark> inRoom(RoomId room, Collection<AccountId> accounts) {
            List<AccountId> inOrder = accountsInOrder(accounts);
            return gate.ask(
                    "marks",
                    () -> "marks in " + room,
                    () -> inOrder(inOrder, stores.marks().inRoom(room, inOrder)));
        }
    }

    private final class People implements Accounts {

        @Override
        public Registration register(Credentials credentials) {
            return gate.change(
                    "accounts",
                    () -> "register " + credentials.account(),
                    () -> stores.accounts().register(credentials));
        }

        @Override
        public Map<AccountId, Account> find(Collection<AccountId> accounts) {
            List<AccountId> inOrder = accountsInOrder(accounts);
            return gate.ask(
                    "accounts",
                    () -> "accounts " + inOrder,
                    () -> inOrder(inOrder, stores.accounts().find(inOrder)));
        }

        @Override
        public boolean replaceHash(AccountId account, PasswordHash known, PasswordHash next) {
            return gate.change(
                    "accounts",
                    () -> "replace hash of " + account,
                    () -> stores.accounts().replaceHash(account, known, next));
        }

        @Override
        public Optional<Credentials> findByUsername(Username username) {
            return gate.ask(
                    "accounts",
                    () -> "account " + username,
                    () -> stores.accounts().findByUsername(username));
        }
    }

    private final class Logins implements LoginSessions {

        @Override
        public List<SessionKey> open(LoginSession session) {
            return gate.change(
                    "logins",
                    () -> "open login of " + session.account(),
                    () -> stores.logins().open(session));
        }

        @Override
        public Optional<LoginSession> find(SessionKey key, Instant now) {
            return gate.ask("logins", () -> "find login", () -> stores.logins().find(key, now));
        }

        @Override
        public void close(SessionKey key) {
            gate.change("logins", () -> "close login", () -> stores.logins().close(key));
        }

        @Override
        public List<LoginSession> of(AccountId account, Instant now) {
            return gate.ask(
                    "logins",
                    () -> "logins of " + account,
                    () -> stores.logins().of(account, now).stream()
                            .sorted(Comparator.comparing(login -> login.key().hex()))
                            .toList());
        }

        @Override
        public void extend(SessionKey key, Instant expiresAt) {
            gate.change("logins", () -> "extend login", () -> stores.logins().extend(key, expiresAt));
        }

        @Override
        public void sweep(Instant now) {
            gate.change("logins", () -> "sweep logins", () -> stores.logins().sweep(now));
        }
    }

    private final class Directory implements RoomDirectory {

        @Override
        public RoomId reserve(AccountId account, ClientMessageId clientId, RoomId fresh) {
            return gate.change(
                    "directory",
                    () -> "reserve " + fresh,
                    () -> stores.directory().reserve(account, clientId, fresh));
        }

        @Override
        public void add(AccountId account, RoomId room, Sequence end) {
            gate.change(
                    "directory",
                    () -> "add " + room + " to " + account + " at " + end,
                    () -> stores.directory().add(account, room, end));
        }

        @Override
        public void remove(AccountId account, RoomId room, Sequence end) {
            gate.change(
                    "directory",
                    () -> "remove " + room + " from " + account + " at " + end,
                    () -> stores.directory().remove(account, room, end));
        }

        @Override
        public Set<RoomId> of(AccountId account) {
            return gate.ask(
                    "directory",
                    () -> "rooms of " + account,
                    () -> new LinkedHashSet<>(inOrder(stores.directory().of(account))));
        }
    }

    private final class Board implements PresenceBoard {

        @Override
        public boolean arrive(ConnectionKey connection, Instant now) {
            return gate.change(
                    "board", () -> "arrive " + connection, () -> stores.board().arrive(connection, scene.trueTime()));
        }

        @Override
        public void refresh(Collection<ConnectionKey> connections, Instant now) {
            List<ConnectionKey> inOrder = connections.stream()
                    .sorted(Comparator.comparingLong(key -> key.connection().value()))
                    .toList();
            gate.change(
                    "board",
                    () -> "refresh " + inOrder.size(),
                    () -> stores.board().refresh(inOrder, scene.trueTime()));
        }

        @Override
        public boolean depart(ConnectionKey connection, Instant now) {
            return gate.change(
                    "board", () -> "depart " + connection, () -> stores.board().depart(connection, scene.trueTime()));
        }

        @Override
        public Map<AccountId, Presence> of(Collection<AccountId> accounts, Instant now) {
            List<AccountId> inOrder = accountsInOrder(accounts);
            return gate.ask(
                    "board",
                    () -> "presence of " + inOrder,
                    () -> inOrder(inOrder, stores.board().of(inOrder, scene.trueTime())));
        }
    }

    private final class Hold implements HeldMessages {

        @Override
        public void hold(Collection<AccountId> recipients, Entry entry) {
            List<AccountId> inOrder = accountsInOrder(recipients);
            gate.change(
                    "hold",
                    () -> "hold " + entry + " for " + inOrder,
                    () -> stores.held().hold(inOrder, entry));
        }

        @Override
        public Held heldFor(AccountId recipient, RoomId room) {
            return gate.ask("hold", () -> "held for " + recipient, () -> {
                Held held = stores.held().heldFor(recipient, room);
                Violation.unless(
                        held.entries().size() <= ENTRIES_MAX,
                        Invariant.BOUNDED,
                        () -> held.entries().size() + " entries held for " + recipient);
                if (held.truncated()) {
                    scene.note(Situation.HOLD_OVERFLOWED);
                }
                return held;
            });
        }

        @Override
        public void release(AccountId recipient, RoomId room, Sequence upTo) {
            gate.change(
                    "hold", () -> "release up to " + upTo, () -> stores.held().release(recipient, room, upTo));
        }
    }

    private final class Numbers implements NodeIds {

        @Override
        public Duration lease() {
            return stores.nodeIds().lease();
        }

        @Override
        public Optional<NodeLease> acquire(Instant now) {
            return gate.change("numbers", () -> "acquire a number", () -> {
                Optional<NodeLease> lease = stores.nodeIds().acquire(scene.trueTime());
                lease.ifPresent(borrowed -> noteBorrower(borrowed.node()));
                return lease;
            });
        }

        private void noteBorrower(int number) {
            stores.borrower(number)
                    .filter(before -> before.isAlive() && before.isPaused())
                    .ifPresent(before -> scene.note(Situation.NUMBER_LENT_ANEW_WHILE_ITS_HOLDER_STOOD_STILL));
            stores.lentTo(number, server);
            if (!scene.plan().has(Fault.LEASE_LOST)) {
                scene.truth().borrowed(number, server.lane());
            }
        }

        @Override
        public boolean renew(NodeLease lease, Instant now) {
            return gate.change("numbers", () -> "renew " + lease, () -> {
                if (scene.weather().strikes(Fault.LEASE_LOST, chance, LEASE_LOST_ONE_IN)) {
                    stores.nodeIds().release(lease);
                }
                boolean renewed = stores.nodeIds().renew(lease, scene.trueTime());
                if (!renewed) {
                    scene.note(Situation.LEASE_LOST);
                }
                return renewed;
            });
        }

        @Override
        public void release(NodeLease lease) {
            gate.change(
                    "numbers", () -> "release " + lease, () -> stores.nodeIds().release(lease));
        }
    }

    private static List<RoomId> inOrder(Collection<RoomId> rooms) {
        return rooms.stream()
                .distinct()
                .sorted(Comparator.comparingLong(RoomId::value))
                .toList();
    }

    private static List<AccountId> accountsInOrder(Collection<AccountId> accounts) {
        return accounts.stream()
                .distinct()
                .sorted(Comparator.comparingLong(AccountId::value))
                .toList();
    }

    private static <K, V> Map<K, V> inOrder(List<K> keys, Map<K, V> found) {
        Map<K, V> ordered = new LinkedHashMap<>();
        for (K key : keys) {
            V value = found.get(key);
            if (value != null) {
                ordered.put(key, value);
            }
        }
        return ordered;
    }
}
