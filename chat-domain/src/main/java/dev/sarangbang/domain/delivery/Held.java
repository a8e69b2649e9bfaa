package dev.sarangbang.domain.delivery;

import dev.sarangbang.domain.message.Entry;
import java.util.List;

/**
 * What was kept for someone in one room while no device of theirs was connected.
 *
 * @param entries in the order of the log, perhaps with holes: the reader checks
 * @param truncated whether more was kept once and had to go, so that older entries must come from the log
 */
public record Held(List<Entry> entries, boolean truncated) {

    /** Nothing kept, as far as is known. */
    public static final Held NOTHING = new Held(List.of(), false);

    public Held {
        entries = List.copyOf(entries);
    }
}
