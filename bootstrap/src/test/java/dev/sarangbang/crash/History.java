package dev.sarangbang.crash;

import java.util.List;
import java.util.Map;

/**
 * What happened, as clients know it: what they sent, what the server acknowledged, and what each device holds in the end.
 *
 * @param sent everything that was sent, by the client's id
 * @param acknowledged every acknowledgement, in whatever order
 * @param views each device of each member, and the rooms as it has them
 */
public record History(Map<String, Sent> sent, List<Acknowledged> acknowledged, List<View> views) {

    /** A message somebody meant to send, once. */
    public record Sent(String room, String author, String text) {}

    /** The server's word that a message has its place for good. */
    public record Acknowledged(String id, String room, long sequence, String messageId) {}

    /** An entry, as a device has it. Those that are not messages have no text. */
    public record Seen(long sequence, String messageId, String author, String id, String text) {}

    /**
     * A room, as a device has it.
     *
     * @param first where its owner joined
     * @param head where the server says the room ends
     * @param entries in the order of the device
     */
    public record View(String device, String room, long first, long head, List<Seen> entries) {}
}
