package dev.sarangbang.adapter.websocket.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartSpreadTest {

    @Test
    void few_come_back_soon_and_many_over_a_longer_time() {
        assertThat(EdgeServer.restartSpread(0)).isEqualTo(EdgeLimits.RESTART_SPREAD);
        assertThat(EdgeServer.restartSpread(2_500)).isEqualTo(EdgeLimits.RESTART_SPREAD);
        assertThat(EdgeServer.restartSpread(5_000)).isEqualTo(Duration.ofSeconds(10));
        assertThat(EdgeServer.restartSpread(15_000)).isEqualTo(Duration.ofSeconds(30));
    }
}
