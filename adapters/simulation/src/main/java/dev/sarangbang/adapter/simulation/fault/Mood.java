package dev.sarangbang.adapter.simulation.fault;

/** What people are bent on in one world, so that what is rare in most of them is common in some. */
public enum Mood {
    /** Nothing in particular. */
    ANY,
    /** Opening rooms. */
    FOUNDING,
    /** Reading, on several devices at once. */
    READING
}
