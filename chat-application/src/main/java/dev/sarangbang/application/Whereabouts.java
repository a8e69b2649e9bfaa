package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.Room;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells people who came and went: at once when someone comes, and after a grace when they go, so that a reconnect is not seen.
 * What got lost, as when a node crashed and nobody was left to tell, is noticed by looking at the board now and then on behalf
 * of the rooms that are on someone's screen.
 */
final class Whereabouts {

    private final RoomViews views;
    private final Fanout fanout;
    private final LiveConnections connections;
    private final Surroundings surroundings;
    private final Meter meter;

    /** When to look whether someone who seemed to go is still gone, by the steady clock. */
    private final Map<AccountId, Long> leavingDueNanos = new ConcurrentHashMap<>();

    /** What was last seen of the people in view; only {@link #compare} touches it. */
    private Map<AccountId, Presence.Status> lastSeen = Map.of();

    Whereabouts(RoomViews views, Fanout fanout, LiveConnections connections, Surroundings surroundings, Meter meter) {
        this.views = views;
        this.fanout = fanout;
        this.connections = connections;
        this.surroundings = surroundings;
        this.meter = meter;
    }

    /** Someone's first connection arrived. */
    void cameOnline(AccountId account) {
        boolean hadNotBeenMissed = leavingDueNanos.remove(account) != null;
        if (!hadNotBeenMissed) {
            surroundings.executor().execute(() -> announce(account));
        }
    }

    /** Someone's last connection departed. */
    void wentOffline(AccountId account) {
        leavingDueNanos.put(account, surroundings.steadyNanos().getAsLong() + Limits.OFFLINE_GRACE.toNanos());
    }

    /** Tells of those who have been gone for the whole grace. */
    void tellOfTheGone() {
        long now = surroundings.steadyNanos().getAsLong();
        leavingDueNanos.forEach((account, dueNanos) -> {
            boolean isDue = now - dueNanos >= 0;
            if (isDue && leavingDueNanos.remove(account, dueNanos) && !connections.has(account)) {
                announce(account);
            }
        });
    }

    /** Looks at the people in {@code rooms}, which are on someone's screen, and pushes what changed unnoticed. */
    void compare(Collection<Room> rooms) {
        Set<AccountId> inView = new HashSet<>();
        rooms.forEach(room -> room.members().forEach(member -> inView.add(member.account())));
        Map<AccountId, Presence> now = views.presenceOf(inView);
        Map<AccountId, Presence.Status> seen = new HashMap<>();
        now.forEach((account, presence) -> {
            Presence.Status before = lastSeen.get(account);
            seen.put(account, presence.status());
            if (before != null && before != presence.status() && !leavingDueNanos.containsKey(account)) {
                push(account, presence, rooms);
            }
        });
        lastSeen = seen;
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

    /** Tells everyone who shares a room with {@code account} how it is with them now. */
    private void announce(AccountId account) {
        try {
            Presence presence = views.presenceOf(List.of(account)).get(account);
            if (presence != null) {
                fanout.tell(views.acquaintances(account), new Notice.PresenceChanged(account, presence));
            }
        } catch (PortException e) {
            meter.degraded("announce", e);
        }
    }
}
