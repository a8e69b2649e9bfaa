package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.MessageSearchContract;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.port.RoomLog;

class InMemoryMessageSearchTest extends MessageSearchContract {

    private final RoomLog log = new InMemoryRoomLog();
    private final MessageSearch search = new InMemoryMessageSearch(log);

    @Override
    protected MessageSearch messageSearch() {
        return search;
    }

    @Override
    protected RoomLog roomLog() {
        return log;
    }
}
