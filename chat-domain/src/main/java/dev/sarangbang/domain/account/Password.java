package dev.sarangbang.domain.account;

import dev.sarangbang.domain.Parsed;
import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * A password as typed, in NFC, so that it matches whichever keyboard typed it. Lives only as long as the request; never
 * stored, never shown: {@link #toString} does not tell it.
 */
public record Password(String value) {

    /** In code points. */
    public static final int LENGTH_MIN = 8;

    /** In code points; nothing is cut off below it. */
    public static final int LENGTH_MAX = 128;

    /** Why a text is not a password. */
    public enum Flaw {
        TOO_SHORT,
        TOO_LONG
    }

    /** Reads text that may be anything. */
    public static Parsed<Password, Flaw> parse(String raw) {
        if (raw.length() > 4 * LENGTH_MAX) {
            return new Flawed<>(Flaw.TOO_LONG);
        }
        String text = Normalizer.normalize(raw, Form.NFC);
        int length = text.codePointCount(0, text.length());
        if (length < LENGTH_MIN) {
            return new Flawed<>(Flaw.TOO_SHORT);
        }
        return length > LENGTH_MAX ? new Flawed<>(Flaw.TOO_LONG) : new Valid<>(new Password(text));
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
