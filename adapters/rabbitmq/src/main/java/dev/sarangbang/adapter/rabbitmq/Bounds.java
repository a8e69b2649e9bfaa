package dev.sarangbang.adapter.rabbitmq;

/**
 * How many deliveries may be where; see {@link RabbitMqLimits}.
 *
 * @param waiting to be sent
 * @param unconfirmed sent, and not yet confirmed
 * @param queued in the broker, for one node
 * @param prefetched on their way to the listener
 */
record Bounds(int waiting, int unconfirmed, int queued, int prefetched) {

    static final Bounds NORMAL = new Bounds(
            RabbitMqLimits.WAITING_MAX,
            RabbitMqLimits.UNCONFIRMED_MAX,
            RabbitMqLimits.QUEUED_MAX,
            RabbitMqLimits.PREFETCHED_MAX);
}
