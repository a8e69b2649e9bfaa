package dev.sarangbang.domain.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnowflakesInterleavingTest {

    /** Before the first, and right before the millisecond is used up. */
    @ParameterizedTest
    @ValueSource(ints = {0, SnowflakeLayout.SEQUENCE_MAX})
    void however_callers_interleave_ids_differ_ascend_and_bear_no_lost_number(int usedBefore) {
        var interleavings = new SnowflakeInterleavings(
                (clock, node, pause) -> new Snowflakes(clock, node, pause)::next, usedBefore);

        assertThat(interleavings.firstWrong()).isEmpty();
        assertThat(interleavings.runs()).isGreaterThan(100);
    }
}
