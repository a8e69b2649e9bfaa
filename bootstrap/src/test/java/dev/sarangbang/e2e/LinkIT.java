package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The connection, and several tabs and devices of one person. */
class LinkIT {

    /** What is left to chance between attempts is half a minute here, so that it is not by chance that one connects. */
    private static final String HALF_A_MINUTE = "() => { Math.random = () => 30; }";

    private static final LocatorAssertions.HasAttributeOptions SOONER =
            new LocatorAssertions.HasAttributeOptions().setTimeout(20_000);

    private static final LocatorAssertions.HasAttributeOptions PATIENTLY =
            new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);

    /** What there is between the server's word that it closes and the end of the socket, for as long as a test wants. */
    private static final String CLOSES_SLOWLY = """
        window.WebSocket = class extends WebSocket {
          constructor(...where) {
            super(...where);
            window.closes = false;
          }
          get readyState() {
            return window.closes ? WebSocket.CLOSING : super.readyState;
          }
        };
        """;

    @RegisterExtension
    final House house = new House();

    @Test
    void a_lost_connection_is_said_with_a_countdown_and_can_be_tried_at_once() {
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        Wire wire = Wire.of(ann.page());
        ann.movesIn("Ann");
        ann.page().evaluate(HALF_A_MINUTE);
        ann.opensARoom("Away");
        wire.breaks();

        Locator banner = ann.page().getByTestId("banner");
        assertThat(banner).containsText("No connection.");
        assertThat(banner.locator(".countdown")).hasText(Pattern.compile("Trying again in \\d+ s"));
        ann.says("written without a connection");
        assertThat(banner).containsText("Your message will be sent when it is back.");

        wire.isMended();
        ann.page().getByTestId("try-now").click();
        assertThat(ann.page().getByTestId("connection")).hasAttribute("data-status", "online", SOONER);
        assertThat(banner).hasCount(0);
        assertThat(ann.message("written without")).hasAttribute("data-state", "sent");
    }

    @Test
    void a_network_that_is_back_or_a_reader_who_looks_again_does_not_wait() {
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        Wire wire = Wire.of(ann.page());
        ann.movesIn("Ann");
        ann.page().evaluate(HALF_A_MINUTE);
        wire.breaks();
        assertThat(ann.page().getByTestId("connection")).hasAttribute("data-status", "waiting");
        wire.isMended();

        ann.page().evaluate("dispatchEvent(new Event('online'))");
        assertThat(ann.page().getByTestId("connection")).hasAttribute("data-status", "online", SOONER);
        wire.breaks();
        assertThat(ann.page().getByTestId("connection")).hasAttribute("data-status", "waiting");
        wire.isMended();
        ann.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(ann.page().getByTestId("connection")).hasAttribute("data-status", "online", SOONER);
    }

    @Test
    void a_page_goes_on_while_the_server_goes_down_in_the_middle_of_what_is_said() {
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        ann.context().addInitScript(CLOSES_SLOWLY);
        ann.movesIn("Ann");
        ann.opensARoom("Goodbye");
        ann.page().evaluate("closes = true");
        ann.says("said into a socket that closes");
        ann.sees("said into a socket that closes");
        ann.composer().pressSequentially("and typed on");
        assertThat(ann.composer()).hasValue("and typed on");

        house.server().stop();
        ann.isNotOnline();
        house.server().start();
        assertThat(ann.page().getByTestId("connection")).hasAttribute("data-status", "online", PATIENTLY);
        assertThat(ann.message("said into a socket")).hasAttribute("data-state", "sent");
        assertThat(ann.message("said into a socket")).hasCount(1);
    }

    @Test
    void what_is_read_in_one_tab_or_device_is_read_in_the_others() {
        Person ann = house.ann();
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("Here and there");
        String room = ann.room();
        cem.enters(ann.inviteLink());
        ann.opensARoom("Elsewhere");
        Page tab = ann.opensATab();
        tab.navigate(house.url());
        Person phone = house.alsoAt(ann, new Person.Setup("ko-KR", ColorScheme.DARK, 390, 844));
        cem.says(room, "one");
        cem.says(room, "two");
        assertThat(ann.roomInList("Here and there").getByTestId("unread-badge")).containsText("2");
        assertThat(tab.getByTestId("unread-badge")).containsText("2");
        assertThat(phone.page().getByTestId("unread-badge")).containsText("2");

        phone.enters("Here and there");
        phone.sees("two");
        assertThat(ann.page().getByTestId("unread-badge")).hasCount(0);
        assertThat(tab.getByTestId("unread-badge")).hasCount(0);
        assertThat(tab).hasTitle("Sarangbang");

        // What one says here is there on the other devices, as one's own.
        phone.says("from the phone");
        ann.enters("Here and there");
        assertThat(ann.message("from the phone")).hasAttribute("class", Pattern.compile("\\bown\\b"));
        ann.says("from the desk");
        phone.sees("from the desk");
        assertThat(phone.messages()).containsExactly("one", "two", "from the phone", "from the desk");
        assertThat(ann.messages()).isEqualTo(phone.messages());
    }

    @Test
    void a_draft_moves_along_to_the_other_tabs_list() {
        Person ann = house.ann();
        ann.opensARoom("Unsaid");
        Page tab = ann.opensATab();
        tab.navigate(house.url());
        ann.composer().fill("not yet");
        assertThat(tab.getByTestId("room-item")).containsText("Draft: not yet");
        ann.composer().fill("");
        assertThat(tab.getByTestId("room-item")).not().containsText("Draft");
    }

    @Test
    void a_session_that_is_ended_elsewhere_leads_to_the_door_and_back_with_all_that_was_typed() {
        Person ann = house.ann();
        ann.opensARoom("Kept");
        ann.composer().fill("do not lose me");
        var answer = ann.context()
                .request()
                .delete(
                        house.url() + "/api/sessions/current",
                        RequestOptions.create()
                                .setHeader("origin", house.url())
                                .setHeader("content-type", "application/json"));
        assertThat(answer.status()).isEqualTo(204);

        assertThat(ann.page().getByTestId("auth-notice")).containsText("You have been logged out.");
        ann.logsIn();
        ann.seesTheRoom("Kept");
        assertThat(ann.composer()).hasValue("do not lose me");
    }

    @Test
    void where_one_is_logged_in_is_listed_and_can_be_ended_from_here() {
        Person ann = house.ann();
        ann.opensARoom("Mine");
        Person phone = house.alsoAt(ann, new Person.Setup("en-US", ColorScheme.DARK, 390, 844));
        Person lent = house.alsoAt(ann, Person.Setup.ENGLISH);
        ann.page().getByTestId("main-menu").click();
        ann.page().getByTestId("open-settings").click();
        ann.page().getByTestId("open-logins").click();
        Locator logins = ann.page().getByTestId("login");
        assertThat(logins).hasCount(3);
        assertThat(logins.last()).containsText("This browser"); // the newest are first
        assertThat(logins.last().getByTestId("end-login")).hasCount(0);

        logins.first().getByTestId("end-login").click();
        assertThat(logins).hasCount(2);
        assertThat(lent.page().getByTestId("auth-notice")).containsText("You have been logged out.");
        assertThat(phone.page().getByTestId("me")).isVisible();
        ann.page().getByTestId("end-others").click();
        assertThat(logins).hasCount(1);
        assertThat(ann.page().getByTestId("end-others")).hasCount(0);
        assertThat(phone.page().getByTestId("auth-notice")).containsText("You have been logged out.");
        ann.page().keyboard().press("Escape");
        assertThat(logins).hasCount(0); // while a dialog is open, nobody can write below it
        ann.says("still here");
        assertThat(ann.message("still here")).hasAttribute("data-state", "sent");
    }

    @Test
    void a_device_that_slept_gets_what_it_missed_in_order_and_no_more_than_once() {
        Person ann = house.comes("ann", Person.Setup.ENGLISH);
        Wire wire = Wire.of(ann.page());
        ann.movesIn("Ann");
        Guest cem = house.guest("cem", "Cem");
        ann.opensARoom("Night");
        String room = ann.room();
        cem.enters(ann.inviteLink());
        cem.says(room, "good night");
        ann.sees("good night");
        wire.breaks();
        ann.isNotOnline();
        for (int hour = 1; hour <= 30; hour++) {
            cem.says(room, hour + " o'clock.");
        }
        wire.isMended();
        ann.page().evaluate("dispatchEvent(new Event('online'))");

        ann.isOnline();
        ann.sees("30 o'clock.");
        assertThat(ann.messages().subList(0, 3)).containsExactly("good night", "1 o'clock.", "2 o'clock.");
        assertThat(ann.messages()).hasSize(31).doesNotHaveDuplicates();
        assertThat(wire.said("hello")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ann.page().getByTestId("banner")).hasCount(0);
    }
}
