package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeyedBucketsTest {

    private final ManualNanos nanos = new ManualNanos();
    private final KeyedBuckets<Integer> buckets = new KeyedBuckets<>(3, TokenBucket.perSecond(10), 100, nanos);

    private int taken(int key, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += buckets.take(key).isEmpty() ? 1 : 0;
        }
        return taken;
    }

    @Test
    void each_key_has_a_burst_of_its_own_and_then_a_rate() {
        assertThat(taken(1, 10)).isEqualTo(3);
        assertThat(taken(2, 10)).isEqualTo(3);
        assertThat(buckets.take(1)).contains(Duration.ofMillis(100));
        nanos.advance(Duration.ofMillis(100));
        assertThat(taken(1, 10)).isEqualTo(1);
    }

    @Test
    void what_is_charged_may_be_owed() {
        for (int i = 0; i < 5; i++) {
            buckets.charge(1);
        }
        assertThat(buckets.waitFor(1)).contains(Duration.ofMillis(300));
        assertThat(buckets.waitFor(2)).isEmpty();
        assertThat(buckets.kept()).as("to ask is not to be kept").isEqualTo(1);
    }

    @Test
    void those_that_are_full_again_are_forgotten() {
        for (int key = 0; key < 50; key++) {
            buckets.take(key);
        }
        assertThat(buckets.kept()).isEqualTo(50);
        nanos.advance(Duration.ofSeconds(10));
        buckets.take(1_000);
        assertThat(buckets.kept()).isEqualTo(1);
    }

    @Test
    void no_more_are_kept_than_may_be_and_the_rest_share_one() {
        for (int key = 0; key < 100; key++) {
            taken(key, 3);
        }
        int taken = 0;
        for (int key = 100; key < 10_000; key++) {
            taken += taken(key, 1);
        }
        assertThat(buckets.kept()).isEqualTo(100);
        assertThat(taken).isEqualTo(3);
    }

    @Test
    void many_at_once_do_not_get_more() throws Exception {
        var taken = new AtomicInteger();
        var start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                executor.submit(() -> {
                    start.await();
                    return buckets.take(1).isEmpty() ? taken.incrementAndGet() : 0;
                });
            }
            start.countDown();
        }
        assertThat(taken).hasValue(3);
    }
}
