package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.DeviceCursorsContract;
import dev.sarangbang.domain.port.DeviceCursors;

class InMemoryDeviceCursorsTest extends DeviceCursorsContract {

    private final DeviceCursors cursors = new InMemoryDeviceCursors();

    @Override
    protected DeviceCursors deviceCursors() {
        return cursors;
    }
}
