package dev.sarangbang.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final Breaker breaker = new Breaker(nanos::get);

    @Test
    void everyone_may_call_a_server_that_answers() {
        assertThat(breaker.allows()).isTrue();
        breaker.answered();
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void one_at_a_time_tries_whether_a_server_is_back() {
        breaker.waitedInVain();
        assertThat(breaker.allows()).isFalse();

        pass(Breaker.PAUSE_MILLIS + 1);
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isFalse();

        pass(Breaker.PAUSE_MILLIS + 1);
        assertThat(breaker.allows())
                .as("the one who tried was not heard of again")
                .isTrue();
        breaker.answered();
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isTrue();
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
