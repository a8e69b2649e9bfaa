package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.sarangbang.e2e.Person.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How the page looks, in both languages, light and dark, from a small telephone to a desk: pictures are kept under
 * {@code target/pictures}, nothing stands out of the page, and axe finds nothing that keeps people out. Each width is walked
 * through once; at every step the page is looked at in one language by day, and in the other by night.
 */
class LooksIT {

    /**
     * All that axe knows, asked where the page has three columns and where it has one; and what of it can be another in other colours,
     * words and sizes, asked everywhere else, because the whole takes long.
     */
    private static final String EVERYTHING =
            "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

    private static final String COLOURS_AND_SIZES = "{ type: 'rule', values: ['color-contrast', 'target-size'] }";

    /** What can be seen or pressed and is not wholly between the sides of the page, which would not even scroll to it. */
    private static final String BEYOND_THE_SIDES = """
        () =>
          [...document.querySelectorAll("a, button, input, textarea, time, .bubble, .room-title, .dialog")]
            .filter((one) => one.checkVisibility())
            .filter((one) => {
              const { left, right } = one.getBoundingClientRect();
              return left < -0.5 || right > innerWidth + 0.5;
            })
            .map((one) => one.outerHTML.slice(0, 120))
        """;

    /** Chooses a language as another tab would. */
    private static final String SPEAK = """
        (language) =>
          dispatchEvent(new StorageEvent("storage", { key: "sarangbang.prefs", newValue: JSON.stringify({ language }) }))
        """;

    private static String axe;

    @RegisterExtension
    final House house = new House();

    @BeforeAll
    static void read_axe() throws IOException {
        try (var source = LooksIT.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Stream<Setup> setups() {
        return Stream.of(
                new Setup("ko-KR", ColorScheme.LIGHT, 1280, 800),
                new Setup("en-US", ColorScheme.LIGHT, 768, 1024),
                new Setup("ko-KR", ColorScheme.LIGHT, 390, 844),
                new Setup("en-US", ColorScheme.LIGHT, 320, 640));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void everyone_can_see_and_use_it(Setup setup) {
        String own = setup.language().substring(0, 2);
        String name = setup.width() + "-" + own;
        Person seoyeon = house.comes("seoyeon", setup);
        Page page = seoyeon.page();
        page.navigate(house.url());
        assertThat(page.getByTestId("auth-form")).isVisible();
        isFine(seoyeon, "door-" + name);
        seoyeon.movesIn("김서연");
        isFine(seoyeon, "no-rooms-" + name);

        Guest junho = house.guest("junho", "박준호");
        String lunch = junho.opensARoom("점심 뭐 먹지");
        junho.ask("invite", Map.of("room", lunch, "username", seoyeon.username()));
        junho.says(lunch, "오늘은 칼국수 어때요? 비 오니까요 🌧️");
        String address = seoyeon.opensARoom("주말 등산 모임");
        String room = seoyeon.room();
        Guest ann = house.guest("ann", "Ann Carter");
        String link = seoyeon.inviteLink();
        ann.enters(link);
        junho.enters(link);
        long question = ann.says(room, "이번 주말 북한산 어때요?");
        ann.says(room, "날씨가 맑대요 ☀️ https://www.weather.go.kr/w/index.do");
        seoyeon.says("좋아요! 아홉 시에 구파발역에서 만나요.\n준비물: 물, 간식, 여벌 옷");
        junho.ask("send", Map.of("room", room, "text", "저도 갈게요. 김밥 싸 갈까요?", "reply_to", question));
        long slip = junho.says(room, "참치로");
        long typo = ann.says(room, "Yes, plaese!");
        ann.ask("edit", Map.of("room", room, "message", typo, "text", "Yes, please!"));
        junho.ask("delete", Map.of("room", room, "message", slip));
        ann.says(room, "👍");
        seoyeon.sees("👍");
        assertThat(seoyeon.message("please").getByTestId("edited")).isVisible();
        isFine(seoyeon, "room-" + name);

        seoyeon.choosesOn("아홉 시", "edit");
        assertThat(page.getByTestId("composing")).isVisible();
        seoyeon.composer().fill("가".repeat(1_001));
        assertThat(page.getByTestId("count")).containsText("-1");
        isFine(seoyeon, "edit-too-long-" + name);
        page.getByTestId("stop-composing").click();
        assertThat(seoyeon.composer()).hasValue("");

        if (!page.getByTestId("people").isVisible()) {
            page.getByTestId("toggle-people").click();
        }
        assertThat(page.getByTestId("person")).hasCount(3);
        isFine(seoyeon, "members-" + name);
        page.getByTestId("open-rename").click();
        assertThat(page.getByTestId("rename-dialog")).isVisible();
        isFine(seoyeon, "rename-" + name);
        page.keyboard().press("Escape");

        page.navigate(house.url() + "/#/");
        assertThat(page.getByTestId("room-item")).hasCount(2);
        page.getByTestId("main-menu").click();
        assertThat(page.getByTestId("open-settings")).isVisible();
        isFine(seoyeon, "menu-" + name);
        page.getByTestId("open-settings").click();
        assertThat(page.getByTestId("settings")).isVisible();
        isFine(seoyeon, "settings-" + name);
        page.getByTestId("open-logins").click();
        assertThat(page.getByTestId("login")).hasCount(1);
        isFine(seoyeon, "logins-" + name);
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("login")).hasCount(0);
        page.keyboard().press("Control+/");
        assertThat(page.getByTestId("help")).isVisible();
        isFine(seoyeon, "help-" + name);
        page.keyboard().press("Escape");
        isFine(seoyeon, "rooms-" + name);
        page.navigate(address);
        page.getByTestId("open-invite").click();
        assertThat(page.getByTestId("invite-link")).isVisible();
        isFine(seoyeon, "invite-" + name);
        page.keyboard().press("Escape");
        page.getByTestId("open-search").click();
        page.getByTestId("search-words").fill("북한산");
        assertThat(page.getByTestId("hit")).hasCount(1);
        isFine(seoyeon, "search-" + name);
    }

    private static void isFine(Person person, String name) {
        Page page = person.page();
        boolean korean = name.endsWith("-ko");
        String place = name.substring(0, name.length() - "-ko".length());
        boolean wholly = name.contains("-1280-") || name.contains("-390-");
        looksFine(person, name + "-light", wholly ? EVERYTHING : COLOURS_AND_SIZES);
        speaks(page, !korean);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        looksFine(person, place + (korean ? "-en" : "-ko") + "-dark", COLOURS_AND_SIZES);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        speaks(page, korean);
    }

    private static void speaks(Page page, boolean korean) {
        page.evaluate(SPEAK, korean ? "ko" : "en");
        String list = "nav.rooms[aria-label='%s']".formatted(korean ? "방 목록" : "Rooms");
        String door = ".languages[aria-label='%s']".formatted(korean ? "언어" : "Language");
        assertThat(page.locator(list + ", " + door)).isAttached();
    }

    private static void looksFine(Person person, String name, String rules) {
        person.keepsAPicture(name);
        Page page = person.page();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("pixels beyond the side of " + name)
                .isEqualTo(0);
        assertThat((List<?>) page.evaluate(BEYOND_THE_SIDES)).as(name).isEmpty();
        if ((Boolean) page.evaluate("typeof axe === 'undefined'")) {
            page.evaluate(axe);
        }
        Object violations = page.evaluate("""
                async () => {
                  const found = await axe.run(document, { resultTypes: ["violations"], runOnly: RULES });
                  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html}`);
                }
                """.replace("RULES", rules));
        assertThat((List<?>) violations).as(name).isEmpty();
    }
}
