package dev.sarangbang.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sarangbang.domain.Parsed;
import dev.sarangbang.domain.Parsed.Flawed;
import dev.sarangbang.domain.Parsed.Valid;
import dev.sarangbang.domain.text.TextVectors.Vector;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextRuleTest {

    private static final long SEED = 20261124;

    /** Characters that rules stumble over, and some they should not. */
    private static final int[] SPECIAL = {
        'a', 'Z', '0', ' ', '\n', '\r', '\t', 0, 0x7F, 0x85, 0xA0, 0xAD, 0x301, 0x323, 0x345, 0x3A3, 0x130, 0x1100,
        0x1161, 0x11A8, 0x115F, 0x1160, 0x180E, 0x200B, 0x200D, 0x202E, 0x2028, 0x2800, 0x3164, 0xAC00, 0xD7A3, 0xFB01,
        0xFEFF, 0xFF21, 0xFFA0, 0xFFFF, 0x1D160, 0x1F3E0, 0x20000, 0xE0041, 0x10FFFF
    };

    static List<Vector> messages() {
        return TextVectors.of("messages");
    }

    static List<Vector> titles() {
        return TextVectors.of("titles");
    }

    static List<Vector> names() {
        return TextVectors.of("names");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void reads_messages_as_the_web_client_does(Vector vector) {
        check(TextRule.MESSAGE, vector);
    }

    @ParameterizedTest
    @MethodSource("titles")
    void reads_titles_as_the_web_client_does(Vector vector) {
        check(TextRule.TITLE, vector);
    }

    @ParameterizedTest
    @MethodSource("names")
    void reads_names_as_the_web_client_does(Vector vector) {
        check(TextRule.NAME, vector);
    }

    @ParameterizedTest
    @EnumSource
    void keeps_what_it_kept_before(TextRule rule) {
        Random random = new Random(SEED);
        int kept = 0;
        for (int i = 0; i < 50_000; i++) {
            String raw = noise(random);
            if (rule.parse(raw) instanceof Valid<String, TextFlaw>(var text)) {
                kept++;
                assertThat(isKeptAsIs(rule, text))
                        .as("%s is kept as it is", text)
                        .isTrue();
                assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
                assertThat(text.codePointCount(0, text.length())).isBetween(1, rule.codePointsMax());
                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
            }
        }
        assertThat(kept).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @EnumSource
    void knows_what_to_make_of_every_code_point(TextRule rule) {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String one = Character.toString(codePoint);
            boolean isBad = Character.getType(codePoint) == Character.CONTROL
                    || Character.getType(codePoint) == Character.SURROGATE;
            boolean isGood =
                    rule.parse("a" + one + "b") instanceof Valid<String, TextFlaw>(var text) && isKeptAsIs(rule, text);
            boolean isKnownExceptionally = codePoint == '\n' || codePoint == '\t' || codePoint == '\r';
            if (isGood == isBad && !isKnownExceptionally) {
                throw new AssertionError("U+%04X is %s".formatted(codePoint, isGood ? "admitted" : "refused"));
            }
        }
    }

    @Test
    void requires_text_in_its_kept_form() {
        TextRule.TITLE.require("사랑방");
        for (String raw : List.of(" 사랑방", "사랑방 ", "cafe\u0301", "", "a\nb", "a".repeat(31))) {
            assertThatIllegalArgumentException().isThrownBy(() -> TextRule.TITLE.require(raw));
        }
    }

    private static void check(TextRule rule, Vector vector) {
        Parsed<String, TextFlaw> expected = vector.text()
                .<Parsed<String, TextFlaw>>map(Valid::new)
                .orElseGet(() -> new Flawed<>(vector.flaw().orElseThrow()));
        assertThat(rule.parse(vector.raw())).isEqualTo(expected);
    }

    private static boolean isKeptAsIs(TextRule rule, String text) {
        return rule.parse(text).equals(new Valid<String, TextFlaw>(text));
    }

    private static String noise(Random random) {
        var text = new StringBuilder();
        for (int length = random.nextInt(6); length >= 0; length--) {
            switch (random.nextInt(8)) {
                case 0 -> text.append((char) random.nextInt(0x10000)); // perhaps half a pair
                case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                default -> text.appendCodePoint(SPECIAL[random.nextInt(SPECIAL.length)]);
            }
        }
        return text.toString();
    }
}
