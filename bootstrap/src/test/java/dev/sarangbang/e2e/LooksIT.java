package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.sarangbang.e2e.Person.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How the page looks, in both languages, light and dark, from a small telephone to a desk: pictures are kept under
 * {@code target/pictures}, nothing stands out of the page, and axe finds nothing that keeps people out.
 */
class LooksIT {

    private static ServerProcess server;
    private static Chromium chromium;
    private static String axe;
    private static int served;

    @BeforeAll
    static void open() throws IOException {
        server = ServerProcess.startIn(
                Path.of("target", "e2e", "looks-" + ProcessHandle.current().pid()));
        chromium = Chromium.start();
        try (var source = LooksIT.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
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
        try (Person seoyeon = Person.at(chromium.browser(), server.url(), "seoyeon" + ++served, setup);
                Person ann = Person.at(chromium.browser(), server.url(), "ann" + served, Setup.ENGLISH)) {
            Page page = seoyeon.page();
            page.navigate(server.url());
            assertThat(page.getByTestId("auth-form")).isVisible();
            isFine(seoyeon, "door-" + name);

            seoyeon.signsUp("김서연");
            isFine(seoyeon, "no-rooms-" + name);
            ann.signsUp("Ann Carter");
            String address = seoyeon.opensARoom("주말 등산 모임");
            seoyeon.invites(ann);
            ann.enters("주말 등산 모임");
            ann.says("이번 주말 북한산 어때요?");
            ann.says("날씨가 맑대요 ☀️ https://www.weather.go.kr");
            seoyeon.says("좋아요! 아홉 시에 구파발역에서 만나요.\n준비물: 물, 간식, 여벌 옷");
            ann.says("👍");
            seoyeon.sees("👍");
            isFine(seoyeon, "room-" + name);

            seoyeon.composer().fill("가".repeat(1_001));
            assertThat(page.getByTestId("count")).containsText("-1");
            isFine(seoyeon, "too-long-" + name);
            seoyeon.composer().fill("");

            if (!page.getByTestId("people").isVisible()) {
                page.getByTestId("toggle-people").click();
            }
            assertThat(page.getByTestId("person")).hasCount(2);
            isFine(seoyeon, "members-" + name);
            page.getByTestId("open-rename").click();
            assertThat(page.getByTestId("rename-dialog")).isVisible();
            isFine(seoyeon, "rename-" + name);
            page.keyboard().press("Escape");

            page.navigate(server.url() + "/#/");
            assertThat(page.getByTestId("room-item")).isVisible();
            page.getByTestId("main-menu").click();
            page.getByTestId("open-settings").click();
            assertThat(page.getByTestId("settings")).isVisible();
            isFine(seoyeon, "settings-" + name);
            page.keyboard().press("Escape");
            isFine(seoyeon, "rooms-" + name);
            page.navigate(address);
            page.getByTestId("open-invite").click();
            assertThat(page.getByTestId("invite-link")).isVisible();
            isFine(seoyeon, "invite-" + name);
            assertThat(seoyeon.complaints()).isEmpty();
            assertThat(ann.complaints()).isEmpty();
        }
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
