package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.spi.CannotOpenException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicationTest {

    @Test
    void no_keyspace_is_made_of_which_there_cannot_be_so_many_copies() {
        assertThatThrownBy(() -> wanted(3, 1).checkBeforeMaking())
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("cassandra.replicas is 3")
                .hasMessageContaining("one node");
        assertThatCode(() -> wanted(3, 3).checkBeforeMaking()).doesNotThrowAnyException();
        assertThatCode(() -> wanted(1, 3).checkBeforeMaking()).doesNotThrowAnyException();
    }

    @Test
    void a_keyspace_that_was_made_with_more_copies_than_there_can_be_is_not_opened() {
        for (int replicas : new int[] {3, 1}) {
            assertThatThrownBy(() -> wanted(replicas, 1).check(network("3")))
                    .isInstanceOf(CannotOpenException.class)
                    .hasMessageContaining(
                            "ALTER KEYSPACE chat WITH replication = {'class': 'NetworkTopologyStrategy', 'here': 1}")
                    .hasMessageContaining("cassandra.replicas = 1");
        }
    }

    @Test
    void a_setting_that_does_not_hold_is_not_passed_over() {
        assertThatThrownBy(() -> wanted(3, 3).check(network("1")))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("set it to 1, or change the keyspace")
                .hasMessageContaining("'here': 3}");
        assertThatThrownBy(() -> wanted(3, 1).check(network("1")))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("set it to 1")
                .hasMessageNotContaining("ALTER");
        assertThatThrownBy(() -> wanted(1, 3)
                        .check(Map.of("class", "org.apache.cassandra.locator.NetworkTopologyStrategy", "there", "1")))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("has 0 copies in data centre here");
    }

    /** Two of three are most of them: to lose one for good must not keep chat nodes from starting. */
    @Test
    void a_keyspace_that_is_as_it_should_be_is_opened_also_while_it_is_short_of_a_node() {
        assertThatCode(() -> wanted(3, 3).check(network("3"))).doesNotThrowAnyException();
        assertThatCode(() -> wanted(3, 2).check(network("3"))).doesNotThrowAnyException();
        assertThatCode(() -> wanted(2, 3)
                        .check(Map.of(
                                "class", "org.apache.cassandra.locator.SimpleStrategy", "replication_factor", "2")))
                .doesNotThrowAnyException();
    }

    private static Replication wanted(int replicas, long nodes) {
        return new Replication("chat", "here", replicas, nodes);
    }

    private static Map<String, String> network(String copies) {
        return Map.of("class", "org.apache.cassandra.locator.NetworkTopologyStrategy", "here", copies);
    }
}
