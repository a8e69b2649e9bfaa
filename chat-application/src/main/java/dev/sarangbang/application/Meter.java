package dev.sarangbang.application;

/** Hears of what is worth counting. Methods are called often, from any thread, and return at once. */
public interface Meter {

    /** Counts nothing. */
    Meter NONE = new Meter() {};

    /** A batch of {@code entries} was appended to a room, {@code nanos} after its first draft was handed in. */
    default void appended(int entries, long nanos) {}

    /** Another node was faster: a batch had to be decided again. */
    default void headMoved() {}

    /** The store did not answer an append. */
    default void inDoubt() {}

    /** A request was refused because its lane was full. */
    default void busy() {}

    /** A request was answered as unknown. */
    default void unknown() {}

    /** A retry was recognised. */
    default void retried() {}

    /** A notice was pushed to {@code devices} of this node. */
    default void pushed(int devices) {}

    /** An entry was held for {@code recipients}. */
    default void held(int recipients) {}

    /** A sync was answered from what was held, without reading the log. */
    default void heldUsed() {}

    /** Something that only saves work, or tells people sooner, failed; the log makes up for it. */
    default void degraded(String what, RuntimeException cause) {}
}
