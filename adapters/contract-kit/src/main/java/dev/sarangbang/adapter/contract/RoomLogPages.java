package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Reads whole logs, page by page, as people who scroll do. */
final class RoomLogPages {

    private static final int PAGE_ENTRIES = 60;

    private RoomLogPages() {}

    static List<Entry> forward(RoomLog log, RoomId room) {
        List<Entry> all = new ArrayList<>();
        Sequence place = Sequence.BEFORE_FIRST;
        List<Entry> page = log.after(room, place, PAGE_ENTRIES);
        while (!page.isEmpty()) {
            all.addAll(page);
            Sequence last = page.get(page.size() - 1).sequence();
            assertThat(last).as("the page after %s", place).isGreaterThan(place);
            place = last;
            page = log.after(room, place, PAGE_ENTRIES);
        }
        return all;
    }

    static List<Entry> backward(RoomLog log, RoomId room) {
        List<Entry> all = new ArrayList<>();
        Sequence place = new Sequence(Long.MAX_VALUE);
        List<Entry> page = log.before(room, place, PAGE_ENTRIES);
        while (!page.isEmpty()) {
            all.addAll(0, page);
            Sequence first = page.get(0).sequence();
            assertThat(first).as("the page before %s", place).isLessThan(place);
            place = first;
            page = log.before(room, place, PAGE_ENTRIES);
        }
        return all;
    }
}
