package dev.sarangbang.domain.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SnowflakeLayoutTest {

    private static final long SEED = 20261124;

    @Test
    void has_41_bits_of_milliseconds_10_of_node_and_12_of_sequence() {
        assertThat(SnowflakeLayout.MILLIS_MAX).isEqualTo((1L << 41) - 1);
        assertThat(SnowflakeLayout.NODE_MAX).isEqualTo(1_023);
        assertThat(SnowflakeLayout.SEQUENCE_MAX).isEqualTo(4_095);
        assertThat(SnowflakeLayout.compose(SnowflakeLayout.MILLIS_MAX, 1_023, 4_095))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(SnowflakeLayout.compose(1, 0, 0)).isEqualTo(1L << 22);
        assertThat(SnowflakeLayout.compose(0, 1, 0)).isEqualTo(1L << 12);
        assertThat(SnowflakeLayout.compose(0, 0, 1)).isEqualTo(1L);
    }

    @Test
    void takes_apart_what_it_put_together() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            long millis = random.nextLong(SnowflakeLayout.MILLIS_MAX + 1);
            int node = random.nextInt(SnowflakeLayout.NODE_MAX + 1);
            int sequence = random.nextInt(SnowflakeLayout.SEQUENCE_MAX + 1);
            check(millis, node, sequence);
        }
        check(0, 0, 0);
        check(SnowflakeLayout.MILLIS_MAX, SnowflakeLayout.NODE_MAX, SnowflakeLayout.SEQUENCE_MAX);
    }

    @Test
    void refuses_what_does_not_fit() {
        refuses(-1, 0, 0);
        refuses(SnowflakeLayout.MILLIS_MAX + 1, 0, 0);
        refuses(0, -1, 0);
        refuses(0, SnowflakeLayout.NODE_MAX + 1, 0);
        refuses(0, 0, -1);
        refuses(0, 0, SnowflakeLayout.SEQUENCE_MAX + 1);
    }

    private static void check(long millis, int node, int sequence) {
        long id = SnowflakeLayout.compose(millis, node, sequence);

        assertThat(id).isNotNegative();
        assertThat(SnowflakeLayout.millis(id)).isEqualTo(millis);
        assertThat(SnowflakeLayout.node(id)).isEqualTo(node);
        assertThat(SnowflakeLayout.sequence(id)).isEqualTo(sequence);
    }

    private static void refuses(long millis, int node, int sequence) {
        assertThatIllegalArgumentException().isThrownBy(() -> SnowflakeLayout.compose(millis, node, sequence));
    }
}
