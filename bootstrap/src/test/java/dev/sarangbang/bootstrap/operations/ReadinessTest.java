package dev.sarangbang.bootstrap.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.bootstrap.operations.Readiness.Report;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final Executor AT_ONCE = Runnable::run;
    private static final List<Port<?>> ADMISSION = List.of(Port.ACCOUNTS, Port.LOGIN_SESSIONS, Port.ROOM_DIRECTORY);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean numbered = new AtomicBoolean(true);
    private final AtomicReference<Health> log = new AtomicReference<>(new Health.Up());
    private final AtomicReference<Health> board = new AtomicReference<>(new Health.Up());
    private final AtomicReference<Health> database = new AtomicReference<>(new Health.Up());
    private final Readiness readiness = new Readiness(
            List.of(
                    new HealthCheck("logs", List.of(Port.ROOM_LOG, Port.READ_MARKS), log::get, AT_ONCE, this::tick),
                    new HealthCheck("boards", List.of(Port.PRESENCE_BOARD), board::get, AT_ONCE, this::tick),
                    new HealthCheck("databases", ADMISSION, database::get, AT_ONCE, this::tick)),
            numbered::get);

    /** Each look at the clock is a minute after the one before: nothing is believed for long. */
    private long tick() {
        return nanos.addAndGet(60_000_000_000L);
    }

    @Test
    void ready_when_everything_is_up() {
        check(true, "ready");
    }

    @Test
    void not_ready_without_a_node_number() {
        numbered.set(false);
        check(false, "not_ready");
    }

    @Test
    void not_ready_once_it_stops() {
        readiness.stop();
        check(false, "not_ready");
    }

    @Test
    void not_ready_when_something_nobody_can_talk_without_is_down() {
        log.set(new Health.Down("disk full"));
        check(false, "not_ready");
    }

    @Test
    void ready_but_degraded_when_the_log_makes_up_for_what_is_down() {
        board.set(new Health.Down("gone"));
        check(true, "degraded");
    }

    @Test
    void ready_but_degraded_when_nobody_can_come_in_but_those_who_are_in_talk_on() {
        database.set(new Health.Down("gone"));
        check(true, "degraded");
    }

    @Test
    void ready_but_degraded_when_something_is_slow() {
        log.set(new Health.Degraded("slow"));
        check(true, "degraded");
    }

    @Test
    void names_what_is_not_well() {
        log.set(new Health.Down("disk full"));
        assertThat(readiness.report().dependencies())
                .containsExactly(
                        new Readiness.Dependency(
                                "logs", List.of(Port.ROOM_LOG, Port.READ_MARKS), new Health.Down("disk full")),
                        new Readiness.Dependency("boards", List.of(Port.PRESENCE_BOARD), new Health.Up()),
                        new Readiness.Dependency("databases", ADMISSION, new Health.Up()));
    }

    @Test
    void an_adapter_is_asked_once_a_second_however_many_want_to_know() {
        var asked = new AtomicInteger();
        var clock = new AtomicLong();
        var check = new HealthCheck(
                "logs",
                List.of(Port.ROOM_LOG),
                () -> {
                    asked.incrementAndGet();
                    return new Health.Up();
                },
                AT_ONCE,
                clock::get);
        check.await();
        clock.set(HealthCheck.BELIEVED_FOR.toNanos() - 1);
        check.await();
        assertThat(asked).hasValue(1);
        clock.set(HealthCheck.BELIEVED_FOR.toNanos());
        check.await();
        assertThat(asked).hasValue(2);
    }

    @Test
    void an_adapter_that_does_not_answer_is_down_and_not_asked_again_meanwhile() {
        Queue<Runnable> hanging = new ArrayDeque<>();
        var clock = new AtomicLong();
        var check = new HealthCheck("logs", List.of(Port.ROOM_LOG), Health.Up::new, hanging::add, clock::get);
        check.begin();
        clock.set(HealthCheck.WITHIN.toNanos());
        assertThat(check.await()).isEqualTo(new Health.Down("does not say how it is within 2 s"));
        assertThat(check.await()).isInstanceOf(Health.Down.class);
        assertThat(hanging).hasSize(1);

        hanging.remove().run();
        assertThat(check.await()).as("too old an answer: asked anew").isInstanceOf(Health.Down.class);
        assertThat(hanging).hasSize(1);
        hanging.remove().run();
        assertThat(check.await()).isEqualTo(new Health.Up());
    }

    @Test
    void an_adapter_with_a_bug_is_down_and_its_bug_is_not_shown() {
        var check = new HealthCheck(
                "logs",
                List.of(Port.ROOM_LOG),
                () -> {
                    throw new IllegalStateException("user kim");
                },
                AT_ONCE,
                nanos::get);
        assertThat(check.await()).isEqualTo(new Health.Down("cannot say how it is"));
    }

    private void check(boolean ready, String status) {
        Report report = readiness.report();
        assertThat(report.isReady()).isEqualTo(ready);
        assertThat(report.status()).isEqualTo(status);
    }
}
