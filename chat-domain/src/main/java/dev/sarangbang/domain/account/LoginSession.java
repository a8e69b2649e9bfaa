package dev.sarangbang.domain.account;

import java.time.Instant;

/** One browser's being signed in, from {@code createdAt} until {@code expiresAt} (exclusive) at the latest. */
public record LoginSession(SessionKey key, AccountId account, Instant createdAt, Instant expiresAt) {
    public LoginSession {
        if (!createdAt.isBefore(expiresAt)) {
            throw new IllegalArgumentException("expires before it begins");
        }
    }

    /** This session, living until {@code later}, or as long as it does if that is longer. */
    public LoginSession extendedTo(Instant later) {
        return later.isAfter(expiresAt) ? new LoginSession(key, account, createdAt, later) : this;
    }

    /** Whether the session counts at {@code now}. */
    public boolean isLiveAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
