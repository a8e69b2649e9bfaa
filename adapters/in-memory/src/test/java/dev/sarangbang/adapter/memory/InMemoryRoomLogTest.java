package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.RoomLogContract;
import dev.sarangbang.domain.port.RoomLog;

class InMemoryRoomLogTest extends RoomLogContract {

    private final RoomLog log = new InMemoryRoomLog();

    @Override
    protected RoomLog roomLog() {
        return log;
    }
}
