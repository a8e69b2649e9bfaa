package dev.sarangbang.domain.account;

import java.util.Optional;

/** Names a login session without giving it away: the SHA-256 of its token, 64 lower-case hexadecimal digits. */
public record SessionKey(String hex) {

    private static final int DIGITS = 64;

    public SessionKey {
        if (!isWellFormed(hex)) {
            throw new IllegalArgumentException("not a session key");
        }
    }

    /** Reads text that may be anything; empty if it cannot be a key. */
    public static Optional<SessionKey> parse(String raw) {
        return isWellFormed(raw) ? Optional.of(new SessionKey(raw)) : Optional.empty();
    }

    private static boolean isWellFormed(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }
}
