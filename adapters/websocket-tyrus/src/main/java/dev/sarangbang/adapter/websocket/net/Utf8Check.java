package dev.sarangbang.adapter.websocket.net;

/**
 * Whether bytes that come one after the other can still become UTF-8 (RFC 3629): tells at the very byte that spoils it, however the
 * bytes are cut into frames and portions. Tyrus notices some of it only once the frame, or the code point, is whole.
 */
final class Utf8Check {

    private static final int CONTINUATION_FIRST = 0x80;
    private static final int CONTINUATION_LAST = 0xBF;

    /** Continuation bytes that are missing of the code point begun. */
    private int missing;

    /** What the next continuation byte may be: the first one after some leads is bounded more narrowly. */
    private int lowest = CONTINUATION_FIRST;

    private int highest = CONTINUATION_LAST;

    /** Takes the next byte; false if with it this is no UTF-8, and never will be. */
    boolean take(int octet) {
        if (missing == 0) {
            return octet < CONTINUATION_FIRST || begin(octet);
        }
        boolean goesOn = octet >= lowest && octet <= highest;
        missing--;
        bound(CONTINUATION_FIRST, CONTINUATION_LAST);
        return goesOn;
    }

    /** Whether no code point is left unfinished. */
    boolean isWhole() {
        return missing == 0;
    }

    private boolean begin(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            missing = 1;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            missing = 2;
            // Neither a shorter form nor a surrogate.
            bound(lead == 0xE0 ? 0xA0 : CONTINUATION_FIRST, lead == 0xED ? 0x9F : CONTINUATION_LAST);
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            missing = 3;
            // Neither a shorter form nor beyond U+10FFFF.
            bound(lead == 0xF0 ? 0x90 : CONTINUATION_FIRST, lead == 0xF4 ? 0x8F : CONTINUATION_LAST);
        } else {
            return false;
        }
        return true;
    }

    private void bound(int low, int high) {
        lowest = low;
        highest = high;
    }
}
