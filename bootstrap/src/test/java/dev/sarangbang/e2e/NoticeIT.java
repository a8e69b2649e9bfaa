package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tells someone who looks elsewhere that something waits, and who is just typing. */
class NoticeIT {

    /** Stands in for the notifications of a desktop: this one has none. */
    private static final String NOTES = """
        window.notes = [];
        window.asked = 0;
        window.Notification = class {
          static permission = localStorage.getItem("may-notify") ?? "default";
          static async requestPermission() {
            window.asked++;
            localStorage.setItem("may-notify", "granted");
            return (Notification.permission = "granted");
          }
          constructor(title, options) {
            window.notes.push(`${title} | ${options.body}`);
          }
          close() {}
        };
        // Which tab a person looks at is for the test to say: a browser without windows thinks that they look at all.
        window.looking = true;
        document.hasFocus = () => window.looking;
        Object.defineProperty(document, "visibilityState", { get: () => (window.looking ? "visible" : "hidden") });
        window.look = (here) => {
          window.looking = here;
          document.dispatchEvent(new Event("visibilitychange"));
          window.dispatchEvent(new Event(here ? "focus" : "blur"));
        };
        """;

    @RegisterExtension
    final House house = new House();

    @Test
    void the_title_and_the_icon_of_the_tab_tell_how_much_is_unread() {
        Person ann = house.ann();
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("Tab");
        String room = ann.room();
        cem.enters(ann.inviteLink());
        Locator icon = ann.page().locator("link[rel=icon]");
        ann.opensARoom("Elsewhere");
        assertThat(ann.page()).hasTitle("Elsewhere – Sarangbang");
        assertThat(icon).hasAttribute("href", "favicon.svg");
        cem.says(room, "one");
        cem.says(room, "two");
        assertThat(ann.page()).hasTitle("(2) Elsewhere – Sarangbang");
        assertThat(icon).hasAttribute("href", "favicon-unread.svg");
        ann.enters("Tab");
        assertThat(ann.page()).hasTitle("Tab – Sarangbang");
        assertThat(icon).hasAttribute("href", "favicon.svg");
    }

    @Test
    void one_tab_notifies_and_only_of_rooms_that_nobody_looks_at() {
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        ann.context().addInitScript(NOTES);
        ann.movesIn("Ann");
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("Loud");
        String loud = ann.room();
        cem.enters(ann.inviteLink());
        Page first = ann.page();
        // Nobody is asked before they do something that means it.
        assertThat(first.evaluate("asked")).isEqualTo(0);
        first.getByTestId("main-menu").click();
        first.getByTestId("open-settings").click();
        first.getByTestId("notify").check();
        assertThat(first.getByTestId("notify")).isChecked();
        assertThat(first.evaluate("asked")).isEqualTo(1);
        first.keyboard().press("Escape");
        Page second = ann.opensATab();
        second.navigate(house.url());
        assertThat(second.getByTestId("connection")).hasAttribute("data-status", "online");
        assertThat(second.locator("link[href='style/late.css']")).hasCount(1);
        second.evaluate("look(false)");

        // The room is in front of her in the first tab.
        cem.says(loud, "in view");
        ann.sees("in view");
        assertThat(ann.message("in view")).isInViewport();
        first.evaluate("look(false)");
        cem.says(loud, "out of view");
        assertThat(second.getByTestId("unread-badge")).containsText("1");
        assertThat(first).hasTitle("(1) Loud – Sarangbang");

        List<Object> told = new ArrayList<>(notes(first));
        told.addAll(notes(second));
        assertThat(told).containsExactly("Loud | Cem: out of view");
        // Looking again is reading.
        first.evaluate("look(true)");
        assertThat(first).hasTitle("Loud – Sarangbang");
    }

    @Test
    void a_telephone_that_promises_notifications_and_has_none_loses_no_message_over_it() {
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        ann.context().addInitScript(NOTES);
        ann.context().addInitScript("""
            window.Notification = class extends Notification {
              constructor() {
                throw new TypeError("Illegal constructor");
              }
            };
            """);
        ann.movesIn("Ann");
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("Mute");
        String room = ann.room();
        cem.enters(ann.inviteLink());
        Page page = ann.page();
        page.getByTestId("main-menu").click();
        page.getByTestId("open-settings").click();
        page.getByTestId("notify").check();
        assertThat(page.getByTestId("notify")).isChecked();
        page.keyboard().press("Escape");
        page.evaluate("look(false)");

        cem.says(room, "one");
        assertThat(page.getByTestId("toasts")).containsText("This browser has none for this page.");
        cem.says(room, "two");
        ann.sees("two");
        assertThat(ann.messages()).containsExactly("one", "two");
        page.evaluate("look(true)");
        page.getByTestId("main-menu").click();
        page.getByTestId("open-settings").click();
        assertThat(page.getByTestId("notify")).not().isChecked();
    }

    private static List<?> notes(Page tab) {
        return (List<?>) tab.evaluate("notes");
    }

    @Test
    void who_is_typing_is_shown_until_they_have_said_it_or_stopped() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("Typing");
        ann.invites(bora);
        bora.enters("Typing");
        bora.composer().pressSequentially("음");
        assertThat(ann.page().getByTestId("typing")).hasText("보라 is typing…");
        assertThat(bora.page().getByTestId("typing")).hasText("");
        bora.composer().press("Enter");
        ann.sees("음");
        assertThat(ann.page().getByTestId("typing")).hasText("");
        ann.composer().pressSequentially("h");
        assertThat(bora.page().getByTestId("typing")).hasText("Ann 님이 입력 중…");
        assertThat(bora.page().getByTestId("typing")).hasText("");
    }
}
