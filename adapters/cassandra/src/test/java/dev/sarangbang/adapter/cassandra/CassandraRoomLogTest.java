package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.adapter.contract.RoomLogContract;
import dev.sarangbang.domain.port.RoomLog;
import org.junit.jupiter.api.extension.RegisterExtension;

class CassandraRoomLogTest extends RoomLogContract {

    @RegisterExtension
    private final OpenStores open = new OpenStores(Buckets.ENTRIES);

    @Override
    protected RoomLog roomLog() {
        return open.here().roomLog();
    }

    @Override
    protected RoomLog elsewhere() {
        return open.elsewhere().roomLog();
    }

    @Override
    protected RoomLog reopen() {
        return open.another().roomLog();
    }
}
