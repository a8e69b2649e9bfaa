package dev.sarangbang.adapter.websocket.net;

import java.nio.charset.StandardCharsets;

/**
 * A WebSocket text frame as it goes over the wire, header and all. What a server sends is not masked, so the bytes are the same
 * for every client: they are made once and shared by all who get them.
 *
 * <p>Immutable; may be sent from and to any number of threads.
 */
public final class OutgoingFrame {

    private static final int FIN_TEXT = 0x81;
    private static final int LENGTH_IN_1_BYTE_MAX = 125;
    private static final int LENGTH_IN_2_BYTES_MAX = 0xffff;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;

    private final byte[] wire;
    private final boolean ephemeral;

    private OutgoingFrame(byte[] wire, boolean ephemeral) {
        this.wire = wire;
        this.ephemeral = ephemeral;
    }

    /** A frame that is delivered, or its connection closed. */
    public static OutgoingFrame text(byte[] utf8) {
        return new OutgoingFrame(frame(utf8), false);
    }

    /** A frame that is worth nothing later: not delivered to a client that is behind with reading. */
    public static OutgoingFrame ephemeralText(byte[] utf8) {
        return new OutgoingFrame(frame(utf8), true);
    }

    /** Bytes that are a frame already. */
    static OutgoingFrame ofWire(byte[] wire) {
        return new OutgoingFrame(wire, false);
    }

    /** The text, for those who look at what is sent. */
    public String text() {
        int header = wire.length - payloadLength();
        return new String(wire, header, wire.length - header, StandardCharsets.UTF_8);
    }

    /** Whether a client that is behind with reading does without it. */
    public boolean isEphemeral() {
        return ephemeral;
    }

    /** Bytes on the wire. */
    public int length() {
        return wire.length;
    }

    byte[] wire() {
        return wire;
    }

    private int payloadLength() {
        int first = wire[1] & 0x7f;
        return switch (first) {
            case LENGTH_IN_2_BYTES -> wire.length - 4;
            case LENGTH_IN_8_BYTES -> wire.length - 10;
            default -> first;
        };
    }

    private static byte[] frame(byte[] payload) {
        int length = payload.length;
        int header = length <= LENGTH_IN_1_BYTE_MAX ? 2 : length <= LENGTH_IN_2_BYTES_MAX ? 4 : 10;
        byte[] wire = new byte[header + length];
        wire[0] = (byte) FIN_TEXT;
        switch (header) {
            case 2 -> wire[1] = (byte) length;
            case 4 -> {
                wire[1] = LENGTH_IN_2_BYTES;
                wire[2] = (byte) (length >>> 8);
                wire[3] = (byte) length;
            }
            default -> {
                wire[1] = LENGTH_IN_8_BYTES;
                for (int i = 0; i < 4; i++) {
                    wire[6 + i] = (byte) (length >>> 8 * (3 - i));
                }
            }
        }
        System.arraycopy(payload, 0, wire, header, length);
        return wire;
    }
}
