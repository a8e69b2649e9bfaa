package dev.sarangbang.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

    private static final List<String> KEYS = List.of("server.port", "server.bind", "log.level", "log.format");

    @Test
    void mistakes_are_letters_added_left_out_replaced_or_swapped() {
        assertThat(Suggestions.distance("port", "port")).isZero();
        assertThat(Suggestions.distance("prot", "port")).isEqualTo(1);
        assertThat(Suggestions.distance("por", "port")).isEqualTo(1);
        assertThat(Suggestions.distance("portt", "port")).isEqualTo(1);
        assertThat(Suggestions.distance("pork", "port")).isEqualTo(1);
        assertThat(Suggestions.distance("", "port")).isEqualTo(4);
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void guesses_what_is_near_and_nothing_else() {
        assertThat(Suggestions.didYouMean("server.prot", KEYS)).isEqualTo("; did you mean \"server.port\"?");
        assertThat(Suggestions.didYouMean("loglevel", KEYS)).isEqualTo("; did you mean \"log.level\"?");
        assertThat(Suggestions.didYouMean("cassandra.nodes", KEYS)).isEmpty();
        assertThat(Suggestions.didYouMean("x", List.of())).isEmpty();
    }
}
