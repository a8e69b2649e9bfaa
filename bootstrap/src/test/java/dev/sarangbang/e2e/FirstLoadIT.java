package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What it takes to be there: few bytes, all of them from here, and compressed. */
class FirstLoadIT {

    /** The most that is loaded until someone can read and write, in bytes as they come over the wire, without headers. */
    private static final int BYTES_MAX = 60 * 1024;

    /** Takes down what was loaded at the moment at which there is a field to write in. */
    private static final String TAKE_DOWN = """
        const watch = new MutationObserver(() => {
          if (window.loaded || !document.querySelector("#composer") || !document.querySelector(".rows")) return;
          window.loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .filter((one) => !new URL(one.name).pathname.startsWith("/api/"))
            .map((one) => ({ name: one.name, bytes: one.encodedBodySize, plain: one.decodedBodySize }));
        });
        watch.observe(document, { childList: true, subtree: true });
        """;

    @RegisterExtension
    final House house = new House();

    @Test
    void a_room_is_open_after_sixty_kilobytes_at_most() {
        Person ann = house.ann();
        String address = ann.opensARoom("Light");
        ann.says("hello");
        assertThat(ann.message("hello")).hasAttribute("data-state", "sent");
        Person fresh = house.withAnEmptyCache(ann);
        fresh.context().addInitScript(TAKE_DOWN);
        Page page = fresh.page();
        page.route("**/view/late.js", neverAnswered -> {}); // what comes when all is at rest does not count
        page.navigate(address);
        fresh.sees("hello");

        List<?> loaded = (List<?>) page.evaluate("loaded");
        int bytes = sum(loaded, "bytes");
        assertThat(loaded).hasSizeGreaterThan(40);
        assertThat(bytes).isBetween(1, BYTES_MAX);
        assertThat(sum(loaded, "plain")).as("it comes compressed").isGreaterThan(2 * bytes);
        assertThat(loaded).allSatisfy(one -> assertThat(name(one)).startsWith(house.url()));
    }

    private static int sum(List<?> loaded, String field) {
        return loaded.stream()
                .mapToInt(one -> ((Number) ((Map<?, ?>) one).get(field)).intValue())
                .sum();
    }

    private static String name(Object loaded) {
        return (String) ((Map<?, ?>) loaded).get("name");
    }
}
