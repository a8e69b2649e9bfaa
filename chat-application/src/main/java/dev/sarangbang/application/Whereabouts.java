package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps on the board who is connected here, and tells people who came and went: at once when someone comes, and after a grace
 * when they go, so that a reconnect is not seen. What got lost, as when a node crashed and nobody was left to tell, is noticed
 * by looking at the board now and then on behalf of the rooms that are on someone's screen.
 *
 * <p>Without the board people still chat; they are shown as here once it can be refreshed.
 */
final class Whereabouts {

    /** Who was alive within this may have been shown as here to someone who opened a room since the last look at the board. */
    private static final Duration LATELY = PresenceBoard.LEASE.plus(Limits.HEARTBEAT.multipliedBy(2));

    private final PresenceBoard board;
    private final RoomViews views;
    private final ToldPresence told;
    private final Fanout fanout;
    private final LiveConnections connections;
    private final Surroundings surroundings;
    private final Meter meter;

    /** When to look whether someone who seemed to go is still gone, by the steady clock. */
    private final Map<AccountId, Long> leavingDueNanos = new ConcurrentHashMap<>();

    Whereabouts(
            PresenceBoard board,
            RoomViews views,
            ToldPresence told,
            Fanout fanout,
            LiveConnections connections,
            Surroundings surroundings,
            Meter meter) {
        this.board = board;
        this.views = views;
        this.told = told;
        this.fanout = fanout;
        this.connections = connections;
        this.surroundings = surroundings;
        this.meter = meter;
    }

    /** How {@code presence} is shown to people: who has been gone for less than the grace still counts as here. */
    static Presence asShown(Presence presence, Instant now) {
        boolean justLeft = !presence.isOnline() && wasAliveWithin(Limits.OFFLINE_GRACE, presence, now);
        return justLeft ? new Presence(Presence.Status.ONLINE, presence.lastActiveAt()) : presence;
    }

    /** Somebody connected. */
    void arrived(LiveConnection connection) {
        try {
            if (board.arrive(connection.key(), now())) {
                cameOnline(connection.account());
            }
        } catch (PortException e) {
            meter.degraded("arrive", e);
        } finally {
            connection.keepOnBoard();
        }
    }

    /** A connection, which is not among the live ones any more, ended. */
    void departed(LiveConnection connection) {
        try {
            if (board.depart(connection.key(), now())) {
                leavingDueNanos.put(connection.account(), steadyNanos() + Limits.OFFLINE_GRACE.toNanos());
            }
        } catch (PortException e) {
            meter.degraded("depart", e);
        }
    }

    /** Keeps those who are connected here on the board. */
    void refresh() {
        List<LiveConnection> here =
                connections.all().stream().filter(LiveConnection::isKeptOnBoard).toList();
        List<ConnectionKey> keys = here.stream().map(LiveConnection::key).toList();
        if (!keys.isEmpty()) {
            board.refresh(keys, now());
        }
        for (LiveConnection connection : here) {
            if (!connections.hold(connection)) {
                // It ended meanwhile: the refresh may have come after its departure, and brought it back.
                departed(connection);
            }
        }
    }

    /** Tells of those who have been gone for the whole grace. */
    void tellOfTheGone() {
        long now = steadyNanos();
        leavingDueNanos.forEach((account, dueNanos) -> {
            boolean isDue = now - dueNanos >= 0;
            if (isDue && leavingDueNanos.remove(account, dueNanos) && !connections.has(account)) {
                tellIfGone(account);
            }
        });
    }

    /** Looks at the people in {@code rooms}, which are on someone's screen, and pushes what changed unnoticed, or was told wrong. */
    void compare(Collection<Room> rooms) {
        Set<AccountId> inView = new HashSet<>();
        rooms.forEach(room -> room.members().forEach(member -> inView.add(member.account())));
        Map<AccountId, Presence> now = views.presenceOf(inView);
        if (now.isEmpty() && !inView.isEmpty()) {
            told.lookedInVain(inView); // the board is cut off: what was seen before still tells what changed
            return;
        }
        now.forEach((account, presence) -> {
            boolean isNews = isNews(account, presence);
            told.toldAll(account, presence.status());
            if (isNews) {
                push(account, presence, rooms);
            }
        });
        told.looked(inView);
    }

    private boolean isNews(AccountId account, Presence presence) {
        boolean changed = told.last(account)
                .map(before -> before != presence.status())
                .orElseGet(() -> !presence.isOnline() && wasAliveWithin(LATELY, presence, now()));
        return changed || told.wasShownOtherwise(account, presence.status());
    }

    private void push(AccountId account, Presence presence, Collection<Room> rooms) {
        var event = new Event.Happened(new Notice.PresenceChanged(account, presence));
        rooms.stream()
                .filter(room -> room.member(account).isPresent())
                .flatMap(room -> room.members().stream())
                .map(Member::account)
                .distinct()
                .filter(other -> !other.equals(account))
                .flatMap(other -> connections.of(other).stream())
                .forEach(connection -> connection.device().push(event));
    }

    private void cameOnline(AccountId account) {
        boolean hadNotBeenMissed = leavingDueNanos.remove(account) != null;
        if (!hadNotBeenMissed) {
            surroundings.executor().execute(() -> {
                try {
                    announce(account, onBoard(account));
                } catch (PortException e) {
                    meter.degraded("announce", e);
                }
            });
        }
    }

    private void tellIfGone(AccountId account) {
        try {
            Presence presence = onBoard(account);
            if (presence.isOnline()) {
                return; // through another node, which sees to the rest
            }
            if (asShown(presence, now()).isOnline()) {
                leavingDueNanos.putIfAbsent(account, steadyNanos()); // gone from another node only now: look again
            } else {
                announce(account, presence);
            }
        } catch (PortException e) {
            meter.degraded("announce", e);
            leavingDueNanos.putIfAbsent(account, steadyNanos());
        }
    }

    /**
     * Tells everyone who shares a room with {@code account} how it is with them, until it still is so afterwards: of two who do
     * this at once, the one who tells last has looked last.
     */
    private void announce(AccountId account, Presence presence) {
        Set<AccountId> acquaintances = views.acquaintances(account);
        Presence told = presence;
        fanout.tell(acquaintances, new Notice.PresenceChanged(account, told));
        for (Presence next = onBoard(account); next.status() != told.status(); next = onBoard(account)) {
            told = next;
            fanout.tell(acquaintances, new Notice.PresenceChanged(account, told));
        }
    }

    private Presence onBoard(AccountId account) {
        return board.of(List.of(account), now()).getOrDefault(account, Presence.NEVER_SEEN);
    }

    private static boolean wasAliveWithin(Duration span, Presence presence, Instant now) {
        return presence.lastActiveAt()
                .filter(last -> Duration.between(last, now).abs().compareTo(span) < 0)
                .isPresent();
    }

    private Instant now() {
        return surroundings.clock().instant();
    }

    private long steadyNanos() {
        return surroundings.steadyNanos().getAsLong();
    }
}
