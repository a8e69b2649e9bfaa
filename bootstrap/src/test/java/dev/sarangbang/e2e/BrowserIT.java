package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.sarangbang.e2e.Person.Setup;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two people and a room, in a real browser, against the real server. */
class BrowserIT {

    /** Reconnecting waits for chance, at first at most a second, and longer each time. */
    private static final LocatorAssertions.HasAttributeOptions PATIENTLY =
            new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);

    @RegisterExtension
    final House house = new House();

    @Test
    void two_people_talk_and_see_who_has_read_what() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("주말 등산");
        ann.invites(bora);

        bora.enters("주말 등산");
        ann.says("토요일 아홉 시, 구파발역!");
        bora.sees("토요일 아홉 시, 구파발역!");
        bora.says("<b>좋아요</b> & see you");
        ann.sees("<b>좋아요</b> & see you");
        assertThat(ann.message("<b>좋아요</b>").locator("b")).hasCount(0);
        // Each has the other's words on the screen, so there is nobody left to read them.
        assertThat(ann.message("토요일").getByTestId("unread-by")).hasCount(0);

        bora.opensARoom("다른 방");
        ann.says("하나 더");
        ann.says("그리고 또 하나");
        assertThat(bora.roomInList("주말 등산").getByTestId("unread-badge")).containsText("2");
        assertThat(bora.page()).hasTitle(Pattern.compile("^\\(2\\) "));
        assertThat(ann.message("하나 더").getByTestId("unread-by")).hasText("1");

        bora.enters("주말 등산");
        assertThat(bora.page().getByTestId("unread-line")).isVisible();
        assertThat(bora.roomInList("주말 등산").getByTestId("unread-badge")).hasCount(0);
        assertThat(ann.message("하나 더").getByTestId("unread-by")).hasCount(0);
        assertThat(bora.page()).hasTitle(Pattern.compile("^주말 등산"));
    }

    @Test
    void whoever_answers_has_read_what_they_answer_before_their_page_says_so() {
        Person ann = house.ann();
        Person bora = house.comes("bora", Setup.KOREAN);
        Wire wire = Wire.of(bora.page());
        bora.movesIn("보라");
        ann.opensARoom("찻집");
        ann.invites(bora);
        bora.enters("찻집");
        wire.holdsBack("read");
        ann.says("차 한 잔 할래요?");
        bora.sees("차 한 잔 할래요?");
        assertThat(ann.message("차 한 잔").getByTestId("unread-by")).hasText("1");
        bora.says("좋아요");
        ann.sees("좋아요");
        assertThat(ann.message("차 한 잔").getByTestId("unread-by")).hasCount(0);
        wire.letsGo();
    }

    @Test
    void a_door_behind_which_nothing_comes_says_so_and_lets_one_try_again() {
        Person ann = house.comes("ann", Setup.ENGLISH);
        Page page = ann.page();
        page.route("**/app/inside.js", Route::abort);
        page.navigate(house.url());
        page.getByTestId("auth-switch").click();
        page.getByTestId("auth-username").fill(ann.username());
        page.getByTestId("auth-name").fill("Ann");
        page.getByTestId("auth-password").fill(Person.PASSWORD);
        page.getByTestId("auth-submit").click();
        assertThat(page.getByTestId("try-again")).isVisible();
        ann.hasComplainedOf("could not go on");

        page.unroute("**/app/inside.js");
        page.getByTestId("try-again").click();
        assertThat(page.getByTestId("me")).containsText("Ann");
        ann.isOnline();
    }

    @Test
    void a_link_lets_someone_in_who_was_not_even_signed_up() {
        Person ann = house.ann();
        ann.opensARoom("열린 방");
        String link = ann.inviteLink();

        Person bora = house.comes("bora", Setup.KOREAN);
        bora.page().navigate(link);
        bora.signsUpHere("보라");
        bora.page().getByTestId("confirm").click();
        bora.seesTheRoom("열린 방");
        assertThat(ann.page().getByTestId("event").last()).containsText("보라");
        assertThat(ann.page().getByTestId("person")).hasCount(2);
        assertThat(ann.page().locator("[data-testid=person][data-online=true]")).hasCount(2);
    }

    @Test
    void what_is_said_without_a_network_arrives_in_its_order_when_it_is_back() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("터널");
        ann.invites(bora);
        bora.enters("터널");

        ann.losesTheNetwork();
        ann.says("첫째");
        ann.says("둘째");
        bora.says("그동안 나는");
        assertThat(ann.page().getByTestId("on-its-way").first()).isVisible();
        ann.hasTheNetworkAgain();

        assertThat(ann.page().getByTestId("connection")).hasAttribute("data-status", "online", PATIENTLY);
        bora.sees("둘째");
        ann.sees("그동안 나는");
        assertThat(ann.page().getByTestId("on-its-way")).hasCount(0);
        assertThat(bora.messages()).containsExactly("그동안 나는", "첫째", "둘째");
        assertThat(ann.messages()).isEqualTo(bora.messages());
    }

    @Test
    void a_server_that_is_killed_loses_nothing_that_was_acknowledged_and_a_reload_nothing_that_was_not() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("번개");
        ann.invites(bora);
        bora.enters("번개");
        ann.says("번개 전에");
        bora.sees("번개 전에");

        house.server().kill();
        ann.isNotOnline();
        ann.says("번개 치는 동안");
        ann.says("그리고 그 다음");
        assertThat(ann.page().getByTestId("banner")).isVisible();
        ann.keepsAPicture("no-connection");
        house.server().start();
        ann.page().reload();

        ann.seesTheRoom("번개");
        assertThat(bora.page().getByTestId("connection")).hasAttribute("data-status", "online", PATIENTLY);
        bora.sees("그리고 그 다음");
        assertThat(ann.page().getByTestId("message").locator("visible=true").last())
                .hasAttribute("data-state", "sent");
        assertThat(ann.page().getByTestId("on-its-way")).hasCount(0);
        assertThat(bora.messages()).containsExactly("번개 전에", "번개 치는 동안", "그리고 그 다음");
        assertThat(ann.messages()).isEqualTo(bora.messages());
    }

    @Test
    void the_enter_that_ends_a_korean_syllable_does_not_send() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("한글");
        ann.invites(bora);
        bora.enters("한글");

        ann.composer().focus();
        ann.composes("안");
        ann.composes("안녕");
        ann.pressesEnterForTheInputMethod();
        assertThat(ann.composer()).hasValue("안녕");
        assertThat(ann.page().getByTestId("message")).hasCount(0);
        ann.commits("안녕");
        ann.composer().press("Enter");

        bora.sees("안녕");
        assertThat(ann.composer()).hasValue("");
        assertThat(bora.messages()).containsExactly("안녕");
    }

    @Test
    void a_reload_finds_the_room_the_draft_and_the_place_of_what_is_new() {
        Person ann = house.ann();
        Person bora = house.bora();
        ann.opensARoom("다시");
        ann.invites(bora);
        bora.enters("다시");
        bora.says("읽은 글");
        ann.sees("읽은 글");
        assertThat(bora.message("읽은 글").getByTestId("unread-by")).hasCount(0);
        ann.composer().fill("쓰다 만 글");

        ann.page().reload();

        ann.seesTheRoom("다시");
        ann.sees("읽은 글");
        assertThat(ann.composer()).hasValue("쓰다 만 글");
        assertThat(ann.page().getByTestId("unread-line")).hasCount(0);
    }

    @Test
    void a_long_history_is_read_back_without_the_page_growing() {
        Person ann = house.ann();
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("긴 이야기");
        String room = ann.room();
        cem.enters(ann.inviteLink());
        for (int number = 1; number <= 120; number++) {
            cem.says(room, "이야기 " + number + ".");
        }
        ann.sees("이야기 120.");
        ann.page().reload();
        ann.sees("이야기 120.");
        assertThat(ann.message("이야기 1.")).hasCount(0);

        ann.page().getByTestId("messages").evaluate("box => { box.scrollTop = 0; }");
        assertThat(ann.message("이야기 1.")).hasCount(1);
        assertThat(ann.page().getByTestId("to-end")).isVisible();
        ann.page().getByTestId("to-end").click();
        assertThat(ann.message("이야기 120.")).isInViewport();
    }

    @Test
    void what_is_too_long_is_counted_and_kept_and_not_sent() {
        Person ann = house.ann();
        ann.opensARoom("장문");
        ann.composer().fill("가".repeat(950));
        assertThat(ann.page().getByTestId("count")).containsText("50");
        ann.composer().fill("가".repeat(1_003));
        assertThat(ann.page().getByTestId("count")).containsText("-3");
        ann.composer().press("Enter");
        assertThat(ann.composer()).hasValue("가".repeat(1_003));
        assertThat(ann.page().getByTestId("message")).hasCount(0);
    }

    @Test
    void logging_out_in_one_tab_shows_the_door_in_the_other() {
        Person ann = house.ann();
        ann.opensARoom("두 탭");
        var other = ann.opensATab();
        other.navigate(ann.page().url());
        assertThat(other.getByTestId("room-title")).hasText("두 탭");

        other.getByTestId("main-menu").click();
        other.getByTestId("log-out").click();
        assertThat(other.getByTestId("auth-form")).isVisible();
        assertThat(ann.page().getByTestId("auth-form")).isVisible();
        ann.logsIn();
        assertThat(other.getByTestId("me")).isVisible();
    }
}
