package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What it takes to be there: few bytes, all of them from here, and compressed; and little time. */
class FirstLoadIT {

    /** The most that is loaded until someone can read and write, in bytes as they come over the wire, without headers. */
    private static final int BYTES_MAX = 60 * 1024;

    /** It is far less than one second where nothing else goes on; two cores may be busy with other things. */
    private static final double TYPES_WITHIN_MS = 5_000;

    private static final int ATTEMPTS = 3;

    /** Takes down when there was a field to write in, counted from when the page was asked for. */
    private static final String TAKE_THE_TIME = """
        new MutationObserver((_, watch) => {
          if (!document.querySelector("#composer, #username")) return;
          window.typesAfter = performance.now();
          watch.disconnect();
        }).observe(document, { childList: true, subtree: true });
        """;

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

    @Test
    void the_door_and_a_room_are_there_to_type_in_at_once() {
        Person ann = house.ann();
        String address = ann.opensARoom("Quick");
        ann.says("hello");
        assertThat(ann.message("hello")).hasAttribute("data-state", "sent");
        double door = Double.MAX_VALUE;
        double room = Double.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) { // the first has the server warm up
            door = Math.min(door, typesAfter(house.comes("bo", Person.Setup.ENGLISH), house.url()));
            room = Math.min(room, typesAfter(house.withAnEmptyCache(ann), address));
        }
        System.out.println("to type at the door " + Math.round(door) + " ms, in a room " + Math.round(room) + " ms");
        assertThat(door).isBetween(1.0, TYPES_WITHIN_MS);
        assertThat(room).isBetween(1.0, TYPES_WITHIN_MS);
    }

    private static double typesAfter(Person fresh, String address) {
        fresh.context().addInitScript(TAKE_THE_TIME);
        fresh.page().navigate(address);
        assertThat(fresh.page().locator("#composer, #username")).isEditable();
        return ((Number) fresh.page().evaluate("typesAfter")).doubleValue();
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
