package dev.sarangbang.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import dev.sarangbang.domain.account.Username.Flaw;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {

    private static final long SEED = 20261124;

    @ParameterizedTest
    @CsvSource({
        "ann, ann",
        "Ann, ann",
        "ANN, ann",
        "ＡＮＮ, ann",
        "철수, 철수",
        "철수2, 철수2",
        "a_b-c.d, a_b-c.d",
        "42, 42",
        "Ⅻiv, xiiiv",
        "ﬁsh, fish",
        "ÉCOLE, école",
        "가나다라마바사아자차카타파하가나다라마바, 가나다라마바사아자차카타파하가나다라마바"
    })
    void keeps_one_form_of_a_name(String raw, String kept) {
        assertThat(Username.parse(raw)).isEqualTo(new Valid<Username, Flaw>(new Username(kept)));
    }

    @Test
    void joins_what_keyboards_take_apart() {
        assertThat(Username.parse("\u110e\u1165\u11af\u1109\u116e")).isEqualTo(valid("철수"));
        assertThat(Username.parse("jose\u0301")).isEqualTo(valid("jos\u00e9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "가", "abcdefghijklmnopqrstu", "𠀀"})
    void has_2_to_20_code_points(String raw) {
        assertThat(Username.parse(raw)).isEqualTo(new Flawed<Username, Flaw>(Flaw.WRONG_LENGTH));
        assertThat(Username.parse("ab")).isEqualTo(valid("ab"));
        assertThat(Username.parse("𠀀".repeat(20))).isEqualTo(valid("𠀀".repeat(20)));
    }

    @Test
    void does_not_look_at_very_long_input() {
        assertThat(Username.parse("a".repeat(1_000_000))).isEqualTo(new Flawed<Username, Flaw>(Flaw.WRONG_LENGTH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                " ab",
                "ab ",
                "a\nb",
                "a@b",
                "a/b",
                "<b>",
                "_ab",
                "-ab",
                ".ab",
                "🐯🐯",
                "a\u200bb",
                "a\u202eb",
                "a\u0000b",
                "a\ud800",
                "İstanbul",
                "\u0301ab"
            })
    void has_letters_and_digits_and_few_signs_but_not_at_the_start(String raw) {
        assertThat(Username.parse(raw)).isEqualTo(new Flawed<Username, Flaw>(Flaw.BAD_CHARACTERS));
    }

    @Test
    void can_be_made_of_a_kept_form_only() {
        for (String text : new String[] {"Ann", "ﬁsh", "a", "a b", "jose\u0301"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Username(text));
        }
    }

    /** A name that parsing makes and the constructor refuses would be a crash that a stranger can cause. */
    @Test
    void reads_any_code_point_and_any_noise_without_a_crash() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String one = Character.toString(codePoint);
            readTwice("x" + one);
            readTwice(one + "x" + one);
        }
        Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            var raw = new StringBuilder();
            for (int length = random.nextInt(5); length >= 0; length--) {
                raw.append((char) random.nextInt(random.nextBoolean() ? 0x2000 : 0x10000));
            }
            readTwice(raw.toString());
        }
    }

    private static void readTwice(String raw) {
        if (Username.parse(raw) instanceof Valid<Username, Flaw> once
                && !Username.parse(once.value().value()).equals(once)) {
            throw new AssertionError(once + " is not kept");
        }
    }

    private static Valid<Username, Flaw> valid(String kept) {
        return new Valid<>(new Username(kept));
    }
}
