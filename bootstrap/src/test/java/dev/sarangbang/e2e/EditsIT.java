package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answering messages, and changing one's own or taking them back. */
class EditsIT {

    @RegisterExtension
    final House house = new House();

    @Test
    void an_edit_is_seen_by_all_and_marked_and_is_still_there_after_a_reload() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("오타");
        ann.invites(bora);
        bora.enters("오타");
        ann.says("내일 만나여");
        bora.sees("내일 만나여");

        ann.composer().fill("쓰던 글");
        ann.choosesOn("내일 만나여", "edit");
        assertThat(ann.composer()).hasValue("내일 만나여");
        ann.composer().fill("내일 만나요");
        ann.composer().press("Enter");

        bora.sees("내일 만나요");
        assertThat(bora.message("내일 만나요").getByTestId("edited")).isVisible();
        assertThat(ann.message("내일 만나요").getByTestId("edited")).isVisible();
        assertThat(bora.page().getByTestId("message")).hasCount(1);
        assertThat(bora.roomInList("오타")).containsText("내일 만나요");
        assertThat(ann.composer()).hasValue("쓰던 글");
        bora.page().reload();
        assertThat(bora.message("내일 만나요").getByTestId("edited")).isVisible();
        assertThat(bora.messages()).containsExactly("내일 만나요");
    }

    @Test
    void the_arrow_up_in_an_empty_field_edits_what_one_said_last_and_escape_leaves_it() {
        Person ann = house.ann();
        ann.opensARoom("Kitchen");
        ann.says("first");
        ann.says("second");
        ann.hasEverythingLoaded();

        ann.composer().press("ArrowUp");
        assertThat(ann.composer()).hasValue("second");
        ann.composer().fill("third");
        ann.composer().press("Escape");
        assertThat(ann.composer()).hasValue("");
        assertThat(ann.page().getByTestId("composing")).hasCount(0);
        assertThat(ann.messages()).containsExactly("first", "second");
        ann.composer().press("ArrowUp");
        assertThat(ann.composer()).hasValue("second");
        ann.composer().fill("2nd");
        ann.composer().press("Enter");
        assertThat(ann.message("2nd").getByTestId("edited")).isVisible();
    }

    @Test
    void the_keys_for_the_room_above_and_below_begin_no_edit() {
        Person ann = house.ann();
        ann.opensARoom("Below");
        ann.says("not to be edited");
        assertThat(ann.message("not to be edited")).hasAttribute("data-state", "sent");
        ann.opensARoom("Above");
        ann.enters("Below");
        ann.hasEverythingLoaded();

        ann.composer().press("Alt+ArrowUp");
        ann.seesTheRoom("Above");
        ann.composer().press("Alt+ArrowDown");
        ann.seesTheRoom("Below");
        assertThat(ann.page().getByTestId("composing")).hasCount(0);
        assertThat(ann.composer()).hasValue("");
    }

    @Test
    void a_refused_edit_of_what_is_out_of_view_says_so_above_the_field_and_holds_up_nothing() {
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        Wire wire = Wire.of(ann.page());
        ann.movesIn("Ann");
        String address = ann.opensARoom("Far back");
        ann.says("as it was");
        assertThat(ann.message("as it was")).hasAttribute("data-state", "sent");
        wire.refuses("edit", "not_author", 1);
        ann.choosesOn("as it was", "edit");
        ann.composer().fill("as it would be");
        ann.composer().press("Enter");
        assertThat(ann.message("as it was").getByTestId("failed")).isVisible();
        assertThat(ann.page().getByTestId("unchanged")).hasCount(0);
        ann.says("goes on");
        assertThat(ann.message("goes on")).hasAttribute("data-state", "sent");

        Person elsewhere = house.withAnEmptyCache(ann); // what one says oneself has been read
        elsewhere.page().navigate(address);
        elsewhere.sees("goes on");
        for (int number = 1; number <= 130; number++) {
            elsewhere.says("later " + number + ".");
        }
        assertThat(elsewhere.message("later 130.")).hasAttribute("data-state", "sent");
        ann.page().reload();
        ann.sees("later 130.");
        Locator unchanged = ann.page().getByTestId("unchanged");
        assertThat(unchanged).containsText("as it would be");
        assertThat(unchanged).containsText("Only who said it can change it.");
        unchanged.getByTestId("retry").click();
        assertThat(unchanged).hasCount(0);
        ann.page().getByTestId("messages").evaluate("box => { box.scrollTop = 0; }");
        assertThat(ann.message("as it would be").getByTestId("edited")).hasCount(1);
    }

    @Test
    void what_is_taken_back_leaves_a_place_and_no_word_of_it() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("비밀");
        ann.invites(bora);
        bora.enters("비밀");
        ann.says("그대로 두는 말");
        ann.says("하지 말 것을");
        bora.sees("하지 말 것을");
        bora.choosesOn("하지 말 것을", "reply");
        bora.says("무슨 말이에요?");

        ann.choosesOn("하지 말 것을", "delete");
        ann.page().getByTestId("confirm").click();

        for (Person person : new Person[] {ann, bora}) {
            assertThat(person.page().locator(".bubble.deleted")).hasCount(1);
            assertThat(person.page().locator("main")).not().containsText("하지 말 것을");
            assertThat(person.page().getByTestId("quote")).hasCount(1);
        }
        // Nobody can change what somebody else said, and nobody what is gone.
        Locator others = bora.message("그대로 두는 말");
        others.hover();
        others.getByTestId("message-menu").click();
        assertThat(others.getByTestId("reply")).isVisible();
        assertThat(others.getByTestId("edit")).hasCount(0);
        assertThat(others.getByTestId("delete")).hasCount(0);
        bora.page().keyboard().press("Escape");
        assertThat(ann.page().locator(".message:has(.deleted)").getByTestId("message-menu"))
                .hasCount(0);
        ann.page().reload();
        assertThat(ann.page().locator(".bubble.deleted")).hasCount(1);
        assertThat(ann.page().locator("main")).not().containsText("하지 말 것을");
    }

    @Test
    void the_list_of_rooms_does_not_show_what_was_taken_back() {
        Person ann = house.ann();
        ann.opensARoom("One");
        ann.says("stays");
        ann.says("goes");
        assertThat(ann.roomInList("One")).containsText("goes");
        ann.choosesOn("goes", "delete");
        ann.page().getByTestId("confirm").click();
        assertThat(ann.roomInList("One")).containsText("stays");
        assertThat(ann.roomInList("One")).not().containsText("goes");
    }

    @Test
    void a_reply_shows_what_it_answers_and_leads_there() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("Long talk");
        ann.invites(bora);
        bora.enters("Long talk");
        Guest cem = house.guest("cem", "Cem");
        String room = ann.room();
        cem.enters(ann.inviteLink());
        ann.says("who brings the tea?");
        bora.sees("who brings the tea?");
        for (int number = 1; number <= 40; number++) {
            cem.says(room, "and number " + number + ".");
        }
        bora.sees("and number 40.");
        bora.choosesOn("tea", "reply");
        assertThat(bora.page().getByTestId("composing")).containsText("who brings the tea?");
        bora.says("I do");

        Locator quote = ann.message("I do").getByTestId("quote");
        assertThat(quote).containsText("who brings the tea?");
        assertThat(quote).containsText("Ann");
        assertThat(ann.message("who brings").first()).not().isInViewport();
        quote.click();
        assertThat(ann.message("who brings").first()).isInViewport();
        assertThat(ann.page().getByTestId("to-end")).isVisible();
        // An edit of what is answered shows in the answer, too.
        ann.choosesOn("who brings", "edit");
        ann.composer().fill("who brings the cake?");
        ann.composer().press("Enter");
        assertThat(bora.message("I do").getByTestId("quote")).containsText("who brings the cake?");
    }

    @Test
    void a_reply_to_what_was_said_far_back_leads_there_all_the_same() {
        Person ann = house.ann();
        ann.opensARoom("Years");
        Guest cem = house.guest("cem", "Cem");
        cem.enters(ann.inviteLink());
        String room = ann.room();
        long old = cem.says(room, "the beginning of it all");
        for (int number = 1; number <= 130; number++) {
            cem.says(room, "later " + number + ".");
        }
        cem.ask("send", Map.of("room", room, "text", "remember?", "reply_to", old));
        ann.page().reload();

        Locator quote = ann.message("remember?").getByTestId("quote");
        assertThat(ann.message("the beginning of it all")).hasCount(0);
        quote.click();
        assertThat(ann.message("the beginning of it all").first()).isInViewport();
        ann.page().getByTestId("to-end").click();
        assertThat(ann.message("remember?")).isInViewport();
        assertThat(quote).containsText("the beginning of it all");
    }

    @Test
    void an_edit_without_a_network_waits_its_turn_and_survives_a_reload() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("Tunnel");
        ann.invites(bora);
        bora.enters("Tunnel");
        ann.says("before the tunnel");
        bora.sees("before the tunnel");
        ann.hasEverythingLoaded();

        house.server().kill();
        ann.isNotOnline();
        ann.says("in the tunnel");
        ann.choosesOn("before the tunnel", "edit");
        ann.composer().fill("before the long tunnel");
        ann.composer().press("Enter");
        ann.sees("before the long tunnel");
        house.server().start();
        ann.page().reload();

        bora.sees("in the tunnel");
        bora.sees("before the long tunnel");
        assertThat(ann.page().locator("[data-testid=message]:not([data-state=sent])"))
                .hasCount(0);
        assertThat(ann.messages()).isEqualTo(bora.messages());
    }
}
