package dev.sarangbang.adapter.rabbitmq;

import dev.sarangbang.adapter.spi.Metrics;
import java.util.function.LongConsumer;

/** Counts what goes through. */
final class Traffic {

    private final LongConsumer published;
    private final LongConsumer confirmed;
    private final LongConsumer dropped;
    private final LongConsumer received;
    private final LongConsumer unreadable;
    private final LongConsumer interruptions;
    private final LongConsumer stalls;

    Traffic(Metrics metrics) {
        this.published = metrics.counter("published.deliveries", "Deliveries sent to the broker.");
        this.confirmed = metrics.durations("confirm", "From sending a delivery until the broker has confirmed it.");
        this.dropped = metrics.counter(
                "dropped.deliveries", "Deliveries that other nodes were not sent, or that the broker did not take.");
        this.received = metrics.counter("received.deliveries", "Deliveries that came from the broker.");
        this.unreadable = metrics.counter("unreadable.deliveries", "Deliveries that could not be understood.");
        this.interruptions =
                metrics.counter("interruptions", "How often devices were told to look for what they may have missed.");
        this.stalls = metrics.counter("stalls", "Connections given up because the broker took or confirmed nothing.");
    }

    void published() {
        published.accept(1);
    }

    void confirmed(long nanos) {
        confirmed.accept(nanos);
    }

    void dropped(int deliveries) {
        dropped.accept(deliveries);
    }

    void received() {
        received.accept(1);
    }

    void unreadable() {
        unreadable.accept(1);
    }

    void interrupted() {
        interruptions.accept(1);
    }

    void stalled() {
        stalls.accept(1);
    }
}
