package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.presence.Presence.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Who is here, in memory: the leases of connections, and when each account was last active. An account is forgotten
 * once it has no connection and its last activity has been saved, so what is kept is bounded by the connections and by
 * the time between two savings. Safe to be used by many threads; every method is short.
 *
 * <p>All times are milliseconds since 1970.
 */
final class Attendance {

    private static final long LEASE_MILLIS = PresenceBoard.LEASE.toMillis();

    private final Map<AccountId, Attendee> attendees = new HashMap<>();
    private long latest;

    /** Notes a new connection; true if its account had none alive. */
    synchronized boolean arrive(ConnectionKey connection, long now) {
        Attendee attendee = attendees.computeIfAbsent(connection.account(), ignored -> new Attendee());
        boolean wasOffline = !attendee.isHere(now);
        attendee.lapses.merge(connection, now + LEASE_MILLIS, Math::max);
        touch(attendee, now);
        return wasOffline;
    }

    /** Keeps connections alive, or brings them back. */
    synchronized void refresh(Collection<ConnectionKey> connections, long now) {
        for (ConnectionKey connection : connections) {
            arrive(connection, now);
        }
    }

    /** Notes that a connection ended; true if its account has none alive now. */
    synchronized boolean depart(ConnectionKey connection, long now) {
        Attendee attendee = attendees.get(connection.account());
        if (attendee == null) {
            return true;
        }
        attendee.lapses.remove(connection);
        touch(attendee, now);
        return !attendee.isHere(now);
    }

    /** The presence of those of {@code accounts} that are not forgotten. */
    synchronized Map<AccountId, Presence> of(Collection<AccountId> accounts, long now) {
        Map<AccountId, Presence> known = HashMap.newHashMap(accounts.size());
        for (AccountId account : accounts) {
            Attendee attendee = attendees.get(account);
            if (attendee != null) {
                Status status = attendee.isHere(now) ? Status.ONLINE : Status.OFFLINE;
                known.put(account, new Presence(status, Optional.of(Instant.ofEpochMilli(attendee.lastActive))));
            }
        }
        return known;
    }

    /** How many accounts are not forgotten. */
    synchronized int size() {
        return attendees.size();
    }

    /** When they were last active, of at most {@code limit} accounts for which this has not been saved. */
    synchronized Map<AccountId, Long> unsaved(int limit) {
        Map<AccountId, Long> unsaved = new HashMap<>();
        for (Map.Entry<AccountId, Attendee> entry : attendees.entrySet()) {
            if (unsaved.size() == limit) {
                break;
            }
            if (entry.getValue().isUnsaved) {
                unsaved.put(entry.getKey(), entry.getValue().lastActive);
            }
        }
        return unsaved;
    }

    /** Notes what has been saved by now. */
    synchronized void saved(Map<AccountId, Long> lastActive) {
        lastActive.forEach((account, at) -> {
            Attendee attendee = attendees.get(account);
            if (attendee != null && attendee.lastActive == at) {
                attendee.isUnsaved = false;
            }
        });
    }

    /** Forgets those who have gone and of whom everything has been saved. */
    synchronized void forgetTheGone() {
        for (Iterator<Attendee> all = attendees.values().iterator(); all.hasNext(); ) {
            Attendee attendee = all.next();
            attendee.lapses.values().removeIf(lapse -> latest >= lapse);
            if (attendee.lapses.isEmpty() && !attendee.isUnsaved) {
                all.remove();
            }
        }
    }

    private void touch(Attendee attendee, long now) {
        attendee.lastActive = Math.max(attendee.lastActive, now);
        attendee.isUnsaved = true;
        latest = Math.max(latest, now);
    }

    private static final class Attendee {
        /** When each connection lapses. */
        private final Map<ConnectionKey, Long> lapses = new HashMap<>(2);

        private long lastActive;
        private boolean isUnsaved;

        boolean isHere(long now) {
            return lapses.values().stream().anyMatch(lapse -> now < lapse);
        }
    }
}
