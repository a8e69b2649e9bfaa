package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.adapter.memory.InMemoryPresenceBoard;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.presence.ConnectionId;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.sync.DeviceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Wrong boards of who is here. */
final class WrongBoards {

    private WrongBoards() {}

    static List<Wrong<?>> all() {
        return List.of(
                board("P1", "shows people as gone when any connection departs", () -> new Board() {
                    private final Map<ConnectionKey, AccountId> here = new ConcurrentHashMap<>();

                    @Override
                    public boolean arrive(ConnectionKey connection, Instant now) {
                        here.put(connection, connection.account());
                        return super.arrive(connection, now);
                    }

                    @Override
                    public boolean depart(ConnectionKey connection, Instant now) {
                        here.keySet().stream()
                                .filter(other -> other.account().equals(connection.account()))
                                .forEach(other -> super.depart(other, now));
                        return true;
                    }
                }),
                board("P2", "knows devices and not connections", () -> new Board() {
                    @Override
                    ConnectionKey key(ConnectionKey connection) {
                        return new ConnectionKey(connection.account(), connection.device(), new ConnectionId(1));
                    }
                }),
                board("P2", "knows 32 bits of a connection", () -> new Board() {
                    @Override
                    ConnectionKey key(ConnectionKey connection) {
                        long low = connection.connection().value() & 0xFFFF_FFFFL | 1L << 40;
                        return new ConnectionKey(connection.account(), connection.device(), new ConnectionId(low));
                    }
                }),
                board("P3", "lets nobody lapse", () -> new Board() {
                    @Override
                    public void refresh(Collection<ConnectionKey> connections, Instant now) {
                        super.refresh(connections, now.plus(LEASE));
                    }
                }),
                board("P3", "does not refresh", () -> new Board() {
                    @Override
                    public void refresh(Collection<ConnectionKey> connections, Instant now) {
                        // on purpose
                    }
                }),
                board("P3", "lets people lapse twice as late", () -> new Board() {
                    @Override
                    public Map<AccountId, Presence> of(Collection<AccountId> accounts, Instant now) {
                        return super.of(accounts, now.minus(LEASE));
                    }
                }),
                board("P4", "takes everyone who arrives for new", () -> new Board() {
                    @Override
                    public boolean arrive(ConnectionKey connection, Instant now) {
                        super.arrive(connection, now);
                        return true;
                    }
                }),
                board("P4", "looks first and notes later", () -> new Board() {
                    @Override
                    public boolean arrive(ConnectionKey connection, Instant now) {
                        AccountId account = connection.account();
                        boolean wasOnline =
                                of(List.of(account), now).get(account).isOnline();
                        Moment.pass();
                        super.arrive(connection, now);
                        return !wasOnline;
                    }
                }),
                board("P5", "counts arrivals alone as signs of life", () -> new Board() {
                    private final Map<AccountId, Instant> arrivals = new ConcurrentHashMap<>();

                    @Override
                    public boolean arrive(ConnectionKey connection, Instant now) {
                        arrivals.put(connection.account(), now);
                        return super.arrive(connection, now);
                    }

                    @Override
                    public Map<AccountId, Presence> of(Collection<AccountId> accounts, Instant now) {
                        Map<AccountId, Presence> found = super.of(accounts, now);
                        found.replaceAll((account, presence) ->
                                new Presence(presence.status(), Optional.ofNullable(arrivals.get(account))));
                        return found;
                    }
                }),
                board("P5", "has seen everyone", () -> new Board() {
                    @Override
                    public Map<AccountId, Presence> of(Collection<AccountId> accounts, Instant now) {
                        Map<AccountId, Presence> found = super.of(accounts, now);
                        found.replaceAll((account, presence) -> new Presence(presence.status(), Optional.of(now)));
                        return found;
                    }
                }),
                board("P6", "knows connections and not whose they are", () -> new Board() {
                    private final Map<DeviceId, AccountId> owners = new ConcurrentHashMap<>();

                    @Override
                    ConnectionKey key(ConnectionKey connection) {
                        AccountId owner = owners.computeIfAbsent(connection.device(), ignored -> connection.account());
                        return new ConnectionKey(owner, connection.device(), connection.connection());
                    }
                }));
    }

    private static Wrong<PresenceBoard> board(String promise, String how, Supplier<PresenceBoard> board) {
        return new Wrong<>(promise, how, UnderTest.OfPresenceBoard.class, board);
    }

    /** A right board, to be spoiled. */
    private static class Board implements PresenceBoard {
        private final PresenceBoard real = new InMemoryPresenceBoard();

        @Override
        public boolean arrive(ConnectionKey connection, Instant now) {
            return real.arrive(key(connection), now);
        }

        @Override
        public void refresh(Collection<ConnectionKey> connections, Instant now) {
            real.refresh(connections.stream().map(this::key).toList(), now);
        }

        @Override
        public boolean depart(ConnectionKey connection, Instant now) {
            return real.depart(key(connection), now);
        }

        @Override
        public Map<AccountId, Presence> of(Collection<AccountId> accounts, Instant now) {
            return real.of(accounts, now);
        }

        ConnectionKey key(ConnectionKey connection) {
            return connection;
        }
    }
}
