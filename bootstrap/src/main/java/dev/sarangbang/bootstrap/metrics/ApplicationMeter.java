package dev.sarangbang.bootstrap.metrics;

import dev.sarangbang.application.Meter;
import dev.sarangbang.bootstrap.log.Complaints;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts what the application does, and lets people hear of what it had to do without. */
public final class ApplicationMeter implements Meter {

    private final MeterRegistry registry;
    private final Complaints complaints;
    private final Timer append;
    private final DistributionSummary batch;
    private final Counter appended;
    private final Counter headMoved;
    private final Counter inDoubt;
    private final Counter busy;
    private final Counter unknown;
    private final Counter retried;
    private final Counter notices;
    private final Counter pushes;
    private final Counter held;
    private final Counter heldUsed;

    /** Counts into {@code registry}. */
    public ApplicationMeter(MeterRegistry registry, Complaints complaints) {
        this.registry = registry;
        this.complaints = complaints;
        append = Scales.durations(
                        "sarangbang.append", "From a batch's first draft being handed in to its being appended")
                .register(registry);
        batch = Scales.sizes("sarangbang.append.batch", "Entries appended at once")
                .register(registry);
        appended = counter("sarangbang.entries", "Entries appended");
        headMoved = counter("sarangbang.append.head.moved", "Batches decided again because another node was faster");
        inDoubt = counter("sarangbang.append.in.doubt", "Appends that the store did not answer");
        busy = counter("sarangbang.refused.busy", "Requests refused because a room's lane was full");
        unknown = counter("sarangbang.answered.unknown", "Requests whose outcome could not be told");
        retried = counter("sarangbang.retries", "Requests recognised as repeated");
        notices = counter("sarangbang.notices", "Notices pushed to devices of this node");
        pushes = counter("sarangbang.pushes", "Devices that notices were pushed to");
        held = counter(
                "sarangbang.held", "Entries held for people who are not connected, counted once for each of them");
        heldUsed = counter("sarangbang.held.used", "Syncs answered from what was held");
    }

    @Override
    public void appended(int entries, long nanos) {
        append.record(nanos, TimeUnit.NANOSECONDS);
        batch.record(entries);
        appended.increment(entries);
    }

    @Override
    public void headMoved() {
        headMoved.increment();
    }

    @Override
    public void inDoubt() {
        inDoubt.increment();
    }

    @Override
    public void busy() {
        busy.increment();
    }

    @Override
    public void unknown() {
        unknown.increment();
    }

    @Override
    public void retried() {
        retried.increment();
    }

    @Override
    public void pushed(int devices) {
        notices.increment();
        pushes.increment(devices);
    }

    @Override
    public void held(int recipients) {
        held.increment(recipients);
    }

    @Override
    public void heldUsed() {
        heldUsed.increment();
    }

    @Override
    public void degraded(String what, RuntimeException cause) {
        Counter.builder("sarangbang.degraded")
                .description("Times that something failed which the room's log makes up for")
                .tag("what", what)
                .register(registry)
                .increment();
        complaints.complain(what, cause);
    }

    private Counter counter(String name, String meaning) {
        return Counter.builder(name).description(meaning).register(registry);
    }
}
