package dev.sarangbang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.sarangbang.adapter.sqlite.SqliteStore;
import dev.sarangbang.adapter.sqlite.WriteListener;
import dev.sarangbang.domain.id.MessageId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.Ruling.Accepted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room in which a hundred thousand messages were said. */
class LongRoomIT {

    private static final int MESSAGES = 100_000;

    /** How far back the last message answers one: more than the page has held by then. */
    private static final int LEAP = 1_500;

    /** The most messages in the page, and the few rows between them. */
    private static final int ROWS_MAX = 400 + 40;

    @RegisterExtension
    final House house = new House();

    @Test
    void is_scrolled_through_without_the_page_growing() {
        Path folder = Path.of("target", "e2e", "long-" + ProcessHandle.current().pid());
        try (ServerProcess server = ServerProcess.startIn(folder)) {
            Person ann = house.at(server, "ann", Person.Setup.ENGLISH).movesIn("Ann");
            String address = ann.opensARoom("A hundred thousand");
            String room = ann.room();
            ann.says("the first of all");
            assertThat(ann.message("the first")).hasAttribute("data-state", "sent");
            server.stop();
            fill(folder.resolve("data"), new RoomId(Long.parseLong(room)));
            server.start();
            ann.page().navigate(address);
            ann.page().reload();

            String last = "message " + MESSAGES + ".";
            ann.sees(last);
            assertThat(ann.message(last)).isInViewport();
            Page page = ann.page();
            for (int back = 0; back < 8; back++) {
                String top = page.getByTestId("message").first().getAttribute("data-sequence");
                page.getByTestId("messages").evaluate("box => { box.scrollTop = 0; }");
                assertThat(page.getByTestId("message").first()).not().hasAttribute("data-sequence", top);
                assertThat(rows(page)).isLessThanOrEqualTo(ROWS_MAX);
            }
            assertThat(firstSequence(page)).isLessThan(MESSAGES - 800L);

            page.getByTestId("to-end").click();
            assertThat(ann.message(last)).isInViewport();
            page.getByTestId("quote").click();
            assertThat(ann.message("message " + (MESSAGES - LEAP) + ".")).isInViewport();
            assertThat(rows(page)).isLessThanOrEqualTo(ROWS_MAX);
            page.getByTestId("to-end").click();
            assertThat(ann.message(last)).isInViewport();
            assertThat(rows(page)).isLessThanOrEqualTo(ROWS_MAX);
        }
    }

    private static int rows(Page page) {
        return page.locator(".rows > *").count();
    }

    private static long firstSequence(Page page) {
        return Long.parseLong(page.getByTestId("message").first().getAttribute("data-sequence"));
    }

    /** Lets the only member say all of it, in the log of a server that does not run. */
    private static void fill(Path data, RoomId id) {
        try (SqliteStore store = SqliteStore.open(data, WriteListener.NONE)) {
            RoomLog log = store.roomLog();
            Room room = log.head(id).orElseThrow();
            Instant at = room.head().at();
            long messageId = room.head().messageId().value();
            Optional<Entry> answered = Optional.empty();
            while (room.head().messageNumber() < MESSAGES) {
                List<Entry> entries = new ArrayList<>();
                while (entries.size() < RoomChange.ENTRIES_MAX && room.head().messageNumber() < MESSAGES) {
                    long number = room.head().messageNumber() + 1;
                    Optional<Entry> replyTo = number == MESSAGES ? answered : Optional.empty();
                    var text = new MessageText("message " + number + ".");
                    var draft = new Draft(
                            room.members().get(0).account(),
                            new ClientMessageId("fill-" + number),
                            new Intent.Say(text, replyTo));
                    var accepted = (Accepted) room.rule(draft, new MessageId(++messageId), at);
                    room = accepted.next();
                    entries.add(accepted.entry());
                    if (number == MESSAGES - LEAP) {
                        answered = Optional.of(accepted.entry());
                    }
                }
                RoomLog.Appending appending = log.append(new RoomChange(room, entries));
                assertThat(appending).isInstanceOf(RoomLog.Appending.Appended.class);
            }
        }
    }
}
