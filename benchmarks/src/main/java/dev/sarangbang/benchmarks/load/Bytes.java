package dev.sarangbang.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Finds things in a frame without parsing it: the driver must cost less than what it drives. */
final class Bytes {

    private final byte[] pattern;

    Bytes(String pattern) {
        this.pattern = pattern.getBytes(StandardCharsets.US_ASCII);
    }

    /** The index right behind the first occurrence in {@code frame}; -1 if there is none. */
    int endIn(ByteBuf frame) {
        int last = frame.writerIndex() - pattern.length;
        for (int at = frame.readerIndex(); at <= last; at++) {
            at = frame.indexOf(at, last + 1, pattern[0]);
            if (at < 0) {
                return -1;
            }
            if (matches(frame, at)) {
                return at + pattern.length;
            }
        }
        return -1;
    }

    private boolean matches(ByteBuf frame, int at) {
        for (int i = 1; i < pattern.length; i++) {
            if (frame.getByte(at + i) != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    /** The decimal number at {@code at}; -1 if there is none. */
    static long number(ByteBuf frame, int at) {
        if (at < 0) {
            return -1;
        }
        long number = -1;
        for (int i = at; i < frame.writerIndex(); i++) {
            int digit = frame.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = Math.max(number, 0) * 10 + digit;
        }
        return number;
    }
}
