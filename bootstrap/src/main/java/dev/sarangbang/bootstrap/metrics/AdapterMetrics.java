package dev.sarangbang.bootstrap.metrics;

import dev.sarangbang.adapter.spi.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/** Shows what an adapter measures, under its name. */
public final class AdapterMetrics implements Metrics {

    private final MeterRegistry registry;
    private final String prefix;

    /** For the adapter called {@code name}. */
    public AdapterMetrics(MeterRegistry registry, String name) {
        this.registry = registry;
        this.prefix = "sarangbang." + name.replace('-', '.') + ".";
    }

    @Override
    public void gauge(String name, String meaning, DoubleSupplier value) {
        Gauge.builder(prefix + name, value::getAsDouble).description(meaning).register(registry);
    }

    @Override
    public LongConsumer counter(String name, String meaning) {
        Counter counter = Counter.builder(prefix + name).description(meaning).register(registry);
        return counter::increment;
    }

    @Override
    public LongConsumer durations(String name, String meaning) {
        Timer timer = Scales.durations(prefix + name, meaning).register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public LongConsumer sizes(String name, String meaning) {
        DistributionSummary sizes = Scales.sizes(prefix + name, meaning).register(registry);
        return sizes::record;
    }
}
