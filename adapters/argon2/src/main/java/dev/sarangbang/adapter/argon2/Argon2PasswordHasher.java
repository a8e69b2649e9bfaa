package dev.sarangbang.adapter.argon2;

import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.port.PasswordHasher;
import dev.sarangbang.domain.port.PortException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with argon2id. What a hash cost is written in it, so that hashes made before the cost was raised
 * still match.
 *
 * <p>The work is done by a few threads of the platform, which end when there is nothing to do. A virtual thread would
 * keep its carrier for as long as the hash takes, and with it everybody who talks. When {@value #WAITING_MAX} wait,
 * more are refused with {@link PortException.Unavailable}. May be used from any thread.
 */
public final class Argon2PasswordHasher implements PasswordHasher {

    /** In bytes: enough that no two people ever have the same. */
    public static final int SALT_BYTES = 16;

    /** In bytes. */
    public static final int HASH_BYTES = 32;

    /** The most passwords that wait for a thread. The last of them waits for seconds as it is. */
    public static final int WAITING_MAX = 256;

    private static final int THREAD_IDLE_SECONDS_MAX = 10;

    private final Argon2Cost cost;
    private final RandomGenerator random;
    private final ThreadPoolExecutor executor;

    /**
     * @param cost of hashes that are made from now on
     * @param threads the most hashes at a time: each fills its memory and keeps a core busy
     * @param random unpredictable, and safe to use from any thread
     */
    public Argon2PasswordHasher(Argon2Cost cost, int threads, RandomGenerator random) {
        this.cost = cost;
        this.random = random;
        this.executor = new ThreadPoolExecutor(
                threads,
                threads,
                THREAD_IDLE_SECONDS_MAX,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().name("argon2-", 0).daemon().factory());
        this.executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public PasswordHash hash(Password password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = inTurn(() -> compute(password, cost, salt, HASH_BYTES));
        return new PasswordHash(new EncodedHash(cost, salt, hash).encode());
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        Optional<EncodedHash> parsed = EncodedHash.parse(hash.encoded());
        if (parsed.isEmpty()) {
            return false;
        }
        EncodedHash expected = parsed.get();
        int length = expected.hash().length;
        byte[] actual = inTurn(() -> compute(password, expected.cost(), expected.salt(), length));
        return MessageDigest.isEqual(expected.hash(), actual); // takes the same time wherever they differ
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return EncodedHash.parse(hash.encoded())
                .filter(made -> made.cost().equals(cost)
                        && made.salt().length >= SALT_BYTES
                        && made.hash().length >= HASH_BYTES)
                .isEmpty();
    }

    private <T> T inTurn(Callable<T> work) {
        try {
            return executor.submit(work).get();
        } catch (RejectedExecutionException e) {
            throw new PortException.Unavailable("too many passwords wait to be hashed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException.Unavailable("interrupted while a password was hashed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }

    private static byte[] compute(Password password, Argon2Cost cost, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] text = password.value().getBytes(StandardCharsets.UTF_8);
        byte[] hash = new byte[length];
        generator.generateBytes(text, hash);
        Arrays.fill(text, (byte) 0);
        return hash;
    }
}
