package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.port.LoginSessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps login sessions in memory. */
public final class InMemoryLoginSessions implements LoginSessions {

    private final Map<SessionKey, LoginSession> sessions = new ConcurrentHashMap<>();

    @Override
    public void open(LoginSession session) {
        sessions.put(session.key(), session);
    }

    @Override
    public Optional<LoginSession> find(SessionKey key, Instant now) {
        return Optional.ofNullable(sessions.get(key)).filter(session -> session.isLiveAt(now));
    }

    @Override
    public List<LoginSession> of(AccountId account, Instant now) {
        return sessions.values().stream()
                .filter(session -> session.account().equals(account) && session.isLiveAt(now))
                .toList();
    }

    @Override
    public void extend(SessionKey key, Instant expiresAt) {
        sessions.computeIfPresent(key, (ignored, session) -> session.extendedTo(expiresAt));
    }

    @Override
    public void close(SessionKey key) {
        sessions.remove(key);
    }

    @Override
    public void sweep(Instant now) {
        sessions.values().removeIf(session -> !session.isLiveAt(now));
    }
}
