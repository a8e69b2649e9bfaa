package dev.sarangbang.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.contract.NodeIdsContract;
import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.NodeIds.NodeLease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteNodeIdsTest extends NodeIdsContract {

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    @Override
    protected NodeIds nodeIds() {
        return open.store().nodeIds();
    }

    @Test
    void a_number_lent_before_a_crash_stays_lent() {
        NodeLease lease = nodeIds().acquire(now()).orElseThrow();
        NodeIds afterCrash = open.afterCrash().nodeIds();

        assertThat(afterCrash.renew(lease, now())).isTrue();
        assertThat(afterCrash.acquire(now()).orElseThrow().node()).isNotEqualTo(lease.node());
    }

    @Test
    void a_number_that_was_given_back_rests_before_it_is_lent_again() {
        NodeLease first = nodeIds().acquire(now()).orElseThrow();
        nodeIds().release(first);
        NodeLease second = nodeIds().acquire(now()).orElseThrow();

        assertThat(second.node()).isNotEqualTo(first.node());
        assertThat(second.fence()).isGreaterThan(first.fence());
    }
}
