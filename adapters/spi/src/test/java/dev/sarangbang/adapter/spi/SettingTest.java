package dev.sarangbang.adapter.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingTest {

    private enum Colour {
        DARK_RED,
        BLUE
    }

    private static final Setting<Integer> SEATS = Setting.wholeNumber("seats", "How many sit down.", 2, 10);
    private static final Setting<Duration> PATIENCE =
            Setting.duration("patience", "How long to wait.", Duration.ofMillis(500), Duration.ofDays(2));
    private static final Setting<Colour> COLOUR = Setting.choice("colour", "What it looks like.", Colour.class);
    private static final Setting<String> NAME = Setting.text("name", "What it is called.");

    @Test
    void whole_numbers_stay_within_their_bounds() {
        check(SEATS, "2", 2);
        check(SEATS, "10", 10);
        refuses(SEATS, "1", "11", "", " 5", "5.0", "five", "99999999999");
        assertThat(SEATS.allowed()).isEqualTo("a whole number from 2 to 10");
    }

    @Test
    void durations_name_their_unit() {
        check(PATIENCE, "500ms", Duration.ofMillis(500));
        check(PATIENCE, "10s", Duration.ofSeconds(10));
        check(PATIENCE, "5 m", Duration.ofMinutes(5));
        check(PATIENCE, "2h", Duration.ofHours(2));
        check(PATIENCE, "2d", Duration.ofDays(2));
        refuses(PATIENCE, "10", "499ms", "3d", "-1s", "1w", "PT10S", "");
        assertThat(PATIENCE.allowed()).startsWith("a time from 500ms to 2d,");
    }

    @Test
    void bounds_of_durations_are_shown_in_their_largest_unit() {
        Setting<Duration> setting = Setting.duration("a", "b", Duration.ofSeconds(90), Duration.ofHours(36));
        assertThat(setting.allowed()).startsWith("a time from 90s to 36h,");
    }

    @Test
    void choices_are_the_constants_in_plain_words() {
        check(COLOUR, "dark-red", Colour.DARK_RED);
        refuses(COLOUR, "DARK_RED", "green", "");
        assertThat(COLOUR.choices()).containsExactly("dark-red", "blue");
        assertThat(COLOUR.allowed()).isEqualTo("one of: dark-red, blue");
    }

    @Test
    void text_is_not_blank() {
        check(NAME, "민지의 방", "민지의 방");
        refuses(NAME, "", "  ");
    }

    @Test
    void what_is_optional_may_be_empty() {
        check(SEATS.optional(), "", Optional.empty());
        check(SEATS.optional(), "3", Optional.of(3));
        refuses(SEATS.optional(), "1");
        assertThat(SEATS.optional().otherwise()).contains("");
    }

    @Test
    void a_default_has_to_be_allowed() {
        assertThat(SEATS.otherwise()).isEmpty();
        assertThat(SEATS.orElse("4").otherwise()).contains("4");
        assertThatIllegalArgumentException().isThrownBy(() -> SEATS.orElse("40"));
    }

    @Test
    void a_secret_stays_one_with_a_default() {
        assertThat(NAME.isSecret()).isFalse();
        assertThat(NAME.secret().optional().isSecret()).isTrue();
        assertThat(NAME.secret().orElse("x").isSecret()).isTrue();
    }

    @Test
    void names_are_words_with_hyphens_and_dots() {
        for (String wrong : List.of("", "Seats", "seats_max", "1st", "seats.", ".seats", "seats max")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Setting.text(wrong, "meaning"));
        }
    }

    @Test
    void settings_hold_values_by_the_setting_they_are_of() {
        Settings settings = Settings.defaults(List.of(SEATS.orElse("4"), NAME)).with(COLOUR, Colour.BLUE);
        assertThat(settings.get(COLOUR)).isEqualTo(Colour.BLUE);
        assertThatIllegalArgumentException().isThrownBy(() -> settings.get(NAME));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withText(SEATS, "1"));
    }

    private static <T> void check(Setting<T> setting, String text, T expected) {
        assertThat(setting.parse(text)).contains(expected);
    }

    private static void refuses(Setting<?> setting, String... texts) {
        for (String text : texts) {
            assertThat(setting.parse(text)).as(text).isEmpty();
        }
    }
}
