package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.id.SnowflakeLayout;
import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.NodeIds.NodeLease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What every {@link NodeIds} does. Extend it and supply the adapter under test, over a store in which nobody else holds a number:
 * there are only so many, and these tests borrow them all.
 *
 * <p>Time is the contract's own unless {@link #now} and {@link #passTime} are overridden together, for a store that goes by a
 * clock of its own.
 */
@Execution(ExecutionMode.SAME_THREAD)
public abstract class NodeIdsContract {

    private static final int NUMBERS = SnowflakeLayout.NODE_MAX + 1;

    /** So much before its end a lease is certainly alive, and so much after it certainly over, on a real clock too. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final List<NodeLease> leases = new ArrayList<>();
    private Instant now = Instant.parse("2030-05-06T07:08:09.123Z");

    /** The adapter under test; the same instance throughout one test. */
    protected abstract NodeIds nodeIds();

    /** The same store as another process sees it; the adapter itself where only one process can see it. */
    protected NodeIds elsewhere() {
        return nodeIds();
    }

    /** What time it is. */
    protected Instant now() {
        return now;
    }

    /** Lets time pass: moves {@link #now()}, or, for a real clock, returns once it has moved so far. */
    protected void passTime(Duration time) {
        now = now.plus(time);
    }

    @AfterEach
    void give_everything_back() {
        leases.forEach(nodeIds()::release);
    }

    @Test
    @DisplayName("N1: lends different numbers to all who hold one")
    void lends_different_numbers() {
        List<NodeLease> held =
                IntStream.range(0, 20).mapToObj(ignored -> acquire()).toList();

        assertThat(numbers(held)).hasSize(20);
        assertThat(numbers(held)).allMatch(number -> number >= 0 && number < NUMBERS);
    }

    @Test
    @DisplayName("N1: lends different numbers to all who ask at once")
    void lends_different_numbers_in_a_race() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            List<NodeLease> held = Race.of(
                    Race.RACERS,
                    racer -> (racer % 2 == 0 ? nodeIds() : elsewhere())
                            .acquire(now())
                            .orElseThrow());
            leases.addAll(held);

            assertThat(numbers(held)).hasSize(Race.RACERS);
            held.forEach(nodeIds()::release);
        }
    }

    @Test
    @DisplayName("N2: lends no number again while its lease lives, and does once it is over")
    void lends_nothing_twice() {
        NodeLease kept = acquire();
        List<NodeLease> others = acquireAll();

        passTime(nodeIds().lease().minus(MARGIN));
        assertThat(elsewhere().acquire(now())).isEmpty();
        assertThat(nodeIds().renew(kept, now())).isTrue();

        passTime(MARGIN.plus(MARGIN));
        List<NodeLease> again = acquireAll();
        assertThat(numbers(again)).isEqualTo(numbers(others)).doesNotContain(kept.node());

        passTime(nodeIds().lease().minus(MARGIN).minus(MARGIN).minus(MARGIN));
        assertThat(elsewhere().acquire(now())).as("while all are lent").isEmpty();
        assertThat(nodeIds().renew(kept, now())).isTrue();
    }

    @Test
    @DisplayName("N2: tells a lease of a number from earlier ones by a higher fence")
    void raises_the_fence() {
        List<NodeLease> first = acquireAll();
        first.forEach(nodeIds()::release);
        List<NodeLease> second = acquireAll();

        for (NodeLease lease : second) {
            assertThat(first)
                    .filteredOn(earlier -> earlier.node() == lease.node())
                    .allSatisfy(earlier -> assertThat(lease.fence()).isGreaterThan(earlier.fence()));
        }
    }

    @Test
    @DisplayName("N3: renews no lease whose number was lent to another since, ever again")
    void renews_nothing_lent_to_another() {
        List<NodeLease> first = acquireAll();
        passTime(nodeIds().lease().plus(MARGIN));
        List<NodeLease> second = acquireAll();

        assertThat(numbers(second)).isEqualTo(numbers(first));
        assertThat(first)
                .allSatisfy(lease -> assertThat(nodeIds().renew(lease, now())).isFalse());
        second.forEach(nodeIds()::release);
        assertThat(first)
                .allSatisfy(lease -> assertThat(elsewhere().renew(lease, now())).isFalse());
        assertThat(acquireAll()).hasSize(NUMBERS);
    }

    @Test
    @DisplayName("N4: lends a released number again, and a lease that is over releases nothing")
    void releases_what_is_ones_own() {
        List<NodeLease> first = acquireAll();
        NodeLease mine = first.get(0);
        nodeIds().release(mine);

        NodeLease theirs = acquire();
        assertThat(theirs.node()).isEqualTo(mine.node());

        nodeIds().release(mine);
        assertThat(nodeIds().acquire(now())).isEmpty();
        assertThat(nodeIds().renew(theirs, now())).isTrue();
        assertThat(nodeIds().renew(mine, now())).isFalse();
    }

    @Test
    @DisplayName("N5: lends every number there is, and then none")
    void lends_every_number() {
        List<NodeLease> all = acquireAll();

        assertThat(numbers(all)).hasSize(NUMBERS);
        assertThat(nodeIds().acquire(now())).isEmpty();
    }

    private NodeLease acquire() {
        NodeLease lease = nodeIds().acquire(now()).orElseThrow();
        leases.add(lease);
        return lease;
    }

    /** All that can be had, twice as many as there are at most. */
    private List<NodeLease> acquireAll() {
        List<NodeLease> all = new ArrayList<>();
        Optional<NodeLease> next = nodeIds().acquire(now());
        while (next.isPresent() && all.size() < 2 * NUMBERS) {
            all.add(next.get());
            next = nodeIds().acquire(now());
        }
        leases.addAll(all);
        return all;
    }

    private static Set<Integer> numbers(List<NodeLease> leases) {
        return leases.stream().map(NodeLease::node).collect(Collectors.toSet());
    }
}
