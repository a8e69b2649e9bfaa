package dev.sarangbang.adapter.rabbitmq;

import dev.sarangbang.adapter.contract.SyncQueuesContract;
import dev.sarangbang.adapter.spi.Metrics;
import dev.sarangbang.domain.port.SyncQueues;
import dev.sarangbang.testing.servers.FaultProxy;
import dev.sarangbang.testing.servers.RabbitServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class RabbitMqSyncQueuesTest extends SyncQueuesContract {

    private final RabbitServer server = RabbitServer.shared();
    private final FaultProxy network = FaultProxy.to(server.host(), server.port());
    private final List<RabbitMqSyncQueues> nodes = new ArrayList<>();

    @Override
    protected SyncQueues node() {
        RabbitMqSyncQueues node =
                RabbitMqSyncQueues.open(Node.login(network.host(), network.port()), Node.BOUNDS, Metrics.NONE);
        nodes.add(node);
        return node;
    }

    @Override
    protected Outage outage() {
        network.cut();
        return network::heal;
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(40);
    }

    @AfterEach
    void close() {
        nodes.forEach(RabbitMqSyncQueues::close);
        network.close();
    }
}
