package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.message.Amendments;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Searches a log from its end, without an index. */
public final class InMemoryMessageSearch implements MessageSearch {

    private final RoomLog log;

    /** Searches {@code log}, which should be in memory too, for it is read as far back as there is anything to find. */
    public InMemoryMessageSearch(RoomLog log) {
        this.log = log;
    }

    @Override
    public List<Message> find(RoomId room, SearchQuery query, Sequence from, Sequence before, int limit) {
        var amendments = new Amendments();
        List<Message> found = new ArrayList<>();
        Sequence place = new Sequence(Long.MAX_VALUE);
        while (found.size() < limit && place.isAfter(from)) {
            List<Entry> page = log.before(room, place, RoomLog.READ_LIMIT_MAX);
            if (page.isEmpty()) {
                return found;
            }
            for (Entry entry : page.reversed()) {
                amendments.add(entry);
                boolean isWithin =
                        !entry.sequence().isBefore(from) && entry.sequence().isBefore(before);
                if (isWithin && found.size() < limit) {
                    amendments
                            .apply(entry)
                            .filter(message -> query.isFoundIn(message.text()))
                            .ifPresent(found::add);
                }
            }
            place = page.get(0).sequence();
        }
        return found;
    }
}
