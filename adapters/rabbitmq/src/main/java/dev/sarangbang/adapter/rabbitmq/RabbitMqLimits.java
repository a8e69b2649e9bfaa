package dev.sarangbang.adapter.rabbitmq;

import java.time.Duration;

/** How much waits where, and for how long. */
final class RabbitMqLimits {

    /** Deliveries that wait to be sent. Beyond it they are lost to other nodes, and all nodes are told. At most 5 KiB each. */
    static final int WAITING_MAX = 8_192;

    /** Deliveries sent and not yet confirmed. Beyond it the rest waits. */
    static final int UNCONFIRMED_MAX = 2_048;

    /** Deliveries that wait in the broker for this node. Beyond it the oldest are lost, and this node is told. */
    static final int QUEUED_MAX = 50_000;

    /** The bytes of those deliveries. */
    static final int QUEUED_BYTES_MAX = 64 * 1024 * 1024;

    /** Deliveries that the broker sends before this node has acknowledged the first. */
    static final int PREFETCHED_MAX = 512;

    /** Bindings sent before one is waited for. */
    static final int BINDINGS_AT_ONCE_MAX = 500;

    /** Bindings taken away before those who want one get their turn. */
    static final int UNBINDINGS_AT_ONCE_MAX = 32;

    /** For a new connection: TCP, and then the handshake. */
    static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

    /**
     * For the broker to answer a question. Long, because a broker that lives may be busy: it has to forget the thousands of bindings of
     * the queue that this node had before. One that is silent is noticed by the heartbeat.
     */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    /** For the connections of a node that starts, before it goes on without. */
    static final Duration READY_WITHIN = Duration.ofSeconds(5);

    /** For the first of the unconfirmed deliveries to be confirmed, unless the broker has said that it will not. */
    static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(5);

    /** For the broker to show that it is still there: with the driver's rule, a silent one is given up after twice this. */
    static final Duration HEARTBEAT = Duration.ofSeconds(4);

    /**
     * For a queue that is being opened to be bound. Beyond it the caller goes on, and whose queue it is is told to look for what they
     * missed once it is bound. Short, because the caller lets only a few in at a time.
     */
    static final Duration OPEN_WITHIN = Duration.ofMillis(200);

    /** Between two attempts to connect: from the least, doubling, up to the most, drawn by lot around that. */
    static final Duration RECONNECT_PAUSE_MIN = Duration.ofMillis(200);

    static final Duration RECONNECT_PAUSE_MAX = Duration.ofSeconds(3);

    /** Between two tellings that something may have been missed: each makes every device ask. */
    static final Duration BETWEEN_INTERRUPTIONS = Duration.ofSeconds(1);

    /** For what waits to be sent when this node ends. */
    static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private RabbitMqLimits() {}
}
