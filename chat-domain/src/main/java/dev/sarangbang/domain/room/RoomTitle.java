package dev.sarangbang.domain.room;

import dev.sarangbang.domain.Parsed;
import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import dev.sarangbang.domain.text.TextFlaw;
import dev.sarangbang.domain.text.TextRule;

/** What a room is called: 1 to 30 code points on one line. See {@link TextRule#TITLE}. */
public record RoomTitle(String value) {

    public RoomTitle {
        TextRule.TITLE.require(value);
    }

    /** Reads text that may be anything. */
    public static Parsed<RoomTitle, TextFlaw> parse(String raw) {
        return switch (TextRule.TITLE.parse(raw)) {
            case Valid<String, TextFlaw>(var text) -> new Valid<>(new RoomTitle(text));
            case Flawed<String, TextFlaw>(var flaw) -> new Flawed<>(flaw);
        };
    }
}
