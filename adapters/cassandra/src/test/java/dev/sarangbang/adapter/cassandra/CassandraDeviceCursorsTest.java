package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.adapter.contract.DeviceCursorsContract;
import dev.sarangbang.domain.port.DeviceCursors;
import org.junit.jupiter.api.extension.RegisterExtension;

class CassandraDeviceCursorsTest extends DeviceCursorsContract {

    @RegisterExtension
    private final OpenStores open = new OpenStores(Buckets.ENTRIES);

    @Override
    protected DeviceCursors deviceCursors() {
        return open.here().deviceCursors();
    }

    @Override
    protected DeviceCursors elsewhere() {
        return open.elsewhere().deviceCursors();
    }

    @Override
    protected DeviceCursors reopen() {
        return open.another().deviceCursors();
    }
}
