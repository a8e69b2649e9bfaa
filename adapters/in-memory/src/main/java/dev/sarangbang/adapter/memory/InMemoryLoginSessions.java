package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.port.LoginSessions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps login sessions in memory. */
public final class InMemoryLoginSessions implements LoginSessions {

    private static final Comparator<LoginSession> LAST_TO_EXPIRE_FIRST = Comparator.comparing(LoginSession::expiresAt)
            .reversed()
            .thenComparing(session -> session.key().hex());

    private final Map<SessionKey, LoginSession> sessions = new ConcurrentHashMap<>();

    /** One at a time, so that none is opened between the counting and the ending. */
    @Override
    public synchronized List<SessionKey> open(LoginSession session) {
        sessions.put(session.key(), session);
        List<SessionKey> tooMany = sessions.values().stream()
                .filter(other -> other.account().equals(session.account()) && !other.equals(session))
                .sorted(LAST_TO_EXPIRE_FIRST)
                .skip(SESSIONS_PER_ACCOUNT_MAX - 1)
                .map(LoginSession::key)
                .toList();
        tooMany.forEach(this::close);
        return tooMany;
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
