package dev.sarangbang.domain.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test of concurrency that cannot fail proves nothing: generators that are wrong in one place have to be found out. */
class BrokenSnowflakesTest {

    /** What would have to be written in the generator for it to have that bug. */
    enum Bug {
        WRITES_WITHOUT_COMPARING(
                "if (last.compareAndSet(before, after)) {", "last.set(after);\n                if (after > 0) {"),
        COMPARES_WITH_WHAT_IS_THERE_NOW("last.compareAndSet(before, after)", "last.compareAndSet(last.get(), after)"),
        ASKS_FOR_ITS_NUMBER_ONCE(
                "private final Runnable pause;\n",
                "private final Runnable pause;\n    private int asked = -1;\n",
                "int leased = node.getAsInt();",
                "int leased = asked < 0 ? asked = node.getAsInt() : asked;"),
        GOES_BACK_WITH_THE_CLOCK("if (now > lastMillis) {", "if (now != lastMillis) {"),
        COUNTS_ROUND_WITHIN_A_MILLISECOND(
                "return millisecondUsedUp && behind == 0 ? before : before + 1;",
                "return millisecondUsedUp ? before - SnowflakeLayout.SEQUENCE_MAX : before + 1;");

        private final String[] edits;

        Bug(String... edits) {
            this.edits = edits;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_generator_with_a_bug_is_found_out(Bug bug) {
        var maker = MutatedSnowflakes.with(bug.edits);

        Optional<String> wrong = IntStream.of(0, SnowflakeLayout.SEQUENCE_MAX)
                .mapToObj(usedBefore -> new SnowflakeInterleavings(maker, usedBefore).firstWrong())
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(wrong).isPresent();
    }
}
