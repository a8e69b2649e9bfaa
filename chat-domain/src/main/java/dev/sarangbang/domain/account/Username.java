package dev.sarangbang.domain.account;

import dev.sarangbang.domain.Parsed;
import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;

/**
 * The unique name an account signs in with and is invited by: {@value #LENGTH_MIN} to {@value #LENGTH_MAX} code points,
 * letters and digits of any script, and {@code _ - .} but not at the start. Kept in NFKC and lower case, so that names
 * which differ only so are one name.
 */
public record Username(String value) {

    /** In code points, after normalisation. */
    public static final int LENGTH_MIN = 2;

    /** In code points, after normalisation. */
    public static final int LENGTH_MAX = 20;

    /** The most UTF-16 units of raw input that are looked at. */
    private static final int RAW_UNITS_MAX = 200;

    /** Why a text is not a username. */
    public enum Flaw {
        WRONG_LENGTH,
        BAD_CHARACTERS
    }

    /** For text known to be a username in its kept form; {@link #parse} is for text that came from outside. */
    public Username {
        flawIn(value).ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw.toString());
        });
        if (!value.equals(kept(value))) {
            throw new IllegalArgumentException("not in its kept form");
        }
    }

    /** Reads text that may be anything. */
    public static Parsed<Username, Flaw> parse(String raw) {
        if (raw.length() > RAW_UNITS_MAX) {
            return new Flawed<>(Flaw.WRONG_LENGTH);
        }
        String text = kept(raw);
        return flawIn(text).<Parsed<Username, Flaw>>map(Flawed::new).orElseGet(() -> new Valid<>(new Username(text)));
    }

    /** Normalising again after lower-casing reaches a form that neither step changes. */
    private static String kept(String raw) {
        String lower = Normalizer.normalize(raw, Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Form.NFKC);
    }

    private static Optional<Flaw> flawIn(String text) {
        int length = text.codePointCount(0, text.length());
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            return Optional.of(Flaw.WRONG_LENGTH);
        }
        boolean good = Character.isLetterOrDigit(text.codePointAt(0))
                && text.codePoints().allMatch(Username::isAllowed);
        return good ? Optional.empty() : Optional.of(Flaw.BAD_CHARACTERS);
    }

    private static boolean isAllowed(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || "_-.".indexOf(codePoint) >= 0;
    }
}
