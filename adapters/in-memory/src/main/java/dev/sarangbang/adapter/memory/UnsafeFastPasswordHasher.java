package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.port.PasswordHasher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Hashes in microseconds, so that tests need not wait. <b>Not for production</b>: whoever steals such hashes can try a
 * billion passwords a second.
 */
public final class UnsafeFastPasswordHasher implements PasswordHasher {

    private static final String PREFIX = "unsafe-fast$";
    private static final int SALT_BYTES = 8;
    private static final int SALT_DIGITS = 2 * SALT_BYTES;

    private final RandomGenerator random;

    /**
     * @param random makes the salts; may be called from any thread
     */
    public UnsafeFastPasswordHasher(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public PasswordHash hash(Password password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return encode(HexFormat.of().formatHex(salt), password);
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        String encoded = hash.encoded();
        if (!encoded.startsWith(PREFIX) || encoded.length() < PREFIX.length() + SALT_DIGITS) {
            return false;
        }
        String salt = encoded.substring(PREFIX.length(), PREFIX.length() + SALT_DIGITS);
        return encode(salt, password).equals(hash);
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return !hash.encoded().startsWith(PREFIX);
    }

    private static PasswordHash encode(String salt, Password password) {
        try {
            byte[] salted = (salt + password.value()).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(salted);
            return new PasswordHash(PREFIX + salt + "$" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
