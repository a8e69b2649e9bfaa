package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.adapter.spi.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/** Counts how often each was told of. */
final class CountingMetrics implements Metrics {

    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    @Override
    public void gauge(String name, String meaning, DoubleSupplier value) {}

    @Override
    public LongConsumer counter(String name, String meaning) {
        return counting(name);
    }

    @Override
    public LongConsumer durations(String name, String meaning) {
        return counting(name);
    }

    @Override
    public LongConsumer sizes(String name, String meaning) {
        return counting(name);
    }

    private LongConsumer counting(String name) {
        return ignored -> counts.merge(name, 1L, Long::sum);
    }
}
