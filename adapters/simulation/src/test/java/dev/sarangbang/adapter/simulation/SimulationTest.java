package dev.sarangbang.adapter.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final long FIRST_SEED = 1;
    private static final long SEEDS = 2_000;
    private static final int PROGRESS_EVERY = 500;

    @Test
    void many_seeds_violate_nothing_and_have_tried_a_lot() {
        var campaign = new Campaign(FIRST_SEED, SEEDS, Runtime.getRuntime().availableProcessors());

        campaign.run(now -> {
            if (now.seeds() % PROGRESS_EVERY == 0) {
                System.out.println(now.seeds() + " seeds");
            }
        });

        assertThat(campaign.failure().map(Simulate::explained)).isEmpty();
        assertThat(campaign.seeds()).isEqualTo(SEEDS);
        assertThat(campaign.portCallsLeast()).isGreaterThanOrEqualTo(1_000);
        assertThat(campaign.situations().missing()).isEmpty();
    }
}
