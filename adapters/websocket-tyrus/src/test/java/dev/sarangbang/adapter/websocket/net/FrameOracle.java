package dev.sarangbang.adapter.websocket.net;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What RFC 6455 and the limits of this server make of a stream of bytes, worked out in the simplest way there is, to compare the server
 * with: the whole stream is there, and is read once from its beginning to its first fault.
 */
final class FrameOracle {

    /** As long as nothing closes the connection. */
    static final int OPEN = 0;

    /** Bytes that stand for all that a code point which is not finished may go on with. */
    private static final int[] CONTINUATIONS = {0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf};

    final List<String> texts = new ArrayList<>();
    final List<String> pongs = new ArrayList<>();
    int code = OPEN;

    private final byte[] stream;
    private int at;
    private ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean inMessage;
    private int pieces;
    private int controls;

    private FrameOracle(byte[] stream) {
        this.stream = stream;
    }

    static FrameOracle read(byte[] stream) {
        var oracle = new FrameOracle(stream);
        while (oracle.code == OPEN && oracle.at < stream.length) {
            oracle.frame();
        }
        return oracle;
    }

    private int octet(int index) {
        return stream[index] & 0xff;
    }

    private void frame() {
        int start = at;
        int opcode = octet(start) & 0xf;
        boolean fin = octet(start) >= 0x80;
        boolean control = opcode >= 8;
        if ((octet(start) & 0x70) != 0 || opcode > 2 && opcode < 8 || opcode > 10 || control && !fin) {
            code = 1002;
        } else if (opcode == 0 && !inMessage || (opcode == 1 || opcode == 2) && inMessage) {
            code = 1002;
        } else if (opcode == 2) {
            code = 1003;
        }
        if (code != OPEN || start + 1 >= stream.length) {
            at = stream.length;
            return;
        }
        int small = octet(start + 1) & 0x7f;
        int extra = small < 126 ? 0 : small == 126 ? 2 : 8;
        if (octet(start + 1) < 0x80 || control && extra > 0) {
            code = 1002;
            return;
        }
        int mask = start + 2 + extra;
        if (mask > stream.length) {
            at = stream.length;
            return;
        }
        long length = extra == 0 ? small : 0;
        for (int i = 0; i < extra; i++) {
            length = length << 8 | octet(start + 2 + i);
        }
        if (extra == 2 && length < 126 || extra == 8 && length <= 0xffff) {
            code = 1002;
            return;
        }
        if (!control) {
            pieces++;
            if (pieces > EdgeLimits.FRAGMENTS_MAX || length > EdgeLimits.MESSAGE_BYTES_MAX - message.size()) {
                code = 1009;
                return;
            }
        }
        byte[] payload = new byte[(int) Math.max(0, Math.min(length, stream.length - mask - 4L))];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (octet(mask + 4 + i) ^ octet(mask + i % 4));
        }
        boolean whole = stream.length >= mask + 4 + length;
        at = whole ? (int) (mask + 4 + length) : stream.length;
        if (control) {
            if (whole) {
                control(opcode, payload);
            }
        } else {
            data(payload, whole, fin);
        }
    }

    private void control(int opcode, byte[] payload) {
        if (opcode == 8) {
            code = answerTo(payload);
            return;
        }
        controls++;
        if (controls > EdgeLimits.CONTROL_FRAMES_MAX) {
            code = CloseCodes.RATE_LIMITED;
        } else if (opcode == 9) {
            pongs.add(new String(payload, StandardCharsets.ISO_8859_1));
        }
    }

    private static int answerTo(byte[] close) {
        if (close.length == 0) {
            return 1000;
        }
        int given = close.length == 1 ? 0 : (close[0] & 0xff) << 8 | close[1] & 0xff;
        boolean known =
                given >= 1000 && given <= 1003 || given >= 1007 && given <= 1011 || given >= 3000 && given < 5000;
        if (!known) {
            return 1002;
        }
        byte[] reason = java.util.Arrays.copyOfRange(close, 2, close.length);
        return isUtf8(reason) ? given : 1007;
    }

    private void data(byte[] payload, boolean whole, boolean fin) {
        inMessage = true;
        message.writeBytes(payload);
        if (!canBecomeUtf8(message.toByteArray())) {
            code = 1007;
        } else if (whole && fin) {
            if (isUtf8(message.toByteArray())) {
                texts.add(message.toString(StandardCharsets.UTF_8));
                message = new ByteArrayOutputStream();
                inMessage = false;
                pieces = 0;
            } else {
                code = 1007;
            }
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return !decode(in, true).isError() && !in.hasRemaining();
    }

    private static boolean canBecomeUtf8(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (decode(in, false).isError()) {
            return false;
        }
        byte[] begun = new byte[in.remaining()];
        in.get(begun);
        return begun.length == 0 || canBeFinished(begun, 3);
    }

    private static boolean canBeFinished(byte[] begun, int more) {
        if (isUtf8(begun)) {
            return true;
        }
        for (int next : more == 0 ? new int[0] : CONTINUATIONS) {
            byte[] longer = java.util.Arrays.copyOf(begun, begun.length + 1);
            longer[begun.length] = (byte) next;
            if (canBeFinished(longer, more - 1)) {
                return true;
            }
        }
        return false;
    }

    private static CoderResult decode(ByteBuffer in, boolean end) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        return decoder.decode(in, CharBuffer.allocate(in.remaining() + 1), end);
    }
}
