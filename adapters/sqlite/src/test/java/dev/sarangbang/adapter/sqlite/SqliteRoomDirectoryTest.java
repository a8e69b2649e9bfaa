package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.adapter.contract.RoomDirectoryContract;
import dev.sarangbang.domain.port.RoomDirectory;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteRoomDirectoryTest extends RoomDirectoryContract {

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    @Override
    protected RoomDirectory roomDirectory() {
        return open.store().roomDirectory();
    }

    @Override
    protected RoomDirectory reopen() {
        return open.afterCrash().roomDirectory();
    }
}
