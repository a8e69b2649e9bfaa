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
 * {@code target/pictures}, nothing stands out of the page, and axe finds nothing that keeps people out.
 */
class LooksIT {

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
        return Stream.of("ko-KR", "en-US")
                .flatMap(language -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                        .flatMap(colours -> Stream.of(
                                new Setup(language, colours, 1280, 800),
                                new Setup(language, colours, 390, 844),
                                new Setup(language, colours, 320, 640))));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void everyone_can_see_and_use_it(Setup setup) {
        String name = String.join(
                "-",
                Integer.toString(setup.width()),
                setup.language().substring(0, 2),
                setup.colours().name().toLowerCase(java.util.Locale.ROOT));
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
        page.keyboard().press("Escape");
        page.keyboard().press("Control+/");
        assertThat(page.getByTestId("help")).isVisible();
        isFine(seoyeon, "help-" + name);
        page.keyboard().press("Escape");
        isFine(seoyeon, "rooms-" + name);
        page.navigate(address);
        page.getByTestId("open-invite").click();
        assertThat(page.getByTestId("invite-link")).isVisible();
        isFine(seoyeon, "invite-" + name);
    }

    private static void isFine(Person person, String name) {
        person.keepsAPicture(name);
        Page page = person.page();
        Object beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(((Number) beyond).intValue())
                .as("pixels beyond the side of " + name)
                .isZero();
        page.evaluate(axe);
        Object violations = page.evaluate("""
                async () => {
                  const found = await axe.run(document, {
                    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                  });
                  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html}`);
                }
                """);
        assertThat((List<?>) violations).as(name).isEmpty();
    }
}
