package dev.sarangbang.domain.message;

import dev.sarangbang.domain.Parsed.Valid;
import dev.sarangbang.domain.text.TextFlaw;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;

/**
 * What someone looks for in messages: any part of them, whatever the case.
 *
 * <p>Both sides are compared {@linkplain #fold folded}: compatibility forms become plain ones, capitals small ones, and what is composed
 * is taken apart, Hangul syllables into their letters too. So {@code 안녀} finds {@code 안녕} while its last letter is still to come,
 * and {@code cafe} finds {@code Café}.
 *
 * @param folded at least {@value #FOLDED_MIN} code points, the way {@link #fold} makes them
 */
public record SearchQuery(String folded) {

    /** The longest query, in code points of what was typed. */
    public static final int CODE_POINTS_MAX = 100;

    /** The shortest query, in code points once it is folded: two Hangul syllables or three Latin letters always suffice. */
    public static final int FOLDED_MIN = 3;

    public SearchQuery {
        if (folded.codePointCount(0, folded.length()) < FOLDED_MIN
                || !fold(folded).equals(folded)) {
            throw new IllegalArgumentException("not a query");
        }
    }

    /** Reads text that may be anything; empty if it is too long or too short, or could stand in no message. */
    public static Optional<SearchQuery> parse(String raw) {
        if (!(MessageText.parse(raw.strip()) instanceof Valid<MessageText, TextFlaw>(var typed))
                || typed.value().codePointCount(0, typed.value().length()) > CODE_POINTS_MAX) {
            return Optional.empty();
        }
        String folded = fold(typed.value());
        return folded.codePointCount(0, folded.length()) < FOLDED_MIN
                ? Optional.empty()
                : Optional.of(new SearchQuery(folded));
    }

    /** The form in which texts and queries are compared. To fold twice changes nothing. */
    public static String fold(String text) {
        String small = Normalizer.normalize(text, Form.NFKD).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(small, Form.NFKD);
    }

    /** Whether {@code text} contains it. */
    public boolean isFoundIn(MessageText text) {
        return fold(text.value()).contains(folded);
    }

    /** Does not tell what is looked for. */
    @Override
    public String toString() {
        return "SearchQuery[" + folded.length() + " units]";
    }
}
