package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.adapter.contract.RoomLogContract;
import dev.sarangbang.domain.port.RoomLog;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteRoomLogTest extends RoomLogContract {

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    @Override
    protected RoomLog roomLog() {
        return open.store().roomLog();
    }

    @Override
    protected RoomLog reopen() {
        return open.afterCrash().roomLog();
    }
}
