package dev.sarangbang.adapter.simulation.schedule;

/** Unwinds an actor whose process is no more. An error, because no one may catch it as if it were an exception of theirs. */
public final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed() {
        super("the process is no more", null, false, false);
    }
}
