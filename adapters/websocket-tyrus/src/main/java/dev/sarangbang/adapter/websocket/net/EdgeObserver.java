package dev.sarangbang.adapter.websocket.net;

/**
 * Hears what happens at the edge, for counting. Called on event loops and elsewhere, often: implementations only count, and do not
 * throw.
 */
public interface EdgeObserver {

    /** Counts nothing. */
    EdgeObserver NONE = new EdgeObserver() {};

    /** A TCP connection was accepted. */
    default void connectionAccepted() {}

    /** A TCP connection was closed as soon as it was accepted, because there were too many. */
    default void connectionRefused() {}

    /** A TCP connection that had been accepted is gone. */
    default void connectionGone() {}

    /** An HTTP request was answered. */
    default void answered(int status) {}

    /** A WebSocket handshake was refused. */
    default void handshakeRefused(int status) {}

    /** A WebSocket was opened. */
    default void socketOpened() {}

    /** A WebSocket was closed; {@link CloseCodes#TOO_SLOW} and {@link CloseCodes#NO_PONG} are ours. */
    default void socketClosed(int code) {}

    /** A message came in. */
    default void messageReceived() {}

    /** Frames were handed to the operating system. */
    default void framesSent(int frames, long bytes) {}

    /** An ephemeral event was not sent because its client is behind. */
    default void ephemeralDropped() {}
}
