package dev.sarangbang.adapter.rabbitmq;

import com.rabbitmq.client.Channel;
import dev.sarangbang.domain.delivery.Delivery;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What this node sends. Whatever could not be sent, was not confirmed or was refused leaves a mark, and as long as there is one, all
 * nodes are told that they may have missed something: before anything else, and no more than once in a while.
 */
final class Outgoing implements Lifeline.Use {

    private static final Logger LOG = System.getLogger(Outgoing.class.getName());

    /** How long the sending thread sleeps when there is nothing to send: how late it notices anything else. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    /** How long it sleeps when there is too much that is not confirmed. */
    private static final Duration CONFIRMED_SOON = Duration.ofMillis(1);

    private final Bounds bounds;
    private final Traffic traffic;
    private final Runnable lostHere;
    private final BlockingQueue<Message> waiting;
    private final AtomicBoolean missed = new AtomicBoolean();
    private volatile boolean closing;

    /** Those of the line that there is; none between two lines. */
    private volatile @Nullable Confirms confirms;

    /** That line. It may be over already, before the sending thread has noticed. */
    private volatile @Nullable Line current;

    private long toldAt = System.nanoTime() - RabbitMqLimits.BETWEEN_INTERRUPTIONS.toNanos();

    /** {@code lostHere} is run when this node, too, may not have heard what it took to send. */
    Outgoing(Bounds bounds, Traffic traffic, Runnable lostHere) {
        this.bounds = bounds;
        this.traffic = traffic;
        this.lostHere = lostHere;
        this.waiting = new ArrayBlockingQueue<>(bounds.waiting());
    }

    /** Has a delivery sent; false if it will not be. Never waits. */
    boolean offer(Delivery delivery) {
        Line line = current;
        if (line != null && line.isUp() && !isBlocked() && waiting.offer(Message.of(delivery))) {
            return true;
        }
        traffic.dropped(1);
        missed.set(true);
        return false;
    }

    /** Whether the broker has said that it takes nothing for now. */
    boolean isBlocked() {
        Confirms now = confirms;
        return now != null && now.isBlocked();
    }

    /** Deliveries to be sent. */
    int waiting() {
        return waiting.size();
    }

    /** Deliveries sent and not confirmed. */
    int unconfirmed() {
        Confirms now = confirms;
        return now == null ? 0 : now.count();
    }

    /** For how long the broker has confirmed nothing of what it should have, in nanoseconds. */
    long stalledForNanos() {
        Confirms now = confirms;
        return now == null ? 0 : now.stalledForNanos();
    }

    @Override
    public void end() {
        closing = true;
    }

    @Override
    public void of(Line line, Runnable ready) throws IOException, InterruptedException {
        var mine = new Confirms(traffic, () -> missed.set(true));
        Channel channel = line.channel();
        Broker.declareExchange(channel);
        channel.addConfirmListener(mine);
        channel.confirmSelect();
        line.connection().addBlockedListener(mine);
        confirms = mine;
        current = line;
        ready.run();
        try {
            while (line.isUp() && !isDone()) {
                step(line, channel, mine);
            }
        } finally {
            leave(mine);
        }
    }

    private boolean isDone() {
        return closing && waiting.isEmpty();
    }

    private void step(Line line, Channel channel, Confirms mine) throws IOException, InterruptedException {
        if (mine.isBlocked() || mine.count() >= bounds.unconfirmed()) {
            boolean over = line.awaitEnd(mine.isBlocked() ? LOOK_EVERY : CONFIRMED_SOON);
            LOG.log(Level.TRACE, over ? "the line has ended" : "still waiting for the broker");
            return;
        }
        if (mayTell() && missed.getAndSet(false)) {
            toldAt = System.nanoTime();
            send(channel, mine, Message.MISSED);
        }
        Message next = waiting.poll(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
        if (next != null) {
            send(channel, mine, next);
            traffic.published();
        }
    }

    private boolean mayTell() {
        return System.nanoTime() - toldAt >= RabbitMqLimits.BETWEEN_INTERRUPTIONS.toNanos();
    }

    private static void send(Channel channel, Confirms mine, Message message) throws IOException {
        mine.sending(channel.getNextPublishSeqNo());
        message.sendOn(channel);
    }

    /**
     * What is left is old by the time there is another line, and all will be told to look for it anyway. Here they are told now: what one
     * says is seen by others on the same node whether there is a broker or not.
     */
    private void leave(Confirms mine) {
        current = null;
        confirms = null;
        int lost = mine.count() + waiting.size();
        waiting.clear();
        if (lost > 0) {
            traffic.dropped(lost);
            missed.set(true);
            lostHere.run();
        }
    }
}
