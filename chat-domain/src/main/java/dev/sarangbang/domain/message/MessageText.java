package dev.sarangbang.domain.message;

import dev.sarangbang.domain.Parsed;
import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import dev.sarangbang.domain.text.TextFlaw;
import dev.sarangbang.domain.text.TextRule;

/**
 * What someone says: 1 to 1,000 code points after NFC. See {@link TextRule#MESSAGE}.
 *
 * <p>The constructor trusts its caller, because stores read millions of these back and normalising each again would cost
 * more than reading it; whatever comes from outside comes through {@link #parse}.
 */
public record MessageText(String value) {

    /** In bytes of UTF-8, four for each code point: what a store must have room for. */
    public static final int UTF8_BYTES_MAX = 4_000;

    public MessageText {
        if (value.isEmpty() || value.length() > 2 * TextRule.MESSAGE.codePointsMax()) {
            throw new IllegalArgumentException("not a message of " + value.length() + " UTF-16 units");
        }
    }

    /** Reads text that may be anything. */
    public static Parsed<MessageText, TextFlaw> parse(String raw) {
        return switch (TextRule.MESSAGE.parse(raw)) {
            case Valid<String, TextFlaw>(var text) -> new Valid<>(new MessageText(text));
            case Flawed<String, TextFlaw>(var flaw) -> new Flawed<>(flaw);
        };
    }

    /** Tells how long it is and not what it says, so that no log or error message repeats what people said. */
    @Override
    public String toString() {
        return "MessageText[" + value.length() + " units]";
    }
}
