package dev.sarangbang.adapter.websocket.net;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Looks at the head of a request line by line before it is parsed, for what Netty forgives: more or other space in the request line
 * than RFC 9112 has, a version in small letters, and headers over several lines. Whoever stands between a client and this server may
 * understand such a head differently, and that is how requests are smuggled.
 *
 * <p>Used by one event loop only.
 */
final class HeadCheck {

    private static final byte LINE_FEED = '\n';
    private static final byte CARRIAGE_RETURN = '\r';
    private static final byte SPACE = ' ';
    private static final byte DELETE = 0x7f;
    private static final byte[] VERSION_BEGINS = "HTTP/".getBytes(StandardCharsets.US_ASCII);

    private boolean inHeaders;
    private boolean ended;

    /** A new head begins with the next byte. */
    void begin() {
        inHeaders = false;
        ended = false;
    }

    /**
     * Looks at the whole lines that {@code data} begins with, without consuming them; what is no whole line yet is to be shown again.
     *
     * @return whether they may be parsed
     */
    boolean passes(ByteBuf data) {
        int from = data.readerIndex();
        while (!ended) {
            if (!inHeaders) {
                // Empty lines before a request are skipped; the parser would skip whatever else is not to be seen.
                from = afterLineEnds(data, from);
                if (from < data.writerIndex() && isBlank(data.getByte(from))) {
                    return false;
                }
            }
            int end = data.indexOf(from, data.writerIndex(), LINE_FEED);
            if (end < 0) {
                return true;
            }
            // With the line end as it must be; where it is not, the parser refuses it.
            int last = end > from && data.getByte(end - 1) == CARRIAGE_RETURN ? end - 1 : end;
            if (!line(data, from, last)) {
                return false;
            }
            from = end + 1;
        }
        return true;
    }

    private boolean line(ByteBuf data, int from, int end) {
        if (!inHeaders) {
            inHeaders = true;
            return isRequestLine(data, from, end);
        }
        ended = end == from;
        return ended || !isBlank(data.getByte(from));
    }

    private static int afterLineEnds(ByteBuf data, int from) {
        int index = from;
        while (index < data.writerIndex() && isLineEnd(data.getByte(index))) {
            index++;
        }
        return index;
    }

    private static boolean isLineEnd(byte octet) {
        return octet == CARRIAGE_RETURN || octet == LINE_FEED;
    }

    private static boolean isRequestLine(ByteBuf data, int from, int end) {
        int first = data.indexOf(from, end, SPACE);
        int second = first < 0 ? -1 : data.indexOf(first + 1, end, SPACE);
        if (first <= from || second <= first + 1 || end - second <= VERSION_BEGINS.length) {
            return false;
        }
        for (int i = from; i < end; i++) {
            if (i != first && i != second && isBlank(data.getByte(i))) {
                return false;
            }
        }
        for (int i = 0; i < VERSION_BEGINS.length; i++) {
            if (data.getByte(second + 1 + i) != VERSION_BEGINS[i]) {
                return false;
            }
        }
        return true;
    }

    /** Space, or what can be taken for it. Bytes above ASCII are negative, and not. */
    private static boolean isBlank(byte octet) {
        return octet >= 0 && octet <= SPACE || octet == DELETE;
    }
}
