package dev.sarangbang.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Exception TIMED_OUT = new Exception("timed out");

    private final AtomicLong nanos = new AtomicLong();
    private final Breaker breaker = new Breaker(nanos::get);

    @Test
    void anyone_may_call_while_all_is_well() {
        breaker.answered();

        assertThat(breaker.silence()).isEmpty();
        assertThat(breaker.takeTry()).isFalse();
    }

    @Test
    void after_one_has_waited_in_vain_nobody_calls_until_the_server_answers() {
        breaker.waitedInVain(TIMED_OUT, breaker.now());
        passes(Breaker.PAUSE_MILLIS * 100);
        assertThat(breaker.silence()).contains(TIMED_OUT);

        breaker.answered();

        assertThat(breaker.silence()).isEmpty();
    }

    @Test
    void one_at_a_time_tries_again_and_only_after_a_pause() {
        breaker.waitedInVain(TIMED_OUT, breaker.now());
        assertThat(breaker.takeTry()).isFalse();
        passes(Breaker.PAUSE_MILLIS);

        assertThat(breaker.takeTry()).isTrue();
        passes(Breaker.PAUSE_MILLIS);
        assertThat(breaker.takeTry()).as("while another tries").isFalse();
        breaker.waitedInVain(TIMED_OUT, breaker.now());
        assertThat(breaker.takeTry()).isFalse();
        passes(Breaker.PAUSE_MILLIS);
        assertThat(breaker.takeTry()).isTrue();
    }

    @Test
    void who_waited_in_vain_while_others_were_answered_closes_nothing() {
        long since = breaker.now();
        passes(1);
        breaker.answered();

        breaker.waitedInVain(TIMED_OUT, since);

        assertThat(breaker.silence()).isEmpty();
    }

    @Test
    void a_try_that_failed_for_whatever_reason_is_followed_by_another() {
        breaker.waitedInVain(TIMED_OUT, breaker.now());
        passes(Breaker.PAUSE_MILLIS);
        long since = breaker.now();
        assertThat(breaker.takeTry()).isTrue();

        breaker.triedInVain(new IllegalStateException("a bug"), since);
        passes(Breaker.PAUSE_MILLIS);

        assertThat(breaker.takeTry()).isTrue();
    }

    private void passes(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
