package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The field one types in. */
class InputIT {

    private static final Path VECTORS = Path.of("..", "chat-domain", "src", "test", "resources", "text-vectors.json");

    @RegisterExtension
    final House house = new House();

    @Test
    void sending_with_the_button_in_the_middle_of_a_syllable_sends_it_once_and_leaves_nothing_behind() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("한글");
        ann.invites(bora);
        bora.enters("한글");
        bora.composer().focus();
        bora.composes("안");
        bora.composes("안녕");
        bora.page().getByTestId("send").click();
        ann.sees("안녕");
        assertThat(bora.composer()).hasValue("");
        bora.composes("또");
        bora.commits("또");
        bora.composer().press("Enter");
        ann.sees("또");
        assertThat(ann.messages()).containsExactly("안녕", "또");
        assertThat(bora.composer()).hasValue("");
    }

    @Test
    void typing_while_messages_come_in_does_not_disturb_a_syllable() {
        Person bora = house.bora();
        bora.opensARoom("끼어들기");
        Guest cem = house.guest("cem", "Cem");
        cem.enters(bora.inviteLink());
        bora.composer().focus();
        bora.composes("ㅎ");
        bora.composes("하");
        cem.says(bora.room(), "between");
        bora.sees("between");
        bora.composes("한");
        assertThat(bora.composer()).hasValue("한");
        bora.commits("한");
        assertThat(bora.composer()).hasValue("한");
        assertThat(bora.page().getByTestId("message")).hasCount(1);
    }

    @Test
    void the_counter_shows_from_a_hundred_left_and_never_cuts_anything() {
        Person ann = house.ann();
        ann.opensARoom("Count");
        ann.composer().fill("a".repeat(899));
        assertThat(ann.page().getByTestId("count")).hasText("");
        ann.composer().fill("a".repeat(900));
        assertThat(ann.page().getByTestId("count")).containsText("100");
        ann.composer().fill("가".repeat(1_000));
        assertThat(ann.page().getByTestId("count")).containsText("0");
        ann.composer().press("Enter");
        ann.sees("가".repeat(1_000));
        ann.composer().fill("😀".repeat(1_001));
        assertThat(ann.page().getByTestId("count")).containsText("-1");
        assertThat(ann.composer()).hasAttribute("aria-invalid", "true");
        ann.composer().press("Enter");
        assertThat(ann.page().getByTestId("toasts")).containsText("The message is too long.");
        assertThat(ann.composer()).hasValue("😀".repeat(1_001));
        assertThat(ann.page().getByTestId("message")).hasCount(1);
    }

    @Test
    void what_is_far_too_long_to_paste_is_refused_kindly_and_the_rest_stays() {
        Person ann = house.ann();
        ann.opensARoom("Paste");
        ann.composer().fill("before");
        ann.pastes("x".repeat(8_100));
        assertThat(ann.page().getByTestId("toasts"))
                .containsText("That is 8,100 characters. A message has at most 1,000, so nothing was pasted.");
        assertThat(ann.composer()).hasValue("before");
        ann.pastes(" and after");
        assertThat(ann.composer()).hasValue("before and after");
    }

    /** The server's own test reads the same file. A browser has tables of characters of its own, so it is asked itself. */
    @Test
    void this_browser_judges_every_string_as_the_server_does() throws IOException {
        Person ann = house.ann();
        String vectors = Files.readString(VECTORS);
        Object judged = ann.page().evaluate("""
            async (json) => {
              const rules = await import("/text/rules.js");
              const vectors = JSON.parse(json);
              const joined = (value) =>
                typeof value === "string"
                  ? value
                  : value.map((part) => (typeof part === "string" ? part : part.repeat.repeat(part.times))).join("");
              const kinds = { messages: rules.MESSAGE, titles: rules.TITLE, names: rules.NAME };
              return Object.entries(kinds).flatMap(([kind, rule]) =>
                vectors[kind].map(({ name, raw, text, flaw }) => {
                  const found = rules.parse(joined(raw), rule);
                  const agrees = flaw === undefined ? found.text === joined(text) : found.flaw === flaw;
                  return agrees ? "" : `${kind}: ${name}`;
                }));
            }
            """, vectors);
        assertThat((List<?>) judged).hasSizeGreaterThan(50);
        assertThat(((List<?>) judged).stream().map(Object::toString).filter(name -> !name.isEmpty()))
                .as("strings on which they differ")
                .isEmpty();
    }
}
