package dev.sarangbang.bootstrap.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/** Everything that is counted in this process, and how it reads. */
public final class Registry implements AutoCloseable {

    /** The form of {@link #scrape}, as HTTP calls it. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Counts nothing but the process itself, so far. */
    public Registry() {
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        collections.bindTo(meters);
    }

    /** Where to count. */
    public PrometheusMeterRegistry meters() {
        return meters;
    }

    /** Shows a number that somebody knows whenever they are asked. */
    public void show(String name, String meaning, IntSupplier value) {
        Gauge.builder(name, value::getAsInt).description(meaning).register(meters);
    }

    /** All of it in the Prometheus text format, in UTF-8. */
    public byte[] scrape() {
        return meters.scrape(CONTENT_TYPE).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        collections.close();
        meters.close();
    }
}
