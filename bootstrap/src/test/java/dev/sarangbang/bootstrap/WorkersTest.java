package dev.sarangbang.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Workers workers = new Workers();

    @Test
    void are_idle_when_the_last_task_is_done_also_if_it_failed() throws InterruptedException {
        assertThat(workers.awaitIdle(Duration.ZERO)).isTrue();
        var go = new CountDownLatch(1);
        workers.execute(() -> {
            awaitQuietly(go);
            throw new IllegalStateException("expected by this test");
        });
        assertThat(workers.awaitIdle(Duration.ofMillis(20))).isFalse();
        go.countDown();
        assertThat(workers.awaitIdle(LONG)).isTrue();
    }

    @Test
    void count_what_a_task_starts() throws InterruptedException {
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        workers.execute(() -> workers.execute(() -> {
            awaitQuietly(go);
            done.countDown();
        }));
        assertThat(workers.awaitIdle(Duration.ofMillis(20))).isFalse();
        go.countDown();
        assertThat(workers.awaitIdle(LONG)).isTrue();
        assertThat(done.getCount()).isZero();
    }

    @Test
    void take_nothing_once_closed_and_interrupt_what_runs() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        var began = new CountDownLatch(1);
        workers.execute(() -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        began.await();
        workers.close();
        interrupted.await();
        assertThatThrownBy(() -> workers.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(workers.awaitIdle(LONG)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
