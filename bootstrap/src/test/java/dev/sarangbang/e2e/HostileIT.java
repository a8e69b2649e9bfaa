package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Text that would like to be more than text. Whatever it is, in a message, a title or a name, it is shown as it was written,
 * makes no element, and does nothing.
 */
class HostileIT {

    /** The page shows no more than so many at its end. */
    private static final int AT_ONCE = 70;

    private static final int TITLE_CODE_POINTS_MAX = 30;

    /** Everything a page is made of when people only talk. Whatever else is there was made by their words. */
    private static final String FOREIGN = """
        () => {
          const known = new Set(
            ("HTML HEAD META TITLE LINK SCRIPT BODY MAIN NAV HEADER FOOTER ASIDE DIV SPAN P A UL LI H1 H2 H3 BDI B SMALL TIME " +
             "BUTTON FORM LABEL TEXTAREA IMG svg path").split(" "));
          const odd = [...document.querySelectorAll("*")].filter((one) => {
            switch (one.tagName) {
              case "IMG":
                return !one.matches(".mark[src='favicon.svg']");
              case "svg":
                return !one.matches("svg.icon");
              case "path":
                return !one.matches("svg.icon > path");
              case "SCRIPT":
                return !new URL(one.src, location).pathname.startsWith("/app/");
              case "NOSCRIPT":
                return !one.matches("#app > noscript");
              case "A":
                return !/^(#|https?:)/.test(one.getAttribute("href"));
              default:
                return !known.has(one.tagName);
            }
          });
          const handlers = [...document.querySelectorAll("*")].filter((one) =>
            one.getAttributeNames().some((name) => /^on|^srcdoc$|^style$/.test(name) && one.id !== "composer"));
          return [...odd, ...handlers].map((one) => one.outerHTML.slice(0, 200));
        }
        """;

    @RegisterExtension
    final House house = new House();

    static List<String> corpus() throws IOException {
        try (InputStream file = HostileIT.class.getResourceAsStream("hostile.json")) {
            String[] strings =
                    new Gson().fromJson(new String(file.readAllBytes(), StandardCharsets.UTF_8), String[].class);
            return List.of(strings);
        }
    }

    private static String shortened(String text) {
        int length = Math.min(text.codePointCount(0, text.length()), TITLE_CODE_POINTS_MAX);
        return text.replace('\n', ' ')
                .replace('\t', ' ')
                .substring(0, text.offsetByCodePoints(0, length))
                .strip();
    }

    @Test
    void in_messages_and_titles_it_is_what_was_written_and_nothing_else() throws IOException {
        List<String> corpus = corpus();
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(100).doesNotHaveDuplicates();
        Person ann = house.ann();
        Guest mallory = house.guest("mallory", "<img src=x onerror=pwned=1>");
        ann.opensARoom("Harmless");
        String room = ann.room();
        mallory.enters(ann.inviteLink());
        for (int from = 0; from < corpus.size(); from += AT_ONCE) {
            List<String> some = corpus.subList(from, Math.min(from + AT_ONCE, corpus.size()));
            some.forEach(text -> mallory.says(room, text));
            mallory.says(room, "that was " + from);
            ann.sees("that was " + from);
            assertThat(ann.messages()).containsSubsequence(some);
            assertThat(foreign(ann)).isEmpty();
        }

        List<String> titles =
                corpus.stream().map(HostileIT::shortened).distinct().toList();
        for (int from = 0; from < titles.size(); from += AT_ONCE) {
            List<String> some = titles.subList(from, Math.min(from + AT_ONCE, titles.size()));
            some.forEach(title -> mallory.ask("rename_room", Map.of("room", room, "title", title)));
            mallory.ask("rename_room", Map.of("room", room, "title", "that was " + from));
            assertThat(ann.page().getByTestId("room-title")).hasText("that was " + from);
            assertThat(ann.page().locator("[data-kind=title_changed]").allTextContents())
                    .containsSubsequence(some.stream()
                            .map(title -> "<img src=x onerror=pwned=1> named the room “" + title + "”")
                            .toList());
            assertThat(foreign(ann)).isEmpty();
        }
    }

    @Test
    void in_names_it_is_what_was_written_and_nothing_else() throws IOException {
        List<String> names = corpus().stream().map(HostileIT::shortened).toList();
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        Wire wire = Wire.of(ann.page());
        wire.hears(frame -> crowded(frame, names));
        ann.movesIn("Ann");
        ann.opensARoom("Names");
        ann.says("hello");
        assertThat(ann.message("hello")).hasAttribute("data-state", "sent");
        ann.page().reload(); // now everything comes from frames that the test has changed

        assertThat(ann.page().getByTestId("person")).hasCount(names.size() + 1);
        assertThat(ann.page().locator(".person bdi").allTextContents()).containsAll(names);
        assertThat(foreign(ann)).isEmpty();
    }

    /** A room with a member of every name: more than the server would let in. */
    private static String crowded(String frame, List<String> names) {
        JsonObject reply = JsonParser.parseString(frame).getAsJsonObject();
        if (!reply.get("type").getAsString().equals("room")) {
            return frame;
        }
        JsonArray members = reply.getAsJsonObject("room").getAsJsonArray("members");
        JsonElement first = members.get(0);
        for (int number = 0; number < names.size(); number++) {
            JsonObject member = first.deepCopy().getAsJsonObject();
            JsonObject account = member.getAsJsonObject("account");
            account.addProperty("id", Integer.toString(number + 1));
            account.addProperty("display_name", names.get(number));
            members.add(member);
        }
        return reply.toString();
    }

    private static List<?> foreign(Person person) {
        Page page = person.page();
        assertThat(page.evaluate("typeof pwned")).isEqualTo("undefined");
        return (List<?>) page.evaluate(FOREIGN);
    }
}
