package dev.sarangbang.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketsTest {

    @Test
    void a_log_of_any_changes_is_cut_without_holes_and_found_where_it_is() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int entries : new int[] {RoomChange.ENTRIES_MAX, 100, 5_000}) {
            Buckets buckets = new Buckets(entries);
            long end = 0;
            long newest = 0;
            while (end < 20L * entries) {
                Sequence expected = new Sequence(end);
                long bucket = buckets.after(expected);
                long size = 1 + random.nextInt(RoomChange.ENTRIES_MAX);
                boolean begins = bucket > newest;

                assertThat(bucket).as("seed %d", seed).isBetween(newest, newest + 1);
                assertThat(buckets.isFull(newest, expected)).isEqualTo(begins);
                assertThat(buckets.mayBegin(expected) || !begins).isTrue();
                for (long place = end + 1; place <= end + size; place++) {
                    Sequence at = new Sequence(place);
                    boolean reachesOver = buckets.of(at) > bucket;
                    assertThat(buckets.of(at)).isBetween(bucket, bucket + 1);
                    assertThat(buckets.mayReachOver(at) || !reachesOver).isTrue();
                }
                newest = bucket;
                end += size;
            }
        }
    }

    @Test
    void a_bucket_that_a_change_could_jump_over_cannot_be() {
        assertThatThrownBy(() -> new Buckets(RoomChange.ENTRIES_MAX - 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
