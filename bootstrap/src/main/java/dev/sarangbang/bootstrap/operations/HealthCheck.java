package dev.sarangbang.bootstrap.operations;

import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Port;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one adapter how it is doing: one question at a time and not too often, however many want to know, because anyone may ask.
 * An adapter that does not answer in time is down.
 */
public final class HealthCheck {

    /** How long an adapter may take to say how it is. */
    static final Duration WITHIN = Duration.ofSeconds(2);

    /** How long an answer is believed: how often an adapter is asked at most. */
    static final Duration BELIEVED_FOR = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);

    private final String name;
    private final List<Port<?>> ports;
    private final Supplier<Health> question;
    private final Executor executor;
    private final LongSupplier steadyNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Asked> latest = Optional.empty();

    /**
     * Nothing was asked yet.
     *
     * @param name the adapter's
     * @param ports what it is used for
     */
    public HealthCheck(
            String name, List<Port<?>> ports, Supplier<Health> question, Executor executor, LongSupplier steadyNanos) {
        this.name = name;
        this.ports = List.copyOf(ports);
        this.question = question;
        this.executor = executor;
        this.steadyNanos = steadyNanos;
    }

    String name() {
        return name;
    }

    List<Port<?>> ports() {
        return ports;
    }

    /** Asks, unless a question is under way or its answer still holds. Returns at once. */
    void begin() {
        asked();
    }

    /** The answer. Waits for it, {@link #WITHIN} at most. */
    Health await() {
        Asked asked = asked();
        long leftNanos = asked.atNanos + WITHIN.toNanos() - steadyNanos.getAsLong();
        try {
            return asked.answer.get(Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Health.Down("does not say how it is within " + WITHIN.toSeconds() + " s");
        } catch (ExecutionException e) {
            LOG.error("the health of {} cannot be told", name, e.getCause());
            return new Health.Down("cannot say how it is");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Health.Down("was not asked");
        }
    }

    private Asked asked() {
        lock.lock();
        try {
            long now = steadyNanos.getAsLong();
            Optional<Asked> usable =
                    latest.filter(asked -> !asked.answer.isDone() || now - asked.atNanos < BELIEVED_FOR.toNanos());
            Asked asked = usable.orElseGet(() -> new Asked(CompletableFuture.supplyAsync(question, executor), now));
            latest = Optional.of(asked);
            return asked;
        } finally {
            lock.unlock();
        }
    }

    private record Asked(CompletableFuture<Health> answer, long atNanos) {}
}
