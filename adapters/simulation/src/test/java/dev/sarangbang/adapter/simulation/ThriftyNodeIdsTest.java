package dev.sarangbang.adapter.simulation;

import dev.sarangbang.adapter.contract.NodeIdsContract;
import dev.sarangbang.adapter.simulation.server.ThriftyNodeIds;
import dev.sarangbang.domain.port.NodeIds;

class ThriftyNodeIdsTest extends NodeIdsContract {

    private final NodeIds nodeIds = new ThriftyNodeIds();

    @Override
    protected NodeIds nodeIds() {
        return nodeIds;
    }
}
