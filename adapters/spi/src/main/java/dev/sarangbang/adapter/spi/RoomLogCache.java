package dev.sarangbang.adapter.spi;

import dev.sarangbang.domain.port.RoomLog;

/**
 * Puts a cache before whatever log there is. That can be done without ever being wrong, because entries never change: what is
 * known of a place in a log is true for ever, and what is not known is asked of the log.
 */
public interface RoomLogCache {

    /** {@code log}, with some of its answers given without asking it. Keeps every promise that {@code log} keeps. */
    RoomLog before(RoomLog log);
}
