package dev.sarangbang.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {

    @ParameterizedTest
    @CsvSource({
        "회의, 내일 회의해요",
        "내이, 내일",
        "밥, 밥 먹었어?",
        "안녀, 안녕",
        "HELLO, hello",
        "straß, STRAß",
        "cafe, Café",
        "ﬁn, final",
        "１２３, a123b",
        "ㅋㅋㅋ, ㅋㅋㅋㅋ"
    })
    void finds_parts_however_they_are_written(String query, String text) {
        assertThat(parsed(query).isFoundIn(new MessageText(text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"회의, 회 의", "hello, hell", "내일, 네일"})
    void finds_no_others(String query, String text) {
        assertThat(parsed(query).isFoundIn(new MessageText(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "ab", "  ab  ", "가", "ㅋㅋ", "\u0000abc", "\ud800abc", "\u200b\u200b\u200b"})
    void refuses_what_is_too_short_or_could_stand_in_no_message(String query) {
        assertThat(SearchQuery.parse(query)).isEmpty();
    }

    @Test
    void refuses_what_is_too_long() {
        assertThat(SearchQuery.parse("x".repeat(SearchQuery.CODE_POINTS_MAX))).isPresent();
        assertThat(SearchQuery.parse("😀".repeat(SearchQuery.CODE_POINTS_MAX))).isPresent();
        assertThat(SearchQuery.parse("x".repeat(SearchQuery.CODE_POINTS_MAX + 1)))
                .isEmpty();
    }

    @Test
    void is_made_of_what_is_folded_only() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SearchQuery("Abc"));
        assertThatIllegalArgumentException().isThrownBy(() -> new SearchQuery("회의"));
        assertThatIllegalArgumentException().isThrownBy(() -> new SearchQuery("ab"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"İstanbul", "ΣΑΣ", "Ǆ", "ﷺ", "Å", "각", "ẞ", "ϓ"})
    void to_fold_twice_changes_nothing(String text) {
        assertThat(SearchQuery.fold(SearchQuery.fold(text))).isEqualTo(SearchQuery.fold(text));
    }

    @Test
    void does_not_tell_what_is_looked_for() {
        assertThat(parsed("secret plan").toString()).doesNotContain("secret");
    }

    private static SearchQuery parsed(String query) {
        return SearchQuery.parse(query).orElseThrow();
    }
}
