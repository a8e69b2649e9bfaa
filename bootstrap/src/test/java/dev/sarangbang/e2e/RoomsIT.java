package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.sarangbang.e2e.Person.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of rooms, and who is in them. */
class RoomsIT {

    @RegisterExtension
    final House house = new House();

    @Test
    void rooms_are_in_the_order_of_what_happened_last_with_what_was_said_and_what_is_unread() {
        Person ann = house.ann();
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("Old room");
        String old = ann.room();
        cem.enters(ann.inviteLink());
        ann.opensARoom("New room");
        assertThat(ann.page().getByTestId("room-item")).containsText(new String[] {"New room", "Old room"});

        cem.says(old, "anyone here?");
        assertThat(ann.page().getByTestId("room-item")).containsText(new String[] {"Old room", "New room"});
        assertThat(ann.roomInList("Old room")).containsText("Cem: anyone here?");
        assertThat(ann.roomInList("Old room").getByTestId("unread-badge")).containsText("1");

        ann.composer().fill("half a thought");
        ann.enters("Old room");
        assertThat(ann.roomInList("New room")).containsText("Draft: half a thought");
        assertThat(ann.roomInList("Old room").getByTestId("unread-badge")).hasCount(0);
        ann.page().reload();
        assertThat(ann.roomInList("New room")).containsText("Draft: half a thought");
        ann.enters("New room");
        assertThat(ann.composer()).hasValue("half a thought");
    }

    @Test
    void a_title_is_counted_while_it_is_typed_and_refused_with_a_reason() {
        Person ann = house.ann();
        Page page = ann.page();
        page.getByTestId("create-room").click();
        page.getByTestId("title").fill("가".repeat(29));
        assertThat(page.locator("#title-count")).hasText("1 character left");
        page.getByTestId("title").fill("가".repeat(31));
        assertThat(page.locator("#title-count")).hasText("1 character too long");
        page.getByTestId("title").press("Enter");
        assertThat(page.locator("#title-error")).hasText("The name is too long.");
        page.getByTestId("title").fill("  ");
        page.getByTestId("title").press("Enter");
        assertThat(page.locator("#title-error")).hasText("A room needs a name.");
        page.getByTestId("title").fill("  " + "가".repeat(30) + " ");
        page.getByTestId("title").press("Enter");
        ann.seesTheRoom("가".repeat(30));
    }

    @Test
    void a_new_name_is_seen_by_all_in_the_list_the_head_and_the_room() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("옛 이름");
        ann.invites(bora);
        bora.enters("옛 이름");
        ann.page().getByTestId("open-rename").click();
        ann.page().getByTestId("title").fill("새 이름");
        ann.page().getByTestId("title-submit").click();

        assertThat(bora.page().getByTestId("room-title")).hasText("새 이름");
        assertThat(bora.roomInList("새 이름")).isVisible();
        assertThat(bora.page().getByTestId("event").last()).hasText("Ann 님이 방 이름을 ‘새 이름’(으)로 바꿨습니다");
        assertThat(ann.page().getByTestId("event").last()).hasText("Ann named the room “새 이름”");
    }

    @Test
    void inviting_someone_who_is_not_there_says_so_and_the_old_link_ends_when_it_is_replaced() {
        Person ann = house.ann();
        ann.opensARoom("Door");
        String oldLink = ann.inviteLink();
        Page page = ann.page();
        page.getByTestId("open-invite").click();
        page.getByTestId("invite-name").fill("nobody-at-all");
        page.getByTestId("invite-submit").click();
        assertThat(page.getByTestId("invite-dialog")).containsText("There is nobody called nobody-at-all.");
        page.getByTestId("renew-link").click();
        assertThat(page.getByTestId("invite-dialog")).containsText("The old one no longer works.");
        String newLink = page.getByTestId("invite-link").inputValue();

        Person bora = house.bora();
        bora.page().navigate(oldLink);
        bora.page().getByTestId("confirm").click();
        assertThat(bora.page().getByTestId("join-dialog")).containsText("더 이상 쓸 수 없는 초대입니다");
        bora.page().navigate(newLink);
        bora.page().reload();
        bora.page().getByTestId("confirm").click();
        bora.seesTheRoom("Door");
    }

    @Test
    void a_full_room_says_so_before_anyone_tries() {
        Person ann = house.ann();
        ann.opensARoom("Ten");
        String link = ann.inviteLink();
        List<Guest> guests = new ArrayList<>();
        for (int number = 2; number <= 10; number++) {
            Guest guest = house.guest("guest", "Guest " + number);
            guest.enters(link);
            guests.add(guest);
        }
        assertThat(ann.page().getByTestId("person")).hasCount(10);
        assertThat(ann.page().getByTestId("room-full")).hasText("The room is full: it has 10 members.");
        ann.page().getByTestId("open-invite").click();
        assertThat(ann.page().getByTestId("places-left")).hasText("The room is full: it has 10 members.");
        assertThat(ann.page().getByTestId("invite-name")).hasCount(0);
        ann.page().keyboard().press("Escape");

        // The eleventh has a link, and cannot know.
        Person bora = house.bora();
        bora.page().navigate(link);
        bora.page().getByTestId("confirm").click();
        assertThat(bora.page().getByTestId("join-dialog")).containsText("방이 가득 찼습니다.");

        guests.get(8).ask("leave", Map.of("room", ann.room()));
        assertThat(ann.page().getByTestId("room-full")).hasCount(0);
        bora.page().getByTestId("confirm").click();
        bora.seesTheRoom("Ten");
    }

    @Test
    void whoever_is_removed_or_leaves_is_out_at_once_and_the_others_see_it() {
        Person ann = house.ann();
        Person bora = house.bora();
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("나들목");
        ann.invites(bora);
        cem.enters(ann.inviteLink());
        bora.enters("나들목");
        assertThat(bora.page().getByTestId("open-remove")).hasCount(0); // not the host

        ann.page()
                .getByTestId("person")
                .filter(new Locator.FilterOptions().setHasText("보라"))
                .getByTestId("open-remove")
                .click();
        ann.page().getByTestId("confirm").click();
        assertThat(bora.page().getByTestId("toasts")).containsText("이제 ‘나들목’ 방에 있지 않습니다.");
        assertThat(bora.page().getByTestId("room-item")).hasCount(0);
        assertThat(ann.page().getByTestId("event").last()).hasText("Ann removed 보라");

        ann.page().getByTestId("open-leave").click();
        ann.page().getByTestId("confirm").click();
        assertThat(ann.page().getByTestId("room-item")).hasCount(0);
        assertThat(cem.ask("rooms", Map.of())
                        .getAsJsonArray("rooms")
                        .get(0)
                        .getAsJsonObject()
                        .get("members")
                        .getAsInt())
                .isEqualTo(1);
    }

    @Test
    void whoever_was_removed_and_did_not_hear_of_it_is_told_when_they_say_something_or_at_the_next_heartbeat() {
        Person ann = house.ann();
        Person bora = house.comes("bora", Setup.KOREAN);
        Wire wire = Wire.of(bora.page());
        wire.hears(frame -> frame.contains("member_removed") ? "{\"type\":\"pong\",\"id\":\"nobody\"}" : frame);
        bora.movesIn("보라");
        ann.opensARoom("귓속말");
        for (boolean talks : new boolean[] {true, false}) {
            ann.invites(bora);
            bora.enters("귓속말");
            ann.page()
                    .getByTestId("person")
                    .filter(new Locator.FilterOptions().setHasText("보라"))
                    .getByTestId("open-remove")
                    .click();
            ann.page().getByTestId("confirm").click();
            assertThat(ann.page().getByTestId("event").last()).hasText("Ann removed 보라");
            if (talks) {
                bora.composer().fill("아직 있어요?");
                bora.composer().press("Enter");
                assertThat(bora.page().getByTestId("toasts")).containsText("메시지 1개를 보내지 못했습니다");
            }
            assertThat(bora.page().getByTestId("room-item")).hasCount(0, new HasCountOptions().setTimeout(60_000));
            assertThat(bora.page().getByTestId("toasts")).containsText("이제 ‘귓속말’ 방에 있지 않습니다.");
        }
    }

    @Test
    void whoever_is_asked_in_again_before_they_know_that_they_left_is_in() {
        Person ann = house.ann();
        Person bora = house.comes("bora", Setup.KOREAN);
        Wire wire = Wire.of(bora.page());
        bora.movesIn("보라");
        ann.opensARoom("돌아와");
        ann.invites(bora);
        bora.enters("돌아와");
        wire.holdsBackAnswersTo("leave");
        bora.page().getByTestId("open-leave").click();
        bora.page().getByTestId("confirm").click();
        assertThat(ann.page().getByTestId("person")).hasCount(1);

        ann.invites(bora);
        ann.says("왔어?");
        assertThat(bora.roomInList("돌아와")).containsText("왔어?");
        wire.letsGo();
        assertThat(bora.page().getByTestId("leave-dialog")).hasCount(0);
        bora.enters("돌아와");
        bora.sees("왔어?");
    }

    @Test
    void who_is_here_is_told_by_a_dot_and_by_words_and_when_they_were_here_last() {
        Person ann = house.ann();
        Person bora = house.comes("bora", Setup.KOREAN).movesIn("보라");
        ann.opensARoom("여기");
        ann.invites(bora);
        var her = ann.page().getByTestId("person").filter(new Locator.FilterOptions().setHasText("보라"));
        assertThat(her).hasAttribute("data-online", "true");
        assertThat(her.locator("small")).hasText("Here now");
        assertThat(her.locator(".dot.online")).hasCount(1);
        assertThat(ann.page().locator(".room-title p")).hasText("2 members · 2 here now");

        bora.close();
        // People who are gone for a moment are not missed: it takes a while until they are.
        assertThat(her.locator("small")).hasText("Last here just now", new HasTextOptions().setTimeout(60_000));
        assertThat(her)
                .hasAttribute("data-online", "false", new LocatorAssertions.HasAttributeOptions().setTimeout(60_000));
        assertThat(her.locator(".dot.online")).hasCount(0);
    }
}
