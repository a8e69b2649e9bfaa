package dev.sarangbang.adapter.argon2;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash with everything needed to make it again, in the PHC string format: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, salt and hash in base64 without padding. Every implementation of argon2
 * reads and writes it.
 */
final class EncodedHash {

    /** In bytes. Salts and hashes longer or shorter than ours are read too, within these bounds. */
    private static final int SALT_BYTES_MIN = 8;

    private static final int HASH_BYTES_MIN = 16;
    private static final int BYTES_MAX = 64;

    private static final Pattern FORMAT = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=([1-9]\\d{0,8}),t=([1-9]\\d{0,8}),p=([1-9]\\d{0,8})"
            + "\\$([A-Za-z0-9+/]{1,100})\\$([A-Za-z0-9+/]{1,100})");

    private final Argon2Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    /** Takes over the arrays. */
    EncodedHash(Argon2Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /**
     * Reads text that may be anything; empty if it is no hash of this kind, or one that nobody should be made to
     * compute.
     */
    static Optional<EncodedHash> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var cost = new Argon2Cost(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            var parsed = new EncodedHash(cost, bytes(matcher, 4), bytes(matcher, 5));
            return Optional.of(parsed).filter(EncodedHash::isOfReasonableLength);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a cost beyond bounds, or no base64 after all
        }
    }

    Argon2Cost cost() {
        return cost;
    }

    /** Not to be changed. */
    byte[] salt() {
        return salt;
    }

    /** Not to be changed. */
    byte[] hash() {
        return hash;
    }

    /** The text that {@link #parse} reads. */
    String encode() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.lanes() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private boolean isOfReasonableLength() {
        return salt.length >= SALT_BYTES_MIN
                && salt.length <= BYTES_MAX
                && hash.length >= HASH_BYTES_MIN
                && hash.length <= BYTES_MAX;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static byte[] bytes(Matcher matcher, int group) {
        return Base64.getDecoder().decode(matcher.group(group));
    }
}
