package dev.sarangbang.domain.room;

import dev.sarangbang.domain.message.Entry;

/** What a room makes of a draft. */
public sealed interface Ruling {

    /** It may happen: once {@code entry} is in the log, the room is {@code next}. */
    record Accepted(Room next, Entry entry) implements Ruling {}

    /** It is so already: nothing needs to happen. */
    record Unchanged() implements Ruling {}

    /** It may not happen. */
    record Refused(Refusal refusal) implements Ruling {}
}
