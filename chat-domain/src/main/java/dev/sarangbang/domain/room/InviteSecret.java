package dev.sarangbang.domain.room;

import dev.sarangbang.domain.text.Tokens;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What lets whoever holds it into a room: {@value #BYTES} random bytes in base64url. Part of the room, known to its
 * members; {@link #toString} does not tell it.
 */
public record InviteSecret(String value) {

    /** 128 bits: not to be guessed. */
    public static final int BYTES = 16;

    private static final int LENGTH = 22;

    public InviteSecret {
        if (!isSecret(value)) {
            throw new IllegalArgumentException("not an invite secret");
        }
    }

    /** A new secret; {@code random} must be unpredictable. */
    public static InviteSecret create(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new InviteSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Reads text that may be anything; empty if it cannot be a secret. */
    public static Optional<InviteSecret> parse(String raw) {
        return isSecret(raw) ? Optional.of(new InviteSecret(raw)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "InviteSecret[hidden]";
    }

    private static boolean isSecret(String text) {
        return text.length() == LENGTH && Tokens.isToken(text);
    }
}
