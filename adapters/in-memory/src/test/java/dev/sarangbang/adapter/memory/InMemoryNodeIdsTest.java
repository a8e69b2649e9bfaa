package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.NodeIdsContract;
import dev.sarangbang.domain.port.NodeIds;

class InMemoryNodeIdsTest extends NodeIdsContract {

    private final NodeIds ids = new InMemoryNodeIds();

    @Override
    protected NodeIds nodeIds() {
        return ids;
    }
}
