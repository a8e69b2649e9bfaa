package dev.sarangbang.adapter.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What this node is sent. With each line it makes queues anew and under new names: the old ones belong to a connection that the
 * broker may still think is alive. What the old ones held is lost, so the listener is told.
 */
final class Incoming implements Lifeline.Use {

    private static final Logger LOG = System.getLogger(Incoming.class.getName());

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final String PREFIX = "sarangbang.node.";

    /** The second queue of a node, where what the first drops shows up. One message is enough to know. */
    private static final String DROPPED = ".dropped";

    private final Bounds bounds;
    private final Hearing hearing;
    private final Bindings bindings;
    private final Traffic traffic;
    private volatile boolean closing;

    /** Used by the thread of the line alone. */
    private boolean hadLine;

    Incoming(Bounds bounds, Hearing hearing, Bindings bindings, Traffic traffic) {
        this.bounds = bounds;
        this.hearing = hearing;
        this.bindings = bindings;
        this.traffic = traffic;
    }

    @Override
    public void end() {
        closing = true;
    }

    @Override
    public void of(Line line, Runnable ready) throws IOException, InterruptedException {
        String queue = PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong());
        String dropped = queue + DROPPED;
        Channel channel = line.channel();
        Broker.declareExchange(channel);
        channel.queueDeclare(dropped, false, true, true, Map.of("x-max-length", 1));
        channel.queueDeclare(
                queue,
                false,
                true,
                true,
                Map.of(
                        "x-max-length",
                        bounds.queued(),
                        "x-max-length-bytes",
                        RabbitMqLimits.QUEUED_BYTES_MAX,
                        "x-dead-letter-exchange",
                        "",
                        "x-dead-letter-routing-key",
                        dropped));
        try {
            Bindings.OfQueue bound = bindings.bindAll(channel, queue);
            hear(line, queue);
            noticeDrops(line, dropped);
            ready.run();
            if (hadLine || !hearing.open().isEmpty()) {
                hearing.interrupt();
            }
            hadLine = true;
            while (line.isUp() && !closing) {
                bound.settle(LOOK_EVERY_NANOS);
            }
        } finally {
            bindings.release();
        }
    }

    private void hear(Line line, String queue) throws IOException {
        Channel channel = line.channel();
        channel.basicQos(bounds.prefetched());
        var arrivals = new Arrivals(line, channel, bounds.prefetched(), hearing, traffic);
        channel.basicConsume(queue, false, arrivals);
        arrivals.start();
    }

    /** One at a time, each kept for a while before the next may come: a flood of drops is one piece of news. */
    private void noticeDrops(Line line, String queue) throws IOException {
        Channel channel = line.channel();
        channel.basicQos(1);
        channel.basicConsume(queue, false, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body)
                    throws IOException {
                LOG.log(Level.WARNING, "this node is too slow: the broker dropped deliveries for it");
                hearing.interrupt();
                try {
                    boolean over = line.awaitEnd(RabbitMqLimits.BETWEEN_INTERRUPTIONS);
                    LOG.log(Level.TRACE, over ? "the line has ended" : "ready to hear of further drops");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                channel.basicAck(envelope.getDeliveryTag(), false);
            }

            @Override
            public void handleCancel(String tag) {
                line.cut();
            }
        });
    }
}
