package dev.sarangbang.domain.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.domain.port.PortException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every test says what the clock shows. */
class SnowflakesTest {

    private static final long NOON = 120_000_000_000L;
    private static final int NODE = 5;
    private static final int PER_MILLI = SnowflakeLayout.SEQUENCE_MAX + 1;

    /** Milliseconds since the epoch of ids. */
    private final AtomicLong clock = new AtomicLong(NOON);

    private final AtomicLong pauses = new AtomicLong();
    private Runnable whilePausing = () -> {};
    private final Snowflakes ids =
            new Snowflakes(() -> Instant.ofEpochMilli(SnowflakeLayout.EPOCH_MILLIS + clock.get()), () -> NODE, () -> {
                pauses.incrementAndGet();
                whilePausing.run();
            });

    @Test
    void tells_the_time_the_node_and_the_number_within_the_millisecond() {
        check(ids.next(), NOON, 0);
        check(ids.next(), NOON, 1);
        clock.set(NOON + 3);
        check(ids.next(), NOON + 3, 0);
        assertThat(pauses).hasValue(0);
    }

    @Test
    void gives_4096_ids_in_a_millisecond_and_then_waits_for_the_next() {
        for (int i = 0; i < PER_MILLI; i++) {
            check(ids.next(), NOON, i);
        }
        assertThat(pauses).hasValue(0);
        whilePausing = () -> clock.addAndGet(pauses.get() == 3 ? 1 : 0);

        check(ids.next(), NOON + 1, 0);
        assertThat(pauses).hasValue(3);
    }

    @Test
    void goes_on_counting_while_the_clock_is_behind() {
        clock.set(NOON);
        MessageId before = ids.next();
        clock.set(NOON - 5_000);

        MessageId first = ids.next();
        check(first, NOON, 1);
        assertThat(first).isGreaterThan(before);
        clock.set(NOON - Snowflakes.CLOCK_BEHIND_MILLIS_MAX);
        check(ids.next(), NOON, 2);
        clock.set(NOON);
        check(ids.next(), NOON, 3);
        clock.set(NOON + 1);
        check(ids.next(), NOON + 1, 0);
        assertThat(pauses).hasValue(0);
    }

    @Test
    void counts_into_the_next_millisecond_when_the_clock_is_behind_and_this_one_is_used_up() {
        ids.next();
        clock.set(NOON - 10);
        for (int i = 1; i < PER_MILLI; i++) {
            check(ids.next(), NOON, i);
        }

        check(ids.next(), NOON + 1, 0);
        assertThat(pauses).hasValue(0);

        clock.set(NOON);
        check(ids.next(), NOON + 1, 1);
    }

    @Test
    void refuses_while_the_clock_is_too_far_behind_and_goes_on_when_it_has_come_back() {
        MessageId before = ids.next();
        clock.set(NOON - Snowflakes.CLOCK_BEHIND_MILLIS_MAX - 1);

        assertThatExceptionOfType(PortException.Unavailable.class).isThrownBy(ids::next);
        assertThat(pauses).hasValue(Snowflakes.PAUSES_MAX + 1L);

        clock.addAndGet(1);
        assertThat(ids.next()).isGreaterThan(before);
    }

    @Test
    void refuses_after_so_many_pauses_of_a_clock_that_stands_still() {
        for (int i = 0; i < PER_MILLI; i++) {
            ids.next();
        }

        assertThatExceptionOfType(PortException.Unavailable.class).isThrownBy(ids::next);
        assertThat(pauses).hasValue(Snowflakes.PAUSES_MAX + 1L);
        clock.addAndGet(1);
        check(ids.next(), NOON + 1, 0);
    }

    @Test
    void never_goes_back_whatever_the_clock_does() {
        MessageId last = ids.next();
        var random = new Random(20261124);
        for (int i = 0; i < 200_000; i++) {
            switch (random.nextInt(50)) {
                case 0 -> clock.addAndGet(-random.nextInt(3_000));
                case 1 -> clock.addAndGet(random.nextInt(2_000));
                case 2 -> clock.set(NOON);
                default -> clock.addAndGet(random.nextInt(2));
            }
            whilePausing = () -> clock.addAndGet(1);
            MessageId next = ids.next();
            assertThat(next.value()).isGreaterThan(last.value());
            last = next;
        }
    }

    @Test
    void gives_the_next_id_if_it_is_above_the_floor_already() {
        MessageId first = ids.next();

        check(ids.nextAfter(first), NOON, 1);
        check(ids.nextAfter(MessageId.NONE), NOON, 2);
    }

    @Test
    void gives_the_one_right_above_a_floor_from_a_node_that_is_ahead() {
        var floor = new MessageId(SnowflakeLayout.compose(NOON + 60_000, SnowflakeLayout.NODE_MAX, 17));

        MessageId first = ids.nextAfter(floor);
        MessageId second = ids.nextAfter(first);

        assertThat(first.value()).isEqualTo(floor.value() + 1);
        assertThat(second.value()).isEqualTo(floor.value() + 2);
        check(ids.next(), NOON, 2);
    }

    @Test
    void asks_for_the_node_after_it_has_read_the_clock() {
        AtomicLong time = new AtomicLong(NOON);
        long leaseEnds = NOON + 10;
        var suspended = new Snowflakes(
                () -> {
                    Instant read = Instant.ofEpochMilli(SnowflakeLayout.EPOCH_MILLIS + time.get());
                    time.set(leaseEnds); // the process sleeps between reading the clock and all that follows
                    return read;
                },
                () -> {
                    if (time.get() >= leaseEnds) {
                        throw new PortException.Unavailable("no lease");
                    }
                    return NODE;
                },
                () -> {});

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(suspended::next)
                .withMessage("no lease");
    }

    @Test
    void asks_for_the_node_on_every_id() {
        AtomicLong node = new AtomicLong(1);
        var moving = new Snowflakes(
                () -> Instant.ofEpochMilli(SnowflakeLayout.EPOCH_MILLIS + NOON),
                () -> (int) node.getAndIncrement(),
                () -> {});

        assertThat(SnowflakeLayout.node(moving.next().value())).isEqualTo(1);
        assertThat(SnowflakeLayout.node(moving.next().value())).isEqualTo(2);
    }

    @Test
    void refuses_times_that_do_not_fit() {
        clock.set(SnowflakeLayout.MILLIS_MAX + 1);
        assertThatThrownBy(ids::next).isInstanceOf(IllegalArgumentException.class);

        clock.set(-Snowflakes.CLOCK_BEHIND_MILLIS_MAX - 1);
        assertThatThrownBy(
                        new Snowflakes(
                                () -> Instant.ofEpochMilli(SnowflakeLayout.EPOCH_MILLIS + clock.get()),
                                () -> NODE,
                                () -> {})::next)
                .isInstanceOf(PortException.Unavailable.class);
    }

    @Test
    void gives_every_id_once_and_to_each_thread_in_order() throws Exception {
        int threads = 8;
        int each = 20_000;
        whilePausing = () -> clock.addAndGet(1);
        CountDownLatch start = new CountDownLatch(1);
        try (var executor = Executors.newFixedThreadPool(threads)) {
            List<Future<long[]>> running = IntStream.range(0, threads)
                    .mapToObj(ignored -> executor.submit(() -> {
                        start.await();
                        return LongStream.generate(() -> ids.next().value())
                                .limit(each)
                                .toArray();
                    }))
                    .toList();
            start.countDown();
            long[] all = new long[threads * each];
            for (int i = 0; i < threads; i++) {
                long[] mine = running.get(i).get(60, TimeUnit.SECONDS);
                assertThat(mine).isSorted();
                System.arraycopy(mine, 0, all, i * each, each);
            }
            assertThat(Arrays.stream(all).distinct().count()).isEqualTo(all.length);
        }
    }

    private static void check(MessageId id, long millis, int sequence) {
        assertThat(SnowflakeLayout.millis(id.value())).isEqualTo(millis);
        assertThat(SnowflakeLayout.node(id.value())).isEqualTo(NODE);
        assertThat(SnowflakeLayout.sequence(id.value())).isEqualTo(sequence);
    }
}
