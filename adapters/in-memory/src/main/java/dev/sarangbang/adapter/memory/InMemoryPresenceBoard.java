package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.presence.Presence.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Knows in memory who is here. Remembers the {@value #ACCOUNTS_MAX} accounts that were active last; who has been away longest is
 * forgotten first, and counts as never seen.
 */
public final class InMemoryPresenceBoard implements PresenceBoard {

    /** The most accounts remembered, at about 200 bytes each. */
    public static final int ACCOUNTS_MAX = 200_000;

    private final int accountsMax;

    /** From the least to the most recently active. */
    private final LinkedHashMap<AccountId, Person> people = new LinkedHashMap<>();

    /** An empty board for {@value #ACCOUNTS_MAX} accounts. */
    public InMemoryPresenceBoard() {
        this(ACCOUNTS_MAX);
    }

    InMemoryPresenceBoard(int accountsMax) {
        this.accountsMax = accountsMax;
    }

    @Override
    public synchronized boolean arrive(ConnectionKey connection, Instant now) {
        Person person = touch(connection.account());
        boolean wasOffline = !person.isOnlineAt(now);
        person.see(connection, now);
        return wasOffline;
    }

    @Override
    public synchronized void refresh(Collection<ConnectionKey> connections, Instant now) {
        for (ConnectionKey connection : connections) {
            touch(connection.account()).see(connection, now);
        }
    }

    @Override
    public synchronized boolean depart(ConnectionKey connection, Instant now) {
        Person person = people.get(connection.account());
        if (person == null) {
            return true;
        }
        person.part(connection, now);
        return !person.isOnlineAt(now);
    }

    @Override
    public synchronized Map<AccountId, Presence> of(Collection<AccountId> accounts, Instant now) {
        Map<AccountId, Presence> found = HashMap.newHashMap(accounts.size());
        for (AccountId account : accounts) {
            Person person = people.get(account);
            found.put(account, person == null ? Presence.NEVER_SEEN : person.presenceAt(now));
        }
        return found;
    }

    private Person touch(AccountId account) {
        Person person = people.computeIfAbsent(account, ignored -> new Person());
        people.putLast(account, person);
        if (people.size() > accountsMax) {
            people.pollFirstEntry();
        }
        return person;
    }

    /** One account: when each of its connections lapses, and when it was last active. */
    private static final class Person {

        private final Map<ConnectionKey, Instant> lapses = new HashMap<>(2);
        private Instant lastActive = Instant.MIN;

        void see(ConnectionKey connection, Instant now) {
            lapses.merge(connection, now.plus(LEASE), Person::later);
            lastActive = later(lastActive, now);
            dropLapsed(now);
        }

        void part(ConnectionKey connection, Instant now) {
            lapses.remove(connection);
            lastActive = later(lastActive, now);
            dropLapsed(now);
        }

        boolean isOnlineAt(Instant now) {
            for (Instant lapse : lapses.values()) {
                if (now.isBefore(lapse)) {
                    return true;
                }
            }
            return false;
        }

        Presence presenceAt(Instant now) {
            return new Presence(
                    isOnlineAt(now) ? Status.ONLINE : Status.OFFLINE,
                    Optional.of(lastActive.truncatedTo(ChronoUnit.MILLIS)));
        }

        private void dropLapsed(Instant now) {
            lapses.values().removeIf(lapse -> !now.isBefore(lapse));
        }

        private static Instant later(Instant a, Instant b) {
            return a.isBefore(b) ? b : a;
        }
    }
}
