package dev.sarangbang.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StagesTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());
    private final Stages stages = new Stages();

    @Test
    void stop_the_last_first() {
        stages.add("store", patience -> stopped.add("store"));
        stages.addCloseable("application", () -> stopped.add("application"));
        stages.add("edge", patience -> stopped.add("edge"));
        assertThat(stages.stop(LONG)).isTrue();
        assertThat(stopped).containsExactly("edge", "application", "store");
    }

    @Test
    void stop_what_comes_after_one_that_fails() {
        stages.add("store", patience -> stopped.add("store"));
        stages.add("edge", patience -> {
            throw new IllegalStateException("expected by this test");
        });
        assertThat(stages.stop(LONG)).isFalse();
        assertThat(stopped).containsExactly("store");
    }

    @Test
    void leave_behind_what_hangs() {
        var never = new CountDownLatch(1);
        stages.add("edge", patience -> never.await());
        assertThat(stages.stop(Duration.ofMillis(50))).isFalse();
    }

    @Test
    void tell_each_how_much_time_is_left() {
        List<Duration> left = new ArrayList<>();
        stages.add("store", left::add);
        stages.add("edge", left::add);
        stages.stop(LONG);
        assertThat(left)
                .hasSize(2)
                .allSatisfy(time -> assertThat(time).isPositive().isLessThanOrEqualTo(LONG));
        assertThat(left.get(1)).isLessThan(left.get(0));
    }

    @Test
    void stop_once() {
        stages.add("store", patience -> stopped.add("store"));
        stages.stop(LONG);
        assertThat(stages.stop(LONG)).isTrue();
        assertThat(stopped).containsExactly("store");
    }
}
