package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.RoomDirectoryContract;
import dev.sarangbang.domain.port.RoomDirectory;

class InMemoryRoomDirectoryTest extends RoomDirectoryContract {

    private final RoomDirectory directory = new InMemoryRoomDirectory();

    @Override
    protected RoomDirectory roomDirectory() {
        return directory;
    }
}
