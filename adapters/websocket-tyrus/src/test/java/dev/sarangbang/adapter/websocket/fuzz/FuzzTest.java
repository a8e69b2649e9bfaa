package dev.sarangbang.adapter.websocket.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.conformance.Complaints;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A short run of what {@code ./chat fuzz} does for as long as one likes: the cases of the tables, what was found before, and things that
 * are nearly like these. Nothing may be taken otherwise than it should be, nor take long, nor be complained of.
 */
class FuzzTest {

    private static final int MUTATIONS = 5_000;
    /** The same each time; -Dfuzz.seed tries others, and ./chat fuzz goes on. */
    private static final long SEED = 8_872_813_888_441_695_263L;

    /** A hang, however slow the machine is. */
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private static void play(Target target, byte[] data) {
        try {
            target.play(data);
        } catch (Throwable fault) {
            throw new AssertionError(target + " fails at " + HexFormat.of().formatHex(data), fault);
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void what_was_found_before_and_what_is_in_the_tables_is_right(Target target) throws IOException {
        try (var complaints = new Complaints()) {
            for (byte[] find : Seeds.finds(target)) {
                play(target, find);
            }
            List<byte[]> seeds = Seeds.of(target);
            assertThat(seeds).hasSizeGreaterThan(100);
            seeds.forEach(seed -> play(target, seed));
            assertThat(complaints.heard()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void what_is_nearly_like_these_is_right(Target target) {
        long seed = Long.getLong("fuzz.seed", SEED);
        System.out.println(target + ": fuzz.seed=" + seed);
        var mutator = new Mutator(Seeds.of(target), new Random(seed));
        try (var complaints = new Complaints()) {
            Assertions.assertTimeoutPreemptively(WITHIN, () -> {
                for (int i = 0; i < MUTATIONS; i++) {
                    play(target, mutator.next());
                }
            });
            assertThat(complaints.heard()).isEmpty();
        }
    }
}
