package dev.sarangbang.adapter.websocket.net;

/**
 * Hears what one client sends. Methods are called one at a time, in order, on a virtual thread: they may block, and while they do
 * the client is read from no further than {@link EdgeLimits#INBOX_MESSAGES_MAX} messages ahead. What they throw closes the socket.
 */
public interface SocketListener {

    /** A text message came. */
    void message(String text);

    /** The socket is closed; nothing follows. {@code code} is the client's, or ours, or {@link CloseCodes#CUT}. */
    void closed(int code);
}
