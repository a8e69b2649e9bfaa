package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.adapter.memory.InMemoryMessageSearch;
import dev.sarangbang.adapter.memory.InMemoryRoomLog;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;

/** A right search and the log it belongs to, to be spoiled. */
class SearchedLog implements MessageSearch {

    private final RoomLog log = new InMemoryRoomLog();
    private final MessageSearch real = new InMemoryMessageSearch(log);

    RoomLog log() {
        return log;
    }

    @Override
    public List<Message> find(RoomId room, SearchQuery query, Sequence from, Sequence before, int limit) {
        return real.find(room, query, from, before, limit);
    }
}
