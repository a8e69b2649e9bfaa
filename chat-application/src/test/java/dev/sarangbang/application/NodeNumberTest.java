package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.application.ChangeOutcome.Unknown;
import dev.sarangbang.domain.id.SnowflakeLayout;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.NodeIds.NodeLease;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeNumberTest {

    private final Village village = new Village();
    private final Node north = village.north;
    private final Person ann = village.ann;
    private final RoomId kitchen = village.room(ann);

    @Test
    void every_node_has_a_number_of_its_own() {
        Node south = village.node();

        assertThat(numberIn(north.says(ann, kitchen, "from the north")))
                .isNotEqualTo(numberIn(south.says(ann, kitchen, "from the south")));
    }

    @Test
    void a_number_is_kept_by_renewing_it() {
        int number = numberIn(north.says(ann, kitchen, "hello"));
        village.passes(NodeIds.LEASE.multipliedBy(5));

        assertThat(numberIn(north.says(ann, kitchen, "still here"))).isEqualTo(number);
    }

    @Test
    void a_number_that_cannot_be_renewed_is_not_used_to_the_end_of_its_lease() {
        village.nodeIds.cutOff();
        village.passes(Limits.NODE_TRUST.minusSeconds(1));
        assertThat(north.app().holdsNodeNumber()).isTrue();
        north.says(ann, kitchen, "as long as it lasts");

        village.passes(Limits.NODE_RENEWAL);

        var id = Node.freshId();
        assertThat(north.app().holdsNodeNumber()).isFalse();
        assertThat(north.says(ann, kitchen, id, "hello?").only()).isEqualTo(new Unknown());
        assertThatThrownBy(() -> north.create(ann, "The shed")).isInstanceOf(PortException.class);
        assertThatThrownBy(() -> north.connect(ann, new Phone())).isInstanceOf(PortException.class);

        village.nodeIds.restore();
        village.passes(Limits.NODE_RENEWAL);

        assertThat(north.app().holdsNodeNumber()).isTrue();
        assertThat(north.says(ann, kitchen, id, "hello?").entry())
                .isEqualTo(village.logOf(kitchen).get(2));
    }

    @Test
    void a_node_that_was_suspended_past_its_lease_gives_out_no_ids_when_it_wakes() {
        village.time.passes(NodeIds.LEASE);

        assertThat(north.says(ann, kitchen, Node.freshId(), "good morning").only())
                .isEqualTo(new Unknown());

        village.passes(Duration.ofSeconds(1));
        assertThat(north.says(ann, kitchen, "good morning")).isNotNull();
    }

    @Test
    void a_number_that_was_lent_to_another_is_not_used_again() {
        NodeLease lost = theLeaseOf(north);
        village.nodeIds.port().release(lost);
        village.nodeIds.cutOff("acquire");

        village.passes(Limits.NODE_RENEWAL);

        assertThat(north.app().holdsNodeNumber()).isFalse();
        village.nodeIds.restore();
        village.passes(Limits.NODE_RENEWAL);
        assertThat(north.app().holdsNodeNumber()).isTrue();
    }

    @Test
    void without_a_number_no_node_starts() {
        IntStream.rangeClosed(0, SnowflakeLayout.NODE_MAX)
                .forEach(ignored -> village.nodeIds.port().acquire(village.time.instant()));

        assertThatThrownBy(village::node).isInstanceOf(PortException.Unavailable.class);
    }

    @Test
    void a_node_that_stops_gives_its_number_back() {
        NodeLease lease = theLeaseOf(north);

        north.app().stop();

        assertThat(north.app().holdsNodeNumber()).isFalse();
        assertThat(village.nodeIds.port().renew(lease, village.time.instant())).isFalse();
    }

    @Test
    void to_stop_during_an_outage_is_no_error() {
        village.nodeIds.cutOff();

        north.app().stop();

        assertThat(north.app().holdsNodeNumber()).isFalse();
    }

    @Test
    void ids_within_a_room_increase_though_the_clock_goes_back() {
        north.says(ann, kitchen, "before");
        village.time.wallJumps(Duration.ofMinutes(-30));
        north.says(ann, kitchen, "after");
        Node south = village.node();
        south.says(ann, kitchen, "from a node whose clock is right");

        List<Entry> log = village.logOf(kitchen);
        for (int i = 1; i < log.size(); i++) {
            assertThat(log.get(i).id()).isGreaterThan(log.get(i - 1).id());
        }
    }

    private NodeLease theLeaseOf(Node node) {
        int number = numberIn(node.says(ann, kitchen, "which number is mine?"));
        return new NodeLease(number, 1);
    }

    private static int numberIn(Entry entry) {
        return SnowflakeLayout.node(entry.id().value());
    }
}
