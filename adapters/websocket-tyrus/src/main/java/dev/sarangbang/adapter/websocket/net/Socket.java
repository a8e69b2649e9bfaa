package dev.sarangbang.adapter.websocket.net;

import java.time.Duration;

/** One client's WebSocket. All methods may be called from any thread, return at once, and do nothing once it is closed. */
public interface Socket {

    /** Sends a frame after those sent before it. A client that does not keep up is closed with {@link CloseCodes#TOO_SLOW}. */
    void send(OutgoingFrame frame);

    /** Begins to close: what was sent before still goes out, what the client sent and nobody has looked at is dropped. */
    void close(int code, String reason);

    /** Closes with {@code code} unless {@link #expectationMet} is called in time. Replaces the expectation there was. */
    void expectWithin(Duration within, int code, String reason);

    /** Takes the expectation back. */
    void expectationMet();
}
