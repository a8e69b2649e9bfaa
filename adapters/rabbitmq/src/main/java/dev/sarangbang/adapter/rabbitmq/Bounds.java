package dev.sarangbang.adapter.rabbitmq;

import java.time.Duration;

/**
 * How many deliveries may be where, and how long somebody waits; see {@link RabbitMqLimits}.
 *
 * @param waiting to be sent
 * @param unconfirmed sent, and not yet confirmed
 * @param queued in the broker, for one node
 * @param prefetched on their way to the listener
 * @param openWithin for a queue that is being opened to be bound
 */
record Bounds(int waiting, int unconfirmed, int queued, int prefetched, Duration openWithin) {

    static final Bounds NORMAL = new Bounds(
            RabbitMqLimits.WAITING_MAX,
            RabbitMqLimits.UNCONFIRMED_MAX,
            RabbitMqLimits.QUEUED_MAX,
            RabbitMqLimits.PREFETCHED_MAX,
            RabbitMqLimits.OPEN_WITHIN);
}
