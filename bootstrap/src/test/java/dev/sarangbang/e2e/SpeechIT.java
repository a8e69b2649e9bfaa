package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said, how it gets out, and how it is shown. */
class SpeechIT {

    /** From here on it may be said that a message is being sent. */
    private static final int SAID_AFTER_MS = 300;

    @RegisterExtension
    final House house = new House();

    @Test
    void a_message_is_there_at_once_and_that_it_is_being_sent_only_if_it_takes_long() {
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        Wire wire = Wire.of(ann.page());
        ann.page().clock().install();
        ann.movesIn("Ann");
        ann.opensARoom("Slow");
        ann.page().clock().pauseAt(((Number) ann.page().evaluate("Date.now() + 1000")).longValue());
        wire.holdsBack("send");

        ann.composer().fill("is this on?");
        ann.composer().press("Enter");
        Locator message = ann.message("is this on?");
        ann.page().clock().runFor(100);
        assertThat(message).hasAttribute("data-state", "sending");
        assertThat(message.getByTestId("on-its-way")).hasCount(0);
        ann.page().clock().runFor(2 * SAID_AFTER_MS);
        assertThat(message.getByTestId("on-its-way")).isVisible();
        assertThat(message.getByTestId("on-its-way")).hasAttribute("aria-label", "Sending");

        wire.letsGo();
        ann.page().clock().resume();
        assertThat(message).hasAttribute("data-state", "sent");
        assertThat(message.getByTestId("on-its-way")).hasCount(0);
    }

    @Test
    void nothing_overtakes_what_failed_until_it_is_sent_again_under_its_own_id() {
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        Wire wire = Wire.of(ann.page());
        ann.movesIn("Ann");
        ann.opensARoom("In order");
        wire.refuses("send", "text_bad_characters", 1);

        ann.says("one");
        ann.says("two");
        ann.says("three");
        Locator one = ann.message("one");
        assertThat(one.getByTestId("failed")).containsText("Not sent.");
        assertThat(ann.message("two")).hasAttribute("data-state", "waiting");
        assertThat(ann.message("three")).hasAttribute("data-state", "waiting");
        assertThat(ann.roomInList("In order")).containsText("Not sent.");
        assertThat(wire.said("send")).hasSize(1);

        one.getByTestId("retry").click();
        assertThat(ann.message("three")).hasAttribute("data-state", "sent");
        assertThat(ann.messages()).containsExactly("one", "two", "three");
        List<String> ids = wire.said("send").stream()
                .map(frame -> frame.get("id").getAsString())
                .toList();
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids).hasSize(4);
    }

    @Test
    void what_failed_can_be_deleted_and_the_rest_goes_on() {
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        Wire wire = Wire.of(ann.page());
        ann.movesIn("Ann");
        ann.opensARoom("Second thoughts");
        wire.refuses("send", "text_bad_characters", 1);
        ann.says("better not");
        ann.says("this one");
        ann.message("better not").getByTestId("discard").click();
        assertThat(ann.message("this one")).hasAttribute("data-state", "sent");
        assertThat(ann.messages()).containsExactly("this one");
    }

    @Test
    void the_number_of_those_who_have_not_read_a_message_goes_down_one_by_one() {
        Person ann = house.ann();
        Person bora = house.bora();
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("Who read it");
        ann.invites(bora);
        cem.enters(ann.inviteLink());
        bora.opensARoom("Elsewhere");
        ann.says("please read");
        Locator count = ann.message("please read").getByTestId("unread-by");
        assertThat(count).hasText("2");
        assertThat(count).hasAttribute("aria-label", "Not read by 2 members");

        bora.enters("Who read it");
        assertThat(count).hasText("1");
        assertThat(bora.message("please read").getByTestId("unread-by")).hasText("1");
        cem.reads(ann.room());
        assertThat(count).hasCount(0);
        assertThat(bora.message("please read").getByTestId("unread-by")).hasCount(0);
    }

    @Test
    void the_line_above_what_is_new_stays_where_it_is_while_one_reads_on() {
        Person ann = house.ann();
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("News");
        String news = ann.room();
        cem.enters(ann.inviteLink());
        cem.says(news, "old news");
        ann.sees("old news");
        assertThat(ann.page()).hasTitle("News – Sarangbang");
        ann.opensARoom("Elsewhere");
        for (int number = 1; number <= 60; number++) {
            cem.says(news, "news " + number + ".");
        }
        assertThat(ann.roomInList("News").getByTestId("unread-badge")).containsText("60");

        ann.enters("News");
        Locator line = ann.page().getByTestId("unread-line");
        assertThat(line).isInViewport();
        assertThat(ann.message("news 1.")).isInViewport();
        assertThat(ann.message("news 60.")).not().isInViewport();
        cem.says(news, "and more");
        assertThat(ann.page().getByTestId("to-end")).containsText("new messages");
        assertThat(line).isInViewport();

        ann.page().getByTestId("to-end").click();
        assertThat(ann.message("and more")).isInViewport();
        assertThat(ann.roomInList("News").getByTestId("unread-badge")).hasCount(0);
        assertThat(ann.page().getByTestId("to-end")).hasCount(0);
        assertThat(line).hasCount(1);
        assertThat(line.locator("xpath=../following-sibling::*[1]")).containsText("news 1.");
    }

    @Test
    void whoever_reads_back_keeps_their_place_while_entries_come_at_either_end() {
        Person ann = house.ann();
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("Place");
        String place = ann.room();
        cem.enters(ann.inviteLink());
        for (int number = 1; number <= 260; number++) {
            cem.says(place, "line " + number + ".");
        }
        ann.sees("line 260.");
        ann.page().reload();
        ann.sees("line 260.");
        Locator mark = ann.message("line 200.");
        mark.evaluate("row => row.scrollIntoView({ block: 'center' })");
        assertThat(ann.page().getByTestId("to-end")).isVisible();
        double before = mark.boundingBox().y;

        cem.says(place, "a new one");
        assertThat(ann.page().getByTestId("to-end")).hasText("1 new message");
        assertThat(mark.boundingBox().y).isCloseTo(before, org.assertj.core.data.Offset.offset(1.5));

        // Up to where more has to be read: what is looked at stays where it is when the past comes in above it.
        Locator edge = ann.page().getByTestId("message").first();
        String first = edge.getAttribute("data-sequence");
        Locator top = ann.page().locator("[data-testid=message][data-sequence='" + first + "']");
        top.evaluate("row => row.scrollIntoView({ block: 'start' })");
        assertThat(ann.page().getByTestId("message").first()).not().hasAttribute("data-sequence", first);
        assertThat(top).isInViewport();
        ann.page().getByTestId("messages").evaluate("box => box.scrollBy(0, -40)");
        assertThat(top).isInViewport();
    }

    @Test
    void addresses_are_links_that_tell_the_other_site_nothing_and_scripts_are_words() {
        Person ann = house.ann();
        ann.opensARoom("Links");
        ann.says("see https://example.com/a?b=c#d, javascript:alert(1) and data:text/html,x");
        Locator links = ann.message("see https").locator("a");
        assertThat(links).hasCount(1);
        assertThat(links).hasAttribute("href", "https://example.com/a?b=c#d");
        assertThat(links).hasAttribute("target", "_blank");
        assertThat(links).hasAttribute("rel", "noopener noreferrer nofollow");
    }

    @Test
    void lines_are_kept_and_several_messages_of_one_person_belong_together() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("Lines");
        ann.invites(bora);
        bora.enters("Lines");
        ann.composer().fill("one");
        ann.composer().press("Shift+Enter");
        ann.composer().pressSequentially("two");
        ann.composer().press("Enter");
        ann.says("three");
        bora.sees("three");
        assertThat(bora.messages()).containsExactly("one\ntwo", "three");
        assertThat(bora.page().locator(".message .author")).hasCount(1);
        assertThat(bora.page().getByTestId("event").first()).hasText("Ann 님이 보라 님을 초대했습니다");
        double height = bora.message("one").locator(".bubble").boundingBox().height;
        assertThat(height)
                .isGreaterThan(bora.message("three").locator(".bubble").boundingBox().height * 1.4);
    }

    @Test
    void what_was_said_can_be_copied() {
        Person ann = house.ann();
        ann.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        ann.opensARoom("Copies");
        ann.says("copy <me> & mine");
        ann.choosesOn("copy <me>", "copy");
        assertThat(ann.page().getByTestId("toasts")).containsText("Copied");
        Page page = ann.page();
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo("copy <me> & mine");
    }
}
