package dev.sarangbang.adapter.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.simulation.fault.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a seed finds can be looked at again: on another day, in another process. */
class SameSeedSameHistoryTest {

    private static final int SEEDS = 10;

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 40, 1_234_567_890_123L, -5})
    void a_seed_makes_the_same_history_again(long seed) {
        assertThat(history(seed)).isEqualTo(history(seed));
    }

    @Test
    void another_seed_makes_another_history() {
        assertThat(history(1)).isNotEqualTo(history(2));
    }

    /** The sets of the JDK iterate differently in every process: what depended on that would show here. */
    @Test
    @Timeout(180)
    void two_other_processes_make_the_same_histories() throws Exception {
        Process first = process();
        Process second = process();

        assertThat(output(first)).isEqualTo(output(second)).isEqualTo(histories());
    }

    /** What the other processes print. */
    public static void main(String[] arguments) {
        System.out.print(histories());
    }

    private static String histories() {
        var all = new StringBuilder();
        for (long seed = 1; seed <= SEEDS; seed++) {
            history(seed).forEach(line -> all.append(line).append('\n'));
        }
        return all.toString();
    }

    private static List<String> history(long seed) {
        return Simulation.run(Plan.of(seed), true).history();
    }

    private static Process process() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SameSeedSameHistoryTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
