package dev.sarangbang.adapter.rabbitmq;

import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.port.SyncQueues;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One node's end of the queues. See the package for how it works; in short, {@link #open} waits until the broker has bound the
 * recipient, or for {@link RabbitMqLimits#OPEN_WITHIN} and then says when it has, and {@link #publish} waits for nothing. While the broker is away, or
 * takes nothing, what is published here is still heard here.
 */
final class RabbitMqSyncQueues implements SyncQueues, AutoCloseable {

    private static final Duration WATCH_EVERY = Duration.ofMillis(250);

    private final ScheduledExecutorService timer = timer();
    private final Duration openWithin;
    private final Broker broker;
    private final Traffic traffic;
    private final Hearing hearing;
    private final Bindings bindings;
    private final Outgoing outgoing;
    private final Lifeline sending;
    private final Lifeline receiving;

    private RabbitMqSyncQueues(Login login, Bounds bounds, Metrics metrics) {
        this.openWithin = bounds.openWithin();
        this.broker = new Broker(login);
        this.traffic = new Traffic(metrics);
        this.hearing = new Hearing(timer, traffic);
        this.bindings = new Bindings(hearing.open());
        this.outgoing = new Outgoing(bounds, traffic, hearing::interrupt);
        this.sending = new Lifeline("sends", broker, outgoing);
        this.receiving = new Lifeline("receives", broker, new Incoming(bounds, hearing, bindings, traffic));
        metrics.gauge("waiting.deliveries", "Deliveries that wait to be sent.", outgoing::waiting);
        metrics.gauge("unconfirmed.deliveries", "Deliveries sent and not confirmed yet.", outgoing::unconfirmed);
        metrics.gauge(
                "open.queues",
                "Accounts whose queues this node has open.",
                () -> hearing.open().size());
        metrics.gauge("connections", "Connections to the broker that are up, of two.", this::connections);
    }

    /**
     * Connects, and waits for that if the broker can be reached at all; if it cannot, goes on trying for ever. Throws {@link
     * dev.sarangbang.adapter.spi.CannotOpenException} if the broker does not let us in.
     */
    static RabbitMqSyncQueues open(Login login, Bounds bounds, Metrics metrics) {
        var queues = new RabbitMqSyncQueues(login, bounds, metrics);
        boolean opened = false;
        try {
            queues.start(queues.broker.knock());
            opened = true;
            return queues;
        } finally {
            if (!opened) {
                queues.timer.shutdownNow();
            }
        }
    }

    private void start(boolean reachable) {
        sending.start();
        receiving.start();
        if (reachable) {
            sending.awaitFirst(RabbitMqLimits.READY_WITHIN);
            receiving.awaitFirst(RabbitMqLimits.READY_WITHIN);
        }
        var unused = timer.scheduleWithFixedDelay(
                this::watch, WATCH_EVERY.toNanos(), WATCH_EVERY.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void listen(Listener listener) {
        hearing.listen(listener);
    }

    @Override
    public void open(AccountId recipient) {
        hearing.open().add(recipient);
        CompletableFuture<Void> bound = bindings.touch(recipient);
        if (!isDoneInTime(bound)) {
            var unused = bound.thenRun(() -> hearing.interrupt(recipient)); // what comes before that is missed
        }
    }

    private boolean isDoneInTime(CompletableFuture<Void> bound) {
        try {
            bound.get(openWithin.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes these with a failure", e);
        }
    }

    @Override
    public void close(AccountId recipient) {
        hearing.open().remove(recipient);
        var unused = bindings.touch(recipient); // nothing is heard any more, bound or not
    }

    @Override
    public void publish(Delivery delivery) {
        if (!delivery.recipients().isEmpty() && !outgoing.offer(delivery)) {
            hearing.hear(delivery);
        }
    }

    /** How it is going. */
    Health health() {
        if (connections() < 2) {
            return new Health.Down("not connected to the broker");
        }
        return outgoing.isBlocked()
                ? new Health.Degraded("the broker takes nothing: it is short of memory or of disk")
                : new Health.Up();
    }

    /** Sends what waits, if that does not take long. */
    @Override
    public void close() {
        sending.close();
        receiving.close();
        timer.shutdownNow();
    }

    private int connections() {
        return (sending.isUp() ? 1 : 0) + (receiving.isUp() ? 1 : 0);
    }

    /** A sending thread that is stuck comes free when its line is cut. Whoever only receives finds out by the heartbeat. */
    private void watch() {
        if (outgoing.stalledForNanos() > RabbitMqLimits.CONFIRMED_WITHIN.toNanos()) {
            traffic.stalled();
            sending.cut();
        }
    }

    /** Two threads: a listener that takes its time must not keep the watchdog from its round. */
    private static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(
                2, Thread.ofPlatform().daemon().name("rabbitmq-timer-", 0).factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
