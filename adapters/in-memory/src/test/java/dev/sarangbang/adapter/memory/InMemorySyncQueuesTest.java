package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.SyncQueuesContract;
import dev.sarangbang.domain.port.SyncQueues;

class InMemorySyncQueuesTest extends SyncQueuesContract {

    private final InMemorySyncHub hub = new InMemorySyncHub();

    @Override
    protected SyncQueues node() {
        return hub.node();
    }
}
