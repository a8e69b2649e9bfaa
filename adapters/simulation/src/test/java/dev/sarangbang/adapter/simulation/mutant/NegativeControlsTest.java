package dev.sarangbang.adapter.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NegativeControlsTest {

    private static final int MUTANTS_MIN = 20;

    @Test
    void every_known_wrong_version_of_the_chat_is_caught() throws InterruptedException {
        List<Hunt> hunts = NegativeControls.run(System.out);

        assertThat(hunts).hasSameSizeAs(Mutants.ALL).hasSizeGreaterThanOrEqualTo(MUTANTS_MIN);
        assertThat(hunts)
                .filteredOn(hunt -> hunt.caughtBy().isEmpty())
                .extracting(hunt -> hunt.mutant().name())
                .isEmpty();
    }

    @Test
    void every_known_wrong_version_has_a_name_of_its_own() {
        assertThat(Mutants.ALL).extracting(Mutant::name).doesNotHaveDuplicates();
    }
}
