package dev.sarangbang.adapter.redis;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.presence.Presence.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is here: a hash for each account, with a field for each connection that tells when it lapses, and one for the last sign of
 * life. To depart deletes one's own field and no other. When something lapses goes by Redis' clock; the last sign of life is shown to
 * people and goes by the node's.
 *
 * <p>When Redis has lost its data, everyone is offline and was never seen, until their node refreshes their connections; who was
 * away at that time stays unseen until they come again.
 */
final class RedisPresenceBoard implements PresenceBoard {

    /** How long somebody who does not come back is remembered. */
    static final Duration KEPT = Duration.ofDays(90);

    /** Connections or accounts in one script: while it runs, nobody else is served, so it should be over in a fraction of a millisecond. */
    static final int AT_ONCE_MAX = 100;

    private static final String LEASE_MILLIS = Long.toString(LEASE.toMillis());
    private static final String KEPT_MILLIS = Long.toString(KEPT.toMillis());

    private final Redis redis;
    private final Keys keys;
    private final LeaseClock clock;

    RedisPresenceBoard(Redis redis, Keys keys, LeaseClock clock) {
        this.redis = redis;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public boolean arrive(ConnectionKey connection, Instant now) {
        return note(List.of(connection), now).equals(List.of(1L));
    }

    @Override
    public void refresh(Collection<ConnectionKey> connections, Instant now) {
        inParts(connections).forEach(part -> note(part, now));
    }

    private Object note(List<ConnectionKey> connections, Instant now) {
        List<String> arguments = new ArrayList<>(List.of(clock.toScript(now), millis(now), LEASE_MILLIS, KEPT_MILLIS));
        connections.forEach(connection -> arguments.add(field(connection)));
        List<String> people = connections.stream()
                .map(connection -> keys.presence(connection.account()))
                .toList();
        return redis.run(Script.ARRIVE, people, arguments);
    }

    @Override
    public boolean depart(ConnectionKey connection, Instant now) {
        List<String> arguments = List.of(clock.toScript(now), millis(now), field(connection), KEPT_MILLIS);
        return redis.run(Script.DEPART, List.of(keys.presence(connection.account())), arguments)
                .equals(1L);
    }

    @Override
    public Map<AccountId, Presence> of(Collection<AccountId> accounts, Instant now) {
        Map<AccountId, Presence> found = HashMap.newHashMap(accounts.size());
        for (List<AccountId> part : inParts(accounts)) {
            List<String> people = part.stream().map(keys::presence).toList();
            List<?> answers = (List<?>) redis.run(Script.PRESENCE, people, List.of(clock.toScript(now)));
            for (int i = 0; i < part.size(); i++) {
                found.put(part.get(i), presence(answers.get(2 * i), (String) answers.get(2 * i + 1)));
            }
        }
        return found;
    }

    private static Presence presence(Object alive, String seen) {
        if (seen.isEmpty()) {
            return Presence.NEVER_SEEN;
        }
        try {
            Instant lastActive = Instant.ofEpochMilli(Long.parseLong(seen));
            return new Presence(alive.equals(1L) ? Status.ONLINE : Status.OFFLINE, Optional.of(lastActive));
        } catch (NumberFormatException e) {
            throw new PortException.Corrupt("a last sign of life that is no time", e);
        }
    }

    private static String field(ConnectionKey connection) {
        return connection.device().value() + ":" + connection.connection().value();
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    private static <T> List<List<T>> inParts(Collection<T> all) {
        List<T> list = List.copyOf(all);
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < list.size(); from += AT_ONCE_MAX) {
            parts.add(list.subList(from, Math.min(list.size(), from + AT_ONCE_MAX)));
        }
        return parts;
    }
}
