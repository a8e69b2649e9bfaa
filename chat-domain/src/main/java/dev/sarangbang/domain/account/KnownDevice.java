package dev.sarangbang.domain.account;

import dev.sarangbang.domain.text.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser keeps from having signed in once: that it knew the password of an account. It signs nobody in. It is there so
 * that somebody who guesses passwords can be slowed down without keeping out the one whose account it is.
 *
 * <p>Random bytes, and their HMAC-SHA-256 under the stored hash of the password: every node can check it without storing anything,
 * nobody can make one without having read the store, and it ends when the password's hash is replaced.
 */
public record KnownDevice(String value) {

    private static final int RANDOM_BYTES = 16;
    private static final int MAC_BYTES = 32;
    private static final int LENGTH = 64;
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "sarangbang known device ";

    public KnownDevice {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a known device");
        }
    }

    /** For whoever has just shown that they know the password of {@code owner}; {@code random} must be unpredictable. */
    public static KnownDevice create(Credentials owner, RandomGenerator random) {
        byte[] unique = new byte[RANDOM_BYTES];
        random.nextBytes(unique);
        byte[] all = Arrays.copyOf(unique, RANDOM_BYTES + MAC_BYTES);
        System.arraycopy(mac(owner, unique), 0, all, RANDOM_BYTES, MAC_BYTES);
        return new KnownDevice(Base64.getUrlEncoder().withoutPadding().encodeToString(all));
    }

    /** Reads text that may be anything; empty if it cannot be one. */
    public static Optional<KnownDevice> parse(String raw) {
        return isWellFormed(raw) ? Optional.of(new KnownDevice(raw)) : Optional.empty();
    }

    /** Whether it was made for this account, and since its password's hash was last replaced. */
    public boolean knows(Credentials owner) {
        byte[] all = Base64.getUrlDecoder().decode(value);
        byte[] unique = Arrays.copyOf(all, RANDOM_BYTES);
        return MessageDigest.isEqual(mac(owner, unique), Arrays.copyOfRange(all, RANDOM_BYTES, all.length));
    }

    private static byte[] mac(Credentials owner, byte[] unique) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            byte[] key = owner.passwordHash().encoded().getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((PURPOSE + owner.account().id().value() + " ").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(unique);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private static boolean isWellFormed(String raw) {
        return raw.length() == LENGTH && raw.chars().allMatch(Tokens::isTokenCharacter);
    }

    @Override
    public String toString() {
        return "KnownDevice[hidden]";
    }
}
