package dev.sarangbang.adapter.websocket.net;

import io.netty.buffer.ByteBuf;

/**
 * Reads along with what a client sends, frame header by frame header, and says where it stops being acceptable. Stands
 * before Tyrus, which would take unmasked frames, lengths in more bytes than needed and messages of any number of pieces,
 * and would wait for whatever length a header announces and for the end of a text that is none.
 *
 * <p>Sees each byte once, in order, in whatever portions they come; keeps nothing but counters. Used by one event loop only.
 */
final class FrameGuard {

    /** What {@link #inspect} answers if nothing is wrong. */
    static final int NO_FLAW = 0;

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int MASK_BYTES = 4;

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int CONTROL_PAYLOAD_MAX = 125;
    private static final int LENGTH_IN_2_BYTES = 126;

    private enum Expecting {
        OPCODE,
        LENGTH,
        MORE_LENGTH,
        MASK,
        PAYLOAD
    }

    private Expecting expecting = Expecting.OPCODE;
    private int opcode;
    private boolean fin;
    private int lengthBytes;
    private int lengthBytesLeft;
    private long length;
    private int maskBytesLeft;
    private int mask;
    private long payloadLeft;

    private final Utf8Check text = new Utf8Check();
    private boolean inMessage;
    private int messageFrames;
    private int messageBytes;

    private boolean closeSeen;
    private int controlFrames;
    private int acceptedUpTo;

    /**
     * Looks at the readable bytes of {@code data} without consuming them.
     *
     * @return {@link #NO_FLAW}, or the code to close with because of the byte at {@link #acceptedUpTo}
     */
    int inspect(ByteBuf data) {
        int index = data.readerIndex();
        int end = data.writerIndex();
        while (index < end && !closeSeen) {
            int flaw = NO_FLAW;
            if (expecting == Expecting.PAYLOAD && isControl()) {
                int step = (int) Math.min(payloadLeft, end - index);
                payloadLeft -= step;
                index += step;
            } else {
                flaw = octet(data.getUnsignedByte(index));
                index++;
            }
            if (flaw == NO_FLAW && expecting == Expecting.PAYLOAD && payloadLeft == 0) {
                flaw = finishFrame();
            }
            if (flaw != NO_FLAW) {
                acceptedUpTo = index - 1;
                return flaw;
            }
        }
        acceptedUpTo = index;
        return NO_FLAW;
    }

    /** The index in the last inspected data before which all is well, and from which all is to be ignored. */
    int acceptedUpTo() {
        return acceptedUpTo;
    }

    /** Whether a whole close frame has come: nothing after it counts. */
    boolean closeSeen() {
        return closeSeen;
    }

    /** How many pings and pongs came since this was last asked. */
    int takeControlFrames() {
        int taken = controlFrames;
        controlFrames = 0;
        return taken;
    }

    private int octet(int octet) {
        return switch (expecting) {
            case OPCODE -> opcodeByte(octet);
            case LENGTH -> lengthByte(octet);
            case MORE_LENGTH -> moreLengthByte(octet);
            case MASK -> maskByte(octet);
            case PAYLOAD -> textByte(octet);
        };
    }

    private int opcodeByte(int octet) {
        fin = (octet & FIN) != 0;
        opcode = octet & OPCODE;
        expecting = Expecting.LENGTH;
        if ((octet & RESERVED) != 0) {
            return CloseCodes.PROTOCOL_ERROR;
        }
        return switch (opcode) {
            case CONTINUATION -> inMessage ? NO_FLAW : CloseCodes.PROTOCOL_ERROR;
            case TEXT -> inMessage ? CloseCodes.PROTOCOL_ERROR : NO_FLAW;
            case BINARY -> inMessage ? CloseCodes.PROTOCOL_ERROR : CloseCodes.NOT_TEXT;
            case CLOSE, PING, PONG -> fin ? NO_FLAW : CloseCodes.PROTOCOL_ERROR;
            default -> CloseCodes.PROTOCOL_ERROR;
        };
    }

    private int lengthByte(int octet) {
        if ((octet & MASKED) == 0) {
            return CloseCodes.PROTOCOL_ERROR;
        }
        length = octet & LENGTH;
        if (length > CONTROL_PAYLOAD_MAX) {
            if (isControl()) {
                return CloseCodes.PROTOCOL_ERROR;
            }
            lengthBytes = length == LENGTH_IN_2_BYTES ? 2 : 8;
            lengthBytesLeft = lengthBytes;
            length = 0;
            expecting = Expecting.MORE_LENGTH;
            return NO_FLAW;
        }
        return headerRead();
    }

    private int moreLengthByte(int octet) {
        length = length << 8 | octet;
        lengthBytesLeft--;
        if (lengthBytesLeft > 0) {
            return NO_FLAW;
        }
        boolean shortest = lengthBytes == 2 ? length >= LENGTH_IN_2_BYTES : length > 0xffff || length < 0;
        if (!shortest || length < 0) {
            return CloseCodes.PROTOCOL_ERROR;
        }
        return headerRead();
    }

    private int headerRead() {
        if (!isControl()) {
            messageFrames++;
            // A difference, because the sum of what is announced could wrap around.
            if (length > EdgeLimits.MESSAGE_BYTES_MAX - messageBytes || messageFrames > EdgeLimits.FRAGMENTS_MAX) {
                return CloseCodes.TOO_BIG;
            }
            messageBytes += (int) length;
        }
        payloadLeft = length;
        maskBytesLeft = MASK_BYTES;
        expecting = Expecting.MASK;
        return NO_FLAW;
    }

    private int maskByte(int octet) {
        mask = mask << Byte.SIZE | octet;
        maskBytesLeft--;
        if (maskBytesLeft == 0) {
            expecting = Expecting.PAYLOAD;
        }
        return NO_FLAW;
    }

    private int textByte(int octet) {
        payloadLeft--;
        mask = Integer.rotateLeft(mask, Byte.SIZE);
        return text.take((octet ^ mask) & 0xff) ? NO_FLAW : CloseCodes.NOT_UTF_8;
    }

    private int finishFrame() {
        expecting = Expecting.OPCODE;
        if (opcode == CLOSE) {
            closeSeen = true;
        } else if (isControl()) {
            controlFrames++;
        } else {
            inMessage = !fin;
            if (fin) {
                messageFrames = 0;
                messageBytes = 0;
                return text.isWhole() ? NO_FLAW : CloseCodes.NOT_UTF_8;
            }
        }
        return NO_FLAW;
    }

    private boolean isControl() {
        return opcode >= CLOSE;
    }
}
