package dev.sarangbang.adapter.rabbitmq;

import dev.sarangbang.adapter.spi.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/** Adds up what is measured. */
final class Totals implements Metrics {

    private final Map<String, Long> sums = new ConcurrentHashMap<>();
    private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

    long sum(String name) {
        return sums.getOrDefault(name, 0L);
    }

    double gauge(String name) {
        return gauges.get(name).getAsDouble();
    }

    @Override
    public void gauge(String name, String meaning, DoubleSupplier value) {
        gauges.put(name, value);
    }

    @Override
    public LongConsumer counter(String name, String meaning) {
        return more -> sums.merge(name, more, Long::sum);
    }

    @Override
    public LongConsumer durations(String name, String meaning) {
        return counter(name, meaning);
    }

    @Override
    public LongConsumer sizes(String name, String meaning) {
        return counter(name, meaning);
    }
}
