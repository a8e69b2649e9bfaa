package dev.sarangbang.adapter.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.sarangbang.adapter.codec.Codec;
import dev.sarangbang.domain.port.PortException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What comes from one queue over one line. One thread passes it on in order and acknowledges it: many at once while there is much,
 * and as soon as there is nothing more, so that nothing stays unacknowledged for long.
 */
final class Arrivals extends DefaultConsumer {

    private static final Logger LOG = System.getLogger(Arrivals.class.getName());

    private static final int PARTS = 4;

    private final Line line;
    private final Channel channel;
    private final Hearing hearing;
    private final Traffic traffic;
    private final int acknowledgedAtOnce;
    private final BlockingQueue<Delivery> arrived;
    private boolean hasComplained;

    /** {@code prefetched} is the most that the broker sends before something is acknowledged. */
    Arrivals(Line line, Channel channel, int prefetched, Hearing hearing, Traffic traffic) {
        super(channel);
        this.line = line;
        this.channel = channel;
        this.hearing = hearing;
        this.traffic = traffic;
        this.acknowledgedAtOnce = Math.max(1, prefetched / PARTS);
        this.arrived = new ArrayBlockingQueue<>(prefetched);
    }

    void start() {
        Thread.ofPlatform().daemon().name("rabbitmq-hear").start(this::passOn);
    }

    @Override
    public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
        arrived.add(new Delivery(envelope, properties, body));
    }

    /** Somebody deleted the queue. */
    @Override
    public void handleCancel(String tag) {
        line.cut();
    }

    private void passOn() {
        try {
            long last = 0;
            int unacknowledged = 0;
            while (line.isUp()) {
                Delivery next = unacknowledged == 0 ? arrived.poll(1, TimeUnit.SECONDS) : arrived.poll();
                if (next != null) {
                    hear(next);
                    last = next.getEnvelope().getDeliveryTag();
                    unacknowledged++;
                }
                if (unacknowledged > 0 && (next == null || unacknowledged == acknowledgedAtOnce)) {
                    channel.basicAck(last, true);
                    unacknowledged = 0;
                }
            }
        } catch (IOException | ShutdownSignalException e) {
            LOG.log(Level.DEBUG, "the line ended", e);
            line.cut();
        } catch (InterruptedException e) {
            line.cut(); // nobody here interrupts: whoever does wants this thread to end
        }
    }

    private void hear(Delivery arrival) {
        if (arrival.getEnvelope().getRoutingKey().equals(Broker.EVERYONE)) {
            hearing.interrupt();
            return;
        }
        traffic.received();
        try {
            hearing.hear(Codec.DELIVERY.fromBytes(arrival.getBody()));
        } catch (PortException.Corrupt e) {
            traffic.unreadable();
            // Whom it was for is on the envelope: a whole node that looks, every second while a newer one talks, is a
            // lot of work.
            Message.recipients(arrival).ifPresentOrElse(hearing::interrupt, hearing::interrupt);
            if (!hasComplained) {
                hasComplained = true;
                LOG.log(Level.WARNING, "a delivery was not understood; do all nodes run the same version?", e);
            }
        }
    }
}
