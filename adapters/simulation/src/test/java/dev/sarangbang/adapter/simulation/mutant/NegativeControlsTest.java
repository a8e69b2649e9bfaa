package dev.sarangbang.adapter.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NegativeControlsTest {

    /** For those whose seed does not catch them any more, since there is no time for the 10,000 that the command tries. */
    private static final long SEEDS_MAX = 100;

    @Test
    void every_known_wrong_version_of_the_chat_is_caught() throws InterruptedException {
        List<Hunt> hunts = NegativeControls.run(System.out, CaughtBy.seeds(), SEEDS_MAX);

        assertThat(hunts).hasSameSizeAs(Mutants.ALL);
        assertThat(hunts)
                .filteredOn(hunt -> hunt.caughtBy().isEmpty())
                .extracting(hunt -> hunt.mutant().name())
                .isEmpty();
    }

    @Test
    void the_seeds_that_are_tried_first_are_within_those_that_the_command_tries() {
        assertThat(CaughtBy.seeds().values())
                .allSatisfy(seed -> assertThat(seed).isBetween(1L, Hunt.SEEDS_MAX));
    }

    @Test
    void every_known_wrong_version_has_a_name_of_its_own() {
        assertThat(Mutants.ALL).extracting(Mutant::name).doesNotHaveDuplicates();
    }
}
