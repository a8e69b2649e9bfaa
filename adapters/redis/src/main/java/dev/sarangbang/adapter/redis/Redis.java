package dev.sarangbang.adapter.redis;

import dev.sarangbang.domain.port.PortException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Redis as everything here uses it: no call waits for longer than a few timeouts, and whatever goes wrong is a {@link PortException}.
 *
 * <p>Callers take turns before they reach the pool: thousands of virtual threads that wait inside of it can stall it for a minute,
 * and would hold as many carriers on older JVMs. A call on a connection that the server has closed meanwhile, as when it was
 * restarted, is made once more on a new one; so everything that is called here may happen twice.
 *
 * <p>May be used from any thread.
 */
final class Redis implements AutoCloseable {

    private static final String NAME = "sarangbang";
    private static final String POLICY = "maxmemory_policy:";

    private final RedisClient client;
    private final Semaphore turns;
    private final int connections;
    private final Duration timeout;
    private final LongSupplier steadyNanos;
    private final Breaker breaker;
    private final LongConsumer calls;
    private final LongConsumer failures;

    private Redis(RedisSettings settings, LongConsumer calls, LongConsumer failures, LongSupplier steadyNanos) {
        this.timeout = settings.timeout();
        this.connections = settings.connections();
        this.turns = new Semaphore(connections, true);
        this.steadyNanos = steadyNanos;
        this.breaker = new Breaker(steadyNanos);
        this.calls = calls;
        this.failures = failures;
        this.client = client(settings);
    }

    /**
     * Connects, and opens every connection at once: a cold pool is slow just when it should not be. Throws {@link
     * PortException.Unavailable} if nobody answers, and {@link NotAllowedException} if Redis does not let us in.
     *
     * @param calls takes how long each call took, in nanoseconds
     * @param failures takes 1 for each call that failed
     */
    static Redis open(RedisSettings settings, LongConsumer calls, LongConsumer failures) {
        var redis = new Redis(settings, calls, failures, System::nanoTime);
        boolean complete = false;
        try {
            redis.client.getPool().addObjects(settings.connections());
            redis.client.ping();
            complete = true;
            return redis;
        } catch (JedisException e) {
            throw isRefusal(e)
                    ? new NotAllowedException("Redis refuses this user or password", e)
                    : new PortException.Unavailable("Redis does not answer: " + e.getMessage(), e);
        } finally {
            if (!complete) {
                redis.close();
            }
        }
    }

    private static RedisClient client(RedisSettings settings) {
        int millis = Math.toIntExact(settings.timeout().toMillis());
        var config = DefaultJedisClientConfig.builder()
                .resp2()
                .clientName(NAME)
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis);
        if (settings.tls()) {
            config.sslOptions(SslOptions.defaults());
        }
        settings.user().ifPresent(config::user);
        settings.password().ifPresent(config::password);
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(settings.connections());
        pool.setMaxIdle(settings.connections());
        pool.setMinIdle(settings.connections());
        pool.setMaxWait(settings.timeout());
        pool.setJmxEnabled(false);
        return RedisClient.builder()
                .hostAndPort(new HostAndPort(
                        settings.address().host(), settings.address().port()))
                .clientConfig(config.build())
                .poolConfig(pool)
                .build();
    }

    /** Runs a script. Redis is told its text only if it does not know it, as after a restart. */
    Object run(Script script, List<String> keys, List<String> arguments) {
        return call(redis -> {
            try {
                return redis.evalsha(script.sha(), keys, arguments);
            } catch (JedisNoScriptException e) {
                return redis.eval(script.source(), keys, arguments);
            }
        });
    }

    /** Makes one call. {@code work} may be done twice. */
    <T> T call(Function<RedisClient, T> work) {
        takeTurn();
        try {
            return callInTurn(work);
        } finally {
            turns.release();
        }
    }

    private <T> T callInTurn(Function<RedisClient, T> work) {
        if (!breaker.allows()) {
            failures.accept(1);
            throw new PortException.Unavailable("Redis did not answer a moment ago");
        }
        long beganNanos = steadyNanos.getAsLong();
        try {
            T answer = tryTwice(work, beganNanos);
            breaker.answered();
            return answer;
        } catch (JedisException e) {
            failures.accept(1);
            throw translated(e, beganNanos);
        } finally {
            calls.accept(steadyNanos.getAsLong() - beganNanos);
        }
    }

    private <T> T tryTwice(Function<RedisClient, T> work, long beganNanos) {
        try {
            return work.apply(client);
        } catch (JedisConnectionException e) {
            if (hasTimedOut(beganNanos)) {
                throw e;
            }
            // Closed by the other end: then so are those that wait in the pool.
            client.getPool().clear();
            return work.apply(client);
        }
    }

    private PortException translated(JedisException e, long beganNanos) {
        if (e instanceof JedisConnectionException && hasTimedOut(beganNanos)) {
            breaker.waitedInVain();
        }
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("READONLY")) {
            // Another server has taken over: look for it anew.
            client.getPool().clear();
        }
        return isMisunderstanding(message)
                ? new PortException.Corrupt("what is in Redis cannot be understood", e)
                : new PortException.Unavailable("Redis failed: " + firstWord(message), e);
    }

    /** A wait is as long as the timeout; everything else that breaks a connection is known at once. */
    private boolean hasTimedOut(long beganNanos) {
        return steadyNanos.getAsLong() - beganNanos >= timeout.toNanos() / 2;
    }

    /** A key of another type than ours, or a value that a script stumbles over. Loading, full, read-only and busy are outages. */
    private static boolean isMisunderstanding(String message) {
        return message.startsWith("WRONGTYPE")
                || message.startsWith("ERR ") && message.contains("script") && !message.contains("OOM");
    }

    /** Redis' messages begin with a code; what follows may quote what was sent. */
    private static String firstWord(String message) {
        int space = message.indexOf(' ');
        boolean isCode = space > 0 && message.substring(0, space).chars().allMatch(Character::isUpperCase);
        return isCode ? message.substring(0, space) : "no answer";
    }

    private static boolean isRefusal(JedisException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof JedisAccessControlException
                    || message.startsWith("NOAUTH")
                    || message.startsWith("WRONGPASS")
                    || message.startsWith("NOPERM")) {
                return true;
            }
        }
        return false;
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                failures.accept(1);
                throw new PortException.Unavailable("too much is asked of Redis, or it does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException.Unavailable("interrupted while waiting for Redis", e);
        }
    }

    /** Whether it would rather throw away what it was told than refuse to be told more. False if it does not say. */
    boolean mayEvict() {
        return call(client -> client.info("memory"))
                .lines()
                .filter(line -> line.startsWith(POLICY))
                .anyMatch(line -> !line.substring(POLICY.length()).equals("noeviction"));
    }

    /** How many calls are under way. */
    int busy() {
        return connections - turns.availablePermits();
    }

    @Override
    public void close() {
        client.close();
    }

    /** Redis does not let us in: a person has to look. */
    static final class NotAllowedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAllowedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
