package dev.sarangbang.bootstrap.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/** The buckets of histograms: few, fixed, and the same for everything of a kind, so that they can be added up and compared. */
final class Scales {

    private static final Duration[] DURATIONS = LongStream.of(
                    500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 5_000_000)
            .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
            .toArray(Duration[]::new);

    private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024};

    private Scales() {}

    /** Half a millisecond to five seconds. */
    static Timer.Builder durations(String name, String meaning) {
        return Timer.builder(name).description(meaning).serviceLevelObjectives(DURATIONS);
    }

    /** One to a thousand. */
    static DistributionSummary.Builder sizes(String name, String meaning) {
        return DistributionSummary.builder(name).description(meaning).serviceLevelObjectives(SIZES);
    }
}
