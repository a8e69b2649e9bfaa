package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.sarangbang.adapter.spi.Health;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodesUpTest {

    private static final Node HERE = node(NodeDistance.LOCAL, NodeState.UP);
    private static final Node HERE_AND_DOWN = node(NodeDistance.LOCAL, NodeState.DOWN);

    /** The driver opens no connection to them, and does not hear how they are. */
    private static final Node ELSEWHERE = node(NodeDistance.IGNORED, NodeState.UNKNOWN);

    @Test
    void a_second_data_centre_that_is_not_spoken_to_is_no_loss() {
        assertThat(CassandraStore.health(List.of(HERE, HERE, ELSEWHERE))).isEqualTo(new Health.Up());
    }

    @Test
    void a_node_of_this_one_that_is_down_is() {
        assertThat(CassandraStore.health(List.of(HERE, HERE_AND_DOWN, ELSEWHERE)))
                .isEqualTo(new Health.Degraded("1 of 2 nodes are up"));
    }

    private static Node node(NodeDistance distance, NodeState state) {
        return (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(),
                new Class<?>[] {Node.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getDistance" -> distance;
                    case "getState" -> state;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
