package dev.sarangbang.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sarangbang.adapter.contract.NodeIdsContract;
import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.NodeIds.NodeLease;
import dev.sarangbang.domain.port.PortException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisNodeIdsTest extends NodeIdsContract {

    @RegisterExtension
    private final OpenRedis open = new OpenRedis();

    private final NodeIds here =
            new RedisNodeIds(open.connect(), open.keys(), new Random(), OpenRedis.CLOCK_OF_THE_TEST);
    private final NodeIds there =
            new RedisNodeIds(open.connect(), open.keys(), new Random(), OpenRedis.CLOCK_OF_THE_TEST);

    @Override
    protected NodeIds nodeIds() {
        return here;
    }

    @Override
    protected NodeIds elsewhere() {
        return there;
    }

    @Test
    void after_a_loss_no_old_lease_is_renewed_and_fences_go_on_growing() {
        List<NodeLease> before = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            before.add(here.acquire(now()).orElseThrow());
        }
        open.raw().del(open.keys().nodes());
        passTime(Duration.ofSeconds(1));

        assertThat(before).noneMatch(lease -> here.renew(lease, now()));
        long highest = before.stream().mapToLong(NodeLease::fence).max().orElseThrow();
        assertThat(there.acquire(now()).orElseThrow().fence()).isGreaterThan(highest);
        before.forEach(here::release);
        assertThat(before).noneMatch(lease -> there.renew(lease, now()));
    }

    @Test
    void a_node_whose_clock_is_wrong_neither_loses_its_number_nor_takes_anothers() {
        NodeIds right = new RedisNodeIds(open.connect(), open.keys(), new Random(), LeaseClock.OF_REDIS);
        NodeIds ahead = new RedisNodeIds(open.connect(), open.keys(), new Random(), LeaseClock.OF_REDIS);
        Instant now = Instant.now();
        List<NodeLease> lent = new ArrayList<>();
        for (var next = right.acquire(now); next.isPresent(); next = right.acquire(now)) {
            lent.add(next.get());
        }

        assertThat(ahead.acquire(now.plus(NodeIds.LEASE.multipliedBy(2)))).isEmpty();
        assertThat(right.renew(lent.get(0), now.minus(NodeIds.LEASE.multipliedBy(2))))
                .isTrue();
        assertThat(lent.get(0).fence()).isCloseTo(now.toEpochMilli(), within(60_000L));
    }

    @Test
    void fences_grow_even_if_the_clock_goes_back() {
        NodeLease first = here.acquire(now()).orElseThrow();
        passTime(Duration.ofHours(-1));

        assertThat(there.acquire(now()).orElseThrow().fence()).isGreaterThan(first.fence());
    }

    @Test
    void numbers_are_not_lent_from_the_same_one_on() {
        int different = 0;
        for (int i = 0; i < 20; i++) {
            open.raw().del(open.keys().nodes());
            int lent = here.acquire(now()).orElseThrow().node();
            open.raw().del(open.keys().nodes());
            different += there.acquire(now()).orElseThrow().node() == lent ? 0 : 1;
        }
        assertThat(different).isGreaterThan(15);
    }

    @Test
    void a_lease_that_is_no_lease_is_corrupt() {
        open.raw().hset(open.keys().nodes(), "7", "mine");

        assertThatExceptionOfType(PortException.Corrupt.class).isThrownBy(() -> here.acquire(now()));
    }
}
