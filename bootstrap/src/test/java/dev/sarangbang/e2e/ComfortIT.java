package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.sarangbang.e2e.Person.Setup;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without a mouse, without eyes, with one thumb, and for those whom movement makes dizzy. */
class ComfortIT {

    @RegisterExtension
    final House house = new House();

    @Test
    void everything_is_done_with_the_keyboard_and_the_focus_is_never_lost() {
        Person ann = house.ann();
        Page page = ann.page();
        page.getByTestId("create-room").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("title")).isFocused();
        page.keyboard().type("By keyboard");
        page.keyboard().press("Enter");
        ann.seesTheRoom("By keyboard");
        assertThat(ann.composer()).isFocused();
        page.keyboard().type("first");
        page.keyboard().press("Enter");
        page.keyboard().type("second");
        page.keyboard().press("Enter");
        assertThat(ann.message("second")).hasAttribute("data-state", "sent");
        assertThat(ann.composer()).isFocused();

        // To the messages, up to the first, and what can be done with it.
        page.keyboard().press("Shift+Tab");
        assertThat(page.getByTestId("messages")).isFocused();
        page.keyboard().press("ArrowUp");
        assertThat(ann.message("second")).isFocused();
        page.keyboard().press("ArrowUp");
        assertThat(ann.message("first")).isFocused();
        ann.hasEverythingLoaded();
        page.keyboard().press("Enter");
        assertThat(ann.message("first").getByTestId("reply")).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        assertThat(ann.message("first").getByTestId("edit")).isFocused();
        page.keyboard().press("Enter");
        assertThat(ann.composer()).isFocused();
        assertThat(ann.composer()).hasValue("first");
        page.keyboard().press("Escape");
        assertThat(ann.composer()).hasValue("");

        // The sheet of keys, and back to where one was.
        page.keyboard().press("Control+/");
        assertThat(page.getByTestId("help")).containsText("Go to a room");
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("help")).hasCount(0);
        assertThat(ann.composer()).isFocused();
        page.keyboard().press("Control+k");
        assertThat(page.getByTestId("sought")).isFocused();
        page.keyboard().type("keyb");
        assertThat(page.getByTestId("switch-dialog").getByRole(AriaRole.OPTION)).hasCount(1);
        page.keyboard().press("Enter");
        ann.seesTheRoom("By keyboard");
    }

    @Test
    void whoever_listens_hears_what_others_say_now_and_nothing_else() {
        Person ann = house.ann();
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("Listen");
        String room = ann.room();
        cem.enters(ann.inviteLink());
        for (int number = 1; number <= 130; number++) {
            cem.says(room, "past " + number + ".");
        }
        ann.page().reload();
        ann.sees("past 130.");
        Locator heard = ann.page().getByTestId("announcer");
        assertThat(heard).hasAttribute("role", "log");
        assertThat(heard).hasAttribute("aria-live", "polite");
        ann.page().getByTestId("messages").evaluate("box => { box.scrollTop = 0; }");
        assertThat(ann.message("past 1.")).hasCount(1);
        cem.says(room, "now");
        assertThat(heard).containsText("Cem: now");
        ann.says("my own words");
        assertThat(ann.message("my own")).hasAttribute("data-state", "sent");
        assertThat(heard.locator("p")).hasText(new String[] {"Cem: now"});
        assertThat(ann.page().getByTestId("messages")).hasAttribute("aria-live", "off");
        assertThat(ann.page().getByTestId("typing")).hasAttribute("aria-live", "off");
    }

    @Test
    void on_a_phone_there_is_one_pane_the_keyboard_covers_nothing_and_a_tap_shows_what_can_be_done() {
        Person ann = house.phone("ann", "Ann", new Setup("en-US", ColorScheme.LIGHT, 360, 740));
        Page page = ann.page();
        ann.opensARoom("Pocket");
        assertThat(page.getByTestId("rooms")).isHidden();
        assertThat(page.getByTestId("room").boundingBox().y).isZero();
        assertThat(page.getByTestId("room").boundingBox().height).isEqualTo(740);
        Guest cem = house.guest("cem", "Cem");
        String room = ann.room();
        cem.enters(ann.inviteLink());
        for (int number = 1; number <= 30; number++) {
            cem.says(room, "line " + number + ".");
        }
        assertThat(ann.message("line 30.")).isInViewport();

        // A keyboard takes half of the page away.
        page.setViewportSize(360, 380);
        assertThat(ann.composer()).isInViewport();
        assertThat(page.getByTestId("send")).isInViewport();
        assertThat(ann.message("line 30.")).isInViewport();
        page.setViewportSize(360, 740);

        // There is a button to send, because Enter is for a new line.
        ann.composer().fill("two");
        ann.composer().press("Enter");
        ann.composer().pressSequentially("lines");
        assertThat(ann.composer()).hasValue("two\nlines");
        page.getByTestId("send").tap();
        assertThat(ann.message("lines")).hasAttribute("data-state", "sent");

        ann.hasEverythingLoaded();
        ann.message("line 29.").locator(".bubble").tap();
        ann.message("line 29.").getByTestId("message-menu").tap();
        ann.message("line 29.").getByTestId("reply").tap();
        assertThat(page.getByTestId("composing")).containsText("line 29.");
        page.getByTestId("stop-composing").tap();

        page.locator(".to-rooms").tap();
        assertThat(page.getByTestId("rooms")).isVisible();
        assertThat(page.getByTestId("room")).hasCount(0);
        page.goBack();
        ann.seesTheRoom("Pocket");
    }

    @Test
    void members_that_lie_over_the_room_keep_the_focus_until_they_are_closed() {
        Person ann = house.livesHere("ann", "Ann", new Setup("en-US", ColorScheme.LIGHT, 900, 800));
        Page page = ann.page();
        ann.opensARoom("Narrow");
        Locator room = page.getByTestId("room");
        Locator toggle = page.getByTestId("toggle-people");
        toggle.click();
        Locator people = page.getByTestId("people");
        assertThat(people.getByRole(AriaRole.BUTTON).first()).isFocused();
        assertThat(room).hasJSProperty("inert", true);
        assertThat(page.locator("nav")).hasJSProperty("inert", true);
        for (int step = 0; step < 8; step++) {
            page.keyboard().press("Tab");
            assertThat(page.locator("main :focus, nav :focus")).hasCount(0);
        }
        people.getByTestId("open-leave").focus();
        page.keyboard().press("Escape");
        assertThat(people).hasCount(0);
        assertThat(toggle).isFocused();
        assertThat(room).hasJSProperty("inert", false);

        // A page that grows wide has place for both.
        toggle.click();
        assertThat(room).hasJSProperty("inert", true);
        page.setViewportSize(1280, 800);
        assertThat(room).hasJSProperty("inert", false);
        assertThat(people).isVisible();
        ann.says("still here");
        assertThat(ann.message("still here")).hasAttribute("data-state", "sent");
    }

    @Test
    void whoever_goes_to_a_room_by_the_keys_sees_which_is_chosen() {
        Person ann = house.livesHere("ann", "Ann", new Setup("en-US", ColorScheme.LIGHT, 900, 500));
        Guest cem = house.guest("cem", "Cem");
        for (int number = 1; number <= 20; number++) {
            String room = cem.opensARoom("Room " + number + ".");
            cem.ask("invite", Map.of("room", room, "username", ann.username()));
        }
        assertThat(ann.page().getByTestId("room-item")).hasCount(20);
        ann.page().keyboard().press("Control+k");
        Locator chosen = ann.page().locator("[role=option][aria-selected=true]");
        assertThat(chosen).isInViewport();
        ann.page().keyboard().press("ArrowUp"); // from the first to the last
        assertThat(chosen).containsText("Room 1.");
        assertThat(chosen).isInViewport();
    }

    @Test
    void whom_movement_makes_dizzy_sees_none() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        ann.opensARoom("Calm");
        ann.invites(bora);
        bora.enters("Calm");
        bora.composer().pressSequentially("…");
        assertThat(ann.page().getByTestId("typing")).containsText("보라");
        String moving = "document.getAnimations().length";
        assertThat(ann.page().evaluate(moving)).isEqualTo(0);
        bora.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        ann.composer().pressSequentially("…");
        assertThat(bora.page().getByTestId("typing")).containsText("Ann");
        assertThat((Integer) bora.page().evaluate(moving)).isPositive();
    }

    @Test
    void light_or_dark_is_the_devices_choice_or_ones_own_and_lasts() {
        Person ann = house.ann();
        Page page = ann.page();
        assertThat(ground(page)).isEqualTo("rgb(245, 238, 224)");
        page.getByTestId("main-menu").click();
        page.getByTestId("open-settings").click();
        page.getByTestId("theme-dark").check();
        page.getByTestId("language-ko").check();
        assertThat(page.locator("html")).hasAttribute("lang", "ko");
        assertThat(page.getByTestId("settings")).containsText("화면");
        assertThat(ground(page)).isEqualTo("rgb(29, 24, 20)");
        page.reload();
        ann.isOnline();
        assertThat(ground(page)).isEqualTo("rgb(29, 24, 20)");
        assertThat(page.locator("html")).hasAttribute("lang", "ko");
        assertThat(page.getByTestId("rooms").or(page.locator("nav")).first()).containsText("사랑방");
    }

    private static Object ground(Page page) {
        return page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void text_of_twice_the_size_still_fits() {
        Person ann = house.livesHere("ann", "Ann", new Setup("ko-KR", ColorScheme.LIGHT, 320, 640));
        ann.opensARoom("큰 글씨");
        ann.says("https://example.com/" + "very-long-address-".repeat(12));
        ann.says("ㅋ".repeat(300));
        ann.page().evaluate("document.documentElement.style.fontSize = '200%'");
        assertThat(ann.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
        assertThat(ann.composer()).isInViewport();
    }
}
