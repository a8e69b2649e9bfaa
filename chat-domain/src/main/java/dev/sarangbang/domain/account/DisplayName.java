package dev.sarangbang.domain.account;

import dev.sarangbang.domain.Parsed;
import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import dev.sarangbang.domain.text.TextFlaw;
import dev.sarangbang.domain.text.TextRule;

/** The name others see; need not be unique. Follows {@link TextRule#NAME}. */
public record DisplayName(String value) {

    public DisplayName {
        TextRule.NAME.require(value);
    }

    /** Reads text that may be anything. */
    public static Parsed<DisplayName, TextFlaw> parse(String raw) {
        return switch (TextRule.NAME.parse(raw)) {
            case Valid<String, TextFlaw>(var text) -> new Valid<>(new DisplayName(text));
            case Flawed<String, TextFlaw>(var flaw) -> new Flawed<>(flaw);
        };
    }
}
