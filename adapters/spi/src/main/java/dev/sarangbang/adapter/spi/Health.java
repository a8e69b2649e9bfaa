package dev.sarangbang.adapter.spi;

/** How an adapter is doing. Reasons are one line for people who run the server, without secrets: anyone may read them. */
public sealed interface Health {

    /** It does what it should. */
    record Up() implements Health {}

    /** It does what it should, but slowly, or with less to spare than it should have. */
    record Degraded(String reason) implements Health {}

    /** Calls to it fail. */
    record Down(String reason) implements Health {}
}
