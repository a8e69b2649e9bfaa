package dev.sarangbang.domain.text;

import dev.sarangbang.domain.Parsed;
import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * How text from outside becomes text we keep. Length is counted in Unicode code points after normalisation to NFC, so
 * that a Hangul syllable counts once whether it was typed as one character or as its letters, and so that a browser can
 * count the same way. {@code docs/protocol.md} states the rules; the web client has the same ones, and both sides read the
 * same test vectors.
 */
public enum TextRule {
    /** Several lines; kept as typed. */
    MESSAGE(1_000, true),
    /** One line, without space at its ends. */
    TITLE(30, false),
    /** One line, without space at its ends. */
    NAME(30, false);

    /** The most UTF-16 units of raw input that are looked at: bounds the work of normalising. */
    public static final int RAW_UNITS_MAX = 8_000;

    private static final String INVISIBLE_LETTERS = "\u115F\u1160\u3164\uFFA0\u2800";

    private final int codePointsMax;
    private final boolean multiLine;

    TextRule(int codePointsMax, boolean multiLine) {
        this.codePointsMax = codePointsMax;
        this.multiLine = multiLine;
    }

    /** The most code points such a text has. In UTF-8 it therefore has at most four times as many bytes. */
    public int codePointsMax() {
        return codePointsMax;
    }

    /** Reads text that may be anything into the form in which it is kept. */
    public Parsed<String, TextFlaw> parse(String raw) {
        if (raw.length() > RAW_UNITS_MAX) {
            return new Flawed<>(TextFlaw.TOO_LONG);
        }
        String text = Normalizer.normalize(raw.replace("\r\n", "\n").replace('\r', '\n'), Form.NFC);
        if (!multiLine) {
            text = withoutSpaceAtEnds(text);
        }
        if (text.codePoints().anyMatch(this::isBad)) {
            return new Flawed<>(TextFlaw.BAD_CHARACTERS);
        }
        if (text.codePoints().allMatch(TextRule::isInvisible)) {
            return new Flawed<>(TextFlaw.BLANK);
        }
        return text.codePointCount(0, text.length()) > codePointsMax
                ? new Flawed<>(TextFlaw.TOO_LONG)
                : new Valid<>(text);
    }

    /** Throws {@link IllegalArgumentException} unless {@code text} is already in the form in which it is kept. */
    public void require(String text) {
        if (!parse(text).orThrow().equals(text)) {
            throw new IllegalArgumentException("not in its kept form");
        }
    }

    private boolean isBad(int codePoint) {
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            return true; // codePoints() joins pairs, so what is left stands alone
        }
        boolean allowedControl = multiLine && (codePoint == '\n' || codePoint == '\t');
        return Character.getType(codePoint) == Character.CONTROL && !allowedControl;
    }

    private static boolean isInvisible(int codePoint) {
        return isWhiteSpace(codePoint)
                || Character.getType(codePoint) == Character.FORMAT
                || INVISIBLE_LETTERS.indexOf(codePoint) >= 0;
    }

    /** Unicode's White_Space property, which {@link Character#isWhitespace} is not: that one leaves out no-break spaces. */
    private static boolean isWhiteSpace(int codePoint) {
        return Character.isWhitespace(codePoint) && (codePoint < 0x1C || codePoint > 0x1F)
                || Character.isSpaceChar(codePoint)
                || codePoint == 0x85;
    }

    private static String withoutSpaceAtEnds(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isWhiteSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isWhiteSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
