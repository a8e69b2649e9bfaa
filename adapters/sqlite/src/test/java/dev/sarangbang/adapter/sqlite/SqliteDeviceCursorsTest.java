package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.adapter.contract.DeviceCursorsContract;
import dev.sarangbang.domain.port.DeviceCursors;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteDeviceCursorsTest extends DeviceCursorsContract {

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    @Override
    protected DeviceCursors deviceCursors() {
        return open.store().deviceCursors();
    }

    @Override
    protected DeviceCursors reopen() {
        return open.afterCrash().deviceCursors();
    }
}
