package dev.sarangbang.adapter.simulation.fault;

import java.util.Set;

/** Numbers what people do and what goes wrong as it comes, so that each can be left out by its number. */
public final class Ordinals {

    private final Set<Integer> leftOut;
    private int next;

    public Ordinals(Set<Integer> leftOut) {
        this.leftOut = leftOut;
    }

    /** Whether the next one is to happen. */
    public boolean happens() {
        return !leftOut.contains(next++);
    }

    /** How many there were. */
    public int count() {
        return next;
    }
}
