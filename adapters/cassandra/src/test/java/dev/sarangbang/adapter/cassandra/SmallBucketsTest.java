package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.adapter.contract.RoomLogContract;
import dev.sarangbang.domain.port.RoomLog;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every promise also holds where changes reach over the ends of buckets, and names are in old ones. */
class SmallBucketsTest extends RoomLogContract {

    @RegisterExtension
    private final OpenStores open = new OpenStores(OpenStores.SMALL);

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
