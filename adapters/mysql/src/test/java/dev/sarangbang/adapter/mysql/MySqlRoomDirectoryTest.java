package dev.sarangbang.adapter.mysql;

import dev.sarangbang.adapter.contract.RoomDirectoryContract;
import dev.sarangbang.domain.port.RoomDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class MySqlRoomDirectoryTest extends RoomDirectoryContract {

    private @Nullable MySqlStore reopened;

    @AfterEach
    void close() {
        if (reopened != null) {
            reopened.close();
        }
    }

    Servers servers() {
        return Servers.MYSQL;
    }

    @Override
    protected RoomDirectory roomDirectory() {
        return servers().here().roomDirectory();
    }

    @Override
    protected RoomDirectory elsewhere() {
        return servers().elsewhere().roomDirectory();
    }

    @Override
    protected RoomDirectory reopen() {
        reopened = servers().reopened();
        return reopened.roomDirectory();
    }
}
