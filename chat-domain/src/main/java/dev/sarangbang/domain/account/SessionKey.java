package dev.sarangbang.domain.account;

/** Names a login session without giving it away: the SHA-256 of its token, 64 lower-case hexadecimal digits. */
public record SessionKey(String hex) {

    private static final int DIGITS = 64;

    public SessionKey {
        if (hex.length() != DIGITS || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw new IllegalArgumentException("not a session key");
        }
    }
}
