package dev.sarangbang.domain.account;

import dev.sarangbang.domain.text.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a signed-in browser holds: {@value #BYTES} random bytes, in base64url. Whoever has it is the person, so only its
 * {@link SessionKey} is ever stored, and {@link #toString} does not tell it.
 */
public record SessionToken(String value) {

    /** 256 bits, twice what the OWASP session cheat sheet asks for at least. */
    public static final int BYTES = 32;

    private static final int LENGTH = 43;

    public SessionToken {
        if (value.length() != LENGTH || !value.chars().allMatch(Tokens::isTokenCharacter)) {
            throw new IllegalArgumentException("not a session token");
        }
    }

    /** A new token; {@code random} must be unpredictable. */
    public static SessionToken create(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Reads text that may be anything; empty if it cannot be a token. */
    public static Optional<SessionToken> parse(String raw) {
        boolean good = raw.length() == LENGTH && raw.chars().allMatch(Tokens::isTokenCharacter);
        return good ? Optional.of(new SessionToken(raw)) : Optional.empty();
    }

    /** The key under which the session is stored: SHA-256 of the token, from which the token cannot be found. */
    public SessionKey key() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return new SessionKey(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SessionToken[hidden]";
    }
}
