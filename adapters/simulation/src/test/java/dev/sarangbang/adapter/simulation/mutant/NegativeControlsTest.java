package dev.sarangbang.adapter.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NegativeControlsTest {

    /** So many have to be caught by the few seeds there is time for here; the command goes on to 10,000 for each. */
    private static final int CAUGHT_MIN = 20;

    private static final long SEEDS_MAX = 150;

    @Test
    void a_few_seeds_catch_twenty_known_wrong_versions_of_the_chat() throws InterruptedException {
        List<Hunt> hunts = NegativeControls.run(System.out, SEEDS_MAX);

        assertThat(hunts).hasSameSizeAs(Mutants.ALL);
        assertThat(hunts)
                .filteredOn(hunt -> hunt.caughtBy().isPresent())
                .extracting(hunt -> hunt.mutant().name())
                .hasSizeGreaterThanOrEqualTo(CAUGHT_MIN);
    }

    @Test
    void every_known_wrong_version_has_a_name_of_its_own() {
        assertThat(Mutants.ALL).extracting(Mutant::name).doesNotHaveDuplicates();
    }
}
