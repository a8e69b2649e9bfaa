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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        for (int half = 0; half < 5; half++) {
            village.time.passes(NodeIds.LEASE.dividedBy(2));
            village.passes(Limits.NODE_RENEWAL);
        }

        assertThat(numberIn(north.says(ann, kitchen, "still here"))).isEqualTo(number);
    }

    @Test
    void a_number_that_cannot_be_renewed_is_not_used_to_the_end_of_its_lease() {
        village.nodeIds.cutOff();
        village.time.passes(trust().minus(Limits.NODE_RENEWAL));
        village.passes(Limits.NODE_RENEWAL.minusSeconds(1));
        assertThat(north.app().holdsNodeNumber()).isTrue();
        north.says(ann, kitchen, "as long as it lasts");

        village.passes(Limits.NODE_RENEWAL);

        var id = Node.freshId();
        assertThat(north.app().holdsNodeNumber()).isFalse();
        assertThat(north.says(ann, kitchen, id, "hello?").only()).isEqualTo(new Unknown());
        assertThatThrownBy(() -> north.create(ann, "The shed")).isInstanceOf(PortException.class);
        assertThatThrownBy(() -> north.connect(ann, new Phone())).isInstanceOf(PortException.class);

        village.nodeIds.restore();
        village.passes(Limits.TICK);

        assertThat(north.app().holdsNodeNumber()).isTrue();
        assertThat(north.says(ann, kitchen, id, "hello?").entry())
                .isEqualTo(village.logOf(kitchen).get(2));
    }

    @Test
    void people_go_on_talking_while_the_lender_of_numbers_is_away_for_a_night() {
        village.nodeIds.cutOff();
        village.time.passes(Duration.ofHours(7).plusMinutes(30));
        village.passes(Duration.ofMinutes(1));

        assertThat(north.says(ann, kitchen, "good morning")).isNotNull();
    }

    @Test
    void a_lender_that_lends_for_a_shorter_time_is_trusted_for_a_shorter_time() {
        var ids = new NodeIds() {
            @Override
            public Duration lease() {
                return Duration.ofMinutes(3);
            }

            @Override
            public Optional<NodeLease> acquire(Instant now) {
                return Optional.of(new NodeLease(7, 1));
            }

            @Override
            public boolean renew(NodeLease lease, Instant now) {
                return true;
            }

            @Override
            public void release(NodeLease lease) {}
        };
        var number = new NodeNumber(ids, village.surroundings());
        number.renew();
        village.time.passes(Duration.ofSeconds(119));
        assertThat(number.getAsInt()).isEqualTo(7);

        village.time.passes(Duration.ofSeconds(1));

        assertThatThrownBy(number::getAsInt).isInstanceOf(PortException.Unavailable.class);
    }

    @Test
    void a_node_that_was_suspended_past_its_lease_gives_out_no_ids_when_it_wakes() {
        village.time.passes(NodeIds.LEASE);
        village.nodeIds.cutOff();

        assertThat(north.says(ann, kitchen, Node.freshId(), "good morning").only())
                .isEqualTo(new Unknown());

        village.nodeIds.restore();
        village.passes(Limits.NODE_RENEWAL);
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
        village.passes(Limits.TICK);
        assertThat(north.app().holdsNodeNumber()).isTrue();
    }

    @Test
    void a_node_that_holds_its_number_asks_no_more_often_than_it_has_to() {
        int before = village.nodeIds.calls();
        village.passes(Limits.NODE_RENEWAL.multipliedBy(4));

        assertThat(village.nodeIds.calls() - before).isBetween(3, 9); // a call and, of the fake, how long it lends
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

    private static Duration trust() {
        return NodeIds.LEASE.multipliedBy(2).dividedBy(3);
    }

    private NodeLease theLeaseOf(Node node) {
        int number = numberIn(node.says(ann, kitchen, "which number is mine?"));
        return new NodeLease(number, 1);
    }

    private static int numberIn(Entry entry) {
        return SnowflakeLayout.node(entry.id().value());
    }
}
