package dev.sarangbang.adapter.simulation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What happened, line by line, each with its time. Written only if somebody wants to read it. */
public final class History {

    private final LongSupplier now;
    private final boolean wanted;
    private final Shorthand shorthand = new Shorthand();
    private final List<String> lines = new ArrayList<>();

    /** Tells the time by {@code now}, in nanoseconds since the beginning. */
    public History(LongSupplier now, boolean wanted) {
        this.now = now;
        this.wanted = wanted;
    }

    /** Something happened to {@code who}. */
    public void tell(String who, Supplier<String> what) {
        if (wanted) {
            lines.add("%12.6f  %-16s %s".formatted(now.getAsLong() / 1e9, who, shorthand.shorten(what.get())));
        }
    }

    /** All lines so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
