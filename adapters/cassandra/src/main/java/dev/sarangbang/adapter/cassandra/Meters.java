package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.adapter.spi.Metrics;
import java.util.function.LongConsumer;

/** What is counted. */
final class Meters {

    private final LongConsumer appends;
    private final LongConsumer entries;
    private final LongConsumer refused;
    private final LongConsumer inDoubt;
    private final LongConsumer settled;
    private final LongConsumer reads;

    Meters(Metrics metrics) {
        this.appends = metrics.durations("append", "A change that was appended, with all that was asked for it.");
        this.entries = metrics.sizes("append.entries", "Entries that were appended in one batch.");
        this.refused = metrics.counter("append.refused", "Changes that came too late, or had been appended before.");
        this.inDoubt = metrics.counter("append.in.doubt", "Batches that were not answered.");
        this.settled = metrics.counter("append.settled", "Unanswered batches of which a serial read told what became.");
        this.reads = metrics.durations("read", "One query.");
    }

    void appended(int count, long nanos) {
        appends.accept(nanos);
        entries.accept(count);
    }

    void refused() {
        refused.accept(1);
    }

    void inDoubt() {
        inDoubt.accept(1);
    }

    void settled() {
        settled.accept(1);
    }

    LongConsumer reads() {
        return reads;
    }
}
