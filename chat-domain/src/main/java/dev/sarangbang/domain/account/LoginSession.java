package dev.sarangbang.domain.account;

import java.time.Instant;

/** One browser's being signed in, from {@code createdAt} until {@code expiresAt} (exclusive) at the latest. */
public record LoginSession(SessionKey key, AccountId account, Instant createdAt, Instant expiresAt) {
    public LoginSession {
        if (!createdAt.isBefore(expiresAt)) {
            throw new IllegalArgumentException("expires before it begins");
        }
    }

    /** Whether the session counts at {@code now}. */
    public boolean isLiveAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
