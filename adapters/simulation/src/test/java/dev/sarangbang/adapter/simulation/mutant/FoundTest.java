package dev.sarangbang.adapter.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.simulation.Probe;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bugs that the simulation found. Each is brought back by a mutant, and a seed is kept that finds it again and finds nothing without it.
 * When a change of the simulation makes the seeds do something else, {@code ./chat simulate --negative-controls} tells which seed does now.
 */
class FoundTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "590 | forgets what it showed that all had been told | who came back is not shown as gone for ever",
                "33 | says only once which room is on the screen, be the room there or not | who is gone is not shown as here for ever",
                "2 | tells nobody of a room whose opening was in doubt | a room is shown on all devices of who opened it",
                "95 | closes a queue on who is back | who comes back while their queue is being closed is heard",
                "2065 | takes for made good what was missed after it asked | what is missed while the list is on its way is asked for again"
            })
    void the_seed_that_found_it_finds_it_again_and_nothing_else(long seed, String mutant, String promise) {
        Mutant back = Mutants.ALL.stream()
                .filter(one -> one.name().equals(mutant))
                .findFirst()
                .orElseThrow();

        assertThat(new Hunt(back).through(seed, seed).caughtBy()).hasValue(seed);
        assertThat(Probe.violation(seed)).isNull();
    }
}
