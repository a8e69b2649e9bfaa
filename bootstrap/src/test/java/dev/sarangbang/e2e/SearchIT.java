package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finding what was said in a room. */
class SearchIT {

    @RegisterExtension
    final House house = new House();

    @Test
    void what_was_said_is_found_the_latest_first_and_a_click_goes_there() {
        Person ann = house.ann();
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("Haystack");
        String room = ann.room();
        cem.enters(ann.inviteLink());
        for (int number = 1; number <= 40; number++) {
            cem.says(room, "Needle number " + number + " in the hay.");
            cem.says(room, "hay " + number);
            cem.says(room, "more hay " + number);
        }
        ann.page().reload();
        ann.sees("more hay 40");
        ann.page().getByTestId("open-search").click();
        Locator hits = ann.page().getByTestId("hit");
        ann.page().getByTestId("search-words").fill("needle");

        assertThat(hits).hasCount(30);
        assertThat(hits.first()).containsText("Needle number 40");
        assertThat(hits.first().locator("mark")).hasText("Needle");
        assertThat(hits.first()).containsText("Cem");
        ann.page().getByTestId("search-more").click();
        assertThat(hits).hasCount(40);
        assertThat(hits.last()).containsText("Needle number 1 in");
        hits.last().click();

        assertThat(ann.page().getByTestId("search-dialog")).hasCount(0);
        assertThat(ann.message("Needle number 1 in")).isInViewport();
        ann.page().getByTestId("to-end").click();
        assertThat(ann.message("more hay 40")).isInViewport();
    }

    @Test
    void messages_are_found_as_they_read_now_and_in_whatever_form_they_were_typed() {
        Person bora = house.bora();
        Guest cem = house.guest("cem", "Cem");
        bora.opensARoom("찾기");
        String room = bora.room();
        cem.enters(bora.inviteLink());
        cem.says(room, "안녕하세요, Café에서 만나요");
        long typo = cem.says(room, "오타 투성이");
        cem.ask("edit", Map.of("room", room, "message", typo, "text", "고친 메시지"));
        long secret = cem.says(room, "비밀 이야기");
        cem.ask("delete", Map.of("room", room, "message", secret));
        bora.sees("고친 메시지");
        Page page = bora.page();
        page.keyboard().press("Control+Shift+F");
        Locator hits = page.getByTestId("hit");
        Locator status = page.getByTestId("search-status");

        page.getByTestId("search-words").fill("안녀");
        assertThat(hits).hasCount(1);
        assertThat(hits.locator("mark")).hasText("안녕");
        page.getByTestId("search-words").fill("CAFE");
        assertThat(hits.locator("mark")).hasText("Café");
        page.getByTestId("search-words").fill("고친 메시지");
        assertThat(hits).hasCount(1);
        assertThat(status).hasText("메시지 1개");
        page.getByTestId("search-words").fill("오타 투성이");
        assertThat(status).hasText("이 방에서 그런 말을 찾지 못했습니다.");
        page.getByTestId("search-words").fill("비밀 이야기");
        assertThat(status).hasText("이 방에서 그런 말을 찾지 못했습니다.");
        page.getByTestId("search-words").fill("ㅎ");
        assertThat(status).containsText("두 글자");
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("search-dialog")).hasCount(0);
    }

    @Test
    void where_it_cannot_be_searched_that_is_said_once_and_not_offered_again() {
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        Wire wire = Wire.of(ann.page());
        ann.movesIn("Ann");
        ann.opensARoom("No index");
        wire.refuses("search", "search_unavailable", 1);
        ann.page().getByTestId("open-search").click();
        ann.page().getByTestId("search-words").fill("anything");
        assertThat(ann.page().getByTestId("search-status")).hasText("This server cannot search.");
        ann.page().keyboard().press("Escape");
        assertThat(ann.page().getByTestId("open-search")).hasCount(0);
        ann.page().keyboard().press("Control+Shift+F");
        ann.says("still talking");
        assertThat(ann.page().getByTestId("search-dialog")).hasCount(0);
    }
}
