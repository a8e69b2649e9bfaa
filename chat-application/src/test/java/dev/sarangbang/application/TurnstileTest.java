package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final Time time = new Time();
    private final Errands errands = new Errands();
    private final Turnstile turnstile = new Turnstile(errands, time::steadyNanos, 2);
    private final List<Turnstile.Turn> turns = new ArrayList<>();

    @Test
    void so_many_have_their_turn_at_a_time_and_the_rest_have_theirs_when_one_ends() {
        enter(4);
        assertThat(turns).hasSize(2);

        turns.get(1).end();
        errands.settle();
        assertThat(turns).hasSize(3);

        turns.get(0).end();
        turns.get(2).end();
        errands.settle();
        assertThat(turns).hasSize(4);
    }

    @Test
    void turns_come_in_the_order_in_which_they_were_asked_for() {
        List<String> had = new ArrayList<>();
        for (String name : List.of("ann", "bob", "cho", "dan", "eve")) {
            turnstile.enter(turn -> {
                had.add(name);
                turn.end();
            });
        }
        errands.settle();

        assertThat(had).containsExactly("ann", "bob", "cho", "dan", "eve");
    }

    @Test
    void whoever_has_a_turn_goes_on_until_another_waits_for_one() {
        enter(2);
        assertThat(turns.get(0).goesOn()).isTrue();

        enter(1);
        assertThat(turns.get(0).goesOn()).isFalse();
    }

    @Test
    void a_turn_of_many_short_batches_is_not_long() {
        enter(3);
        turns.get(0).end();
        errands.settle();
        for (int batch = 0; batch < 10; batch++) {
            time.passes(Limits.LANE_TURN_MAX.dividedBy(2));
            assertThat(turns.get(1).goesOn()).isTrue();
            assertThat(turns.get(2).goesOn()).isTrue();
            turnstile.endLong();
        }
        enter(1);

        assertThat(turns).as("there is no place").hasSize(3);
    }

    @Test
    void whose_turn_was_over_too_early_to_count_goes_through_the_line_again() {
        enter(1);
        time.passes(Limits.LANE_TURN_MAX);
        turnstile.endLong();

        assertThat(turns.get(0).goesOn()).isFalse();
    }

    @Test
    void whoever_passes_takes_nobody_s_place_and_does_not_keep_at_it() {
        enter(2);
        turnstile.pass(turns::add);
        errands.settle();
        assertThat(turns).hasSize(3);
        assertThat(turns.get(2).goesOn()).isFalse();

        turns.get(2).end();
        enter(1);
        assertThat(turns).as("there was no place to leave").hasSize(3);
    }

    @Test
    void a_turn_that_lasts_long_is_over_for_the_others_and_ends_no_second_time() {
        enter(5);
        time.passes(Limits.LANE_TURN_MAX.minus(Duration.ofNanos(1)));
        turnstile.endLong();
        errands.settle();
        assertThat(turns).hasSize(2);

        time.passes(Duration.ofNanos(1));
        turnstile.endLong();
        errands.settle();
        assertThat(turns).hasSize(4);

        turns.get(0).end();
        errands.settle();
        assertThat(turns).as("the fifth still waits").hasSize(4);
    }

    @Test
    void it_lets_in_one_at_least() {
        assertThatThrownBy(() -> new Turnstile(errands, time::steadyNanos, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void enter(int count) {
        for (int i = 0; i < count; i++) {
            turnstile.enter(turns::add);
        }
        errands.settle();
    }
}
