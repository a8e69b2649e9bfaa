package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Amendments;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending.Appended;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link MessageSearch} does. Extend it and supply the adapter under test, with the log it belongs to. */
public abstract class MessageSearchContract {

    private static final Sequence END = new Sequence(Long.MAX_VALUE);

    private final AccountId ann = Samples.accountId();

    /** All that was appended, in the order in which it was. */
    private final List<Entry> log = new ArrayList<>();

    /** The search under test; the same instance throughout one test. */
    protected abstract MessageSearch messageSearch();

    /** The log that it searches. */
    protected abstract RoomLog roomLog();

    /** Another search over the same storage, as after a crash of this process; not overridden where nothing is kept. */
    protected MessageSearch reopen() {
        return Assumptions.abort(Skipped.NOT_REOPENED);
    }

    @Test
    @DisplayName("M1: finds any part of a message, whatever the case, in any language")
    void finds_any_part() {
        Room kitchen = open();
        RoomChange said = says(
                kitchen,
                "내일 회의는 몇 시예요?",
                "The Meeting is at ten; MEET me before",
                "Café 'naïve' \"quoted\" 100% _under_ *star* OR NOT(near)",
                "ﬁne ﬁsh",
                "会議は何時ですか");
        append(said);
        List<Entry> lines = said.entries();

        finds(kitchen, "회의", lines.get(0));
        finds(kitchen, "일 회의는", lines.get(0));
        finds(kitchen, "시예요?", lines.get(0));
        finds(kitchen, "내이", lines.get(0));
        finds(kitchen, "meeting", lines.get(1));
        finds(kitchen, "MEET", lines.get(1));
        finds(kitchen, "ten; m", lines.get(1));
        finds(kitchen, "cafe", lines.get(2));
        finds(kitchen, "\"quoted\"", lines.get(2));
        finds(kitchen, "100%", lines.get(2));
        finds(kitchen, "*star*", lines.get(2));
        finds(kitchen, "or not(", lines.get(2));
        finds(kitchen, "fine fish", lines.get(3));
        finds(kitchen, "議は何", lines.get(4));
        finds(kitchen, "회 의");
        finds(kitchen, "meetings");
        finds(kitchen, "me*ing");
        finds(kitchen, "meeting ten");
        finds(kitchen, "10_%");
    }

    @Test
    @DisplayName("M1: finds every awkward text by all of its parts, and by nothing else")
    void finds_awkward_texts() {
        Room kitchen = open();
        append(says(kitchen, Texts.AWKWARD.toArray(String[]::new)));
        long seed = Long.getLong(
                RandomWriters.SEED_PROPERTY, ThreadLocalRandom.current().nextLong());
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            int[] text = Texts.AWKWARD
                    .get(random.nextInt(Texts.AWKWARD.size()))
                    .codePoints()
                    .toArray();
            int begin = random.nextInt(text.length);
            int length = Math.min(text.length - begin, 1 + random.nextInt(12));
            SearchQuery.parse(new String(text, begin, length))
                    .ifPresent(query -> assertThat(find(query))
                            .as("seed %s: %s", seed, query.folded())
                            .isEqualTo(expected(query)));
        }
    }

    @Test
    @DisplayName("M2: finds a message by what it says now, and a deleted one not at all")
    void finds_what_messages_say_now() {
        Room kitchen = open();
        RoomChange said = says(kitchen, "dinner at six", "dinner at seven", "dinner is cancelled");
        Room now = append(said);
        Entry six = said.entries().get(0);
        Entry seven = said.entries().get(1);
        Entry cancelled = said.entries().get(2);
        now = does(now, new Intent.Edit(six, Samples.text("supper at five")));
        now = does(now, new Intent.Edit(six, Samples.text("supper at eight")));
        now = does(now, new Intent.Delete(seven));
        does(now, new Intent.Edit(seven, Samples.text("dinner after all")));

        assertThat(search(kitchen, "dinner"))
                .containsExactly(new Message(cancelled, Samples.text("dinner is cancelled"), false));
        assertThat(search(kitchen, "supper")).containsExactly(new Message(six, Samples.text("supper at eight"), true));
        finds(kitchen, "at five");
        finds(kitchen, "at seven");
        finds(kitchen, "after all");
    }

    @Test
    @DisplayName("M2: agrees with a replay of the log, whatever was changed and taken back")
    void agrees_with_a_replay() {
        long seed = Long.getLong(
                RandomWriters.SEED_PROPERTY, ThreadLocalRandom.current().nextLong());
        var random = new Random(seed);
        List<String> words = List.of("사과", "바나나", "cherry", "Date", "엘더베리");
        Room now = open();
        for (int round = 0; round < 30; round++) {
            List<Entry> said =
                    log.stream().filter(entry -> entry.content().isMessage()).toList();
            List<Draft> drafts = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(5); i++) {
                String text = pick(words, random) + " " + pick(words, random);
                drafts.add(Samples.draft(
                        ann,
                        switch (said.isEmpty() ? 0 : random.nextInt(4)) {
                            case 0, 1 -> new Intent.Say(Samples.text(text));
                            case 2 -> new Intent.Edit(pick(said, random), Samples.text(text));
                            default -> new Intent.Delete(pick(said, random));
                        }));
            }
            now = append(Samples.change(now, drafts));
            SearchQuery query = query(pick(words, random));

            assertThat(find(query)).as("seed %s round %d", seed, round).isEqualTo(expected(query));
        }
    }

    @Test
    @DisplayName("M3: gives the newest first, between two places, page by page without a hole")
    void pages() {
        Room kitchen = open();
        Room now = kitchen;
        List<Entry> wanted = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            RoomChange said = says(now, "needle " + i, "hay " + i);
            wanted.add(0, said.entries().get(0));
            now = append(said);
        }
        for (int limit : List.of(1, 7, 25, 100)) {
            List<Entry> found = new ArrayList<>();
            Sequence before = END;
            List<Entry> page = page(kitchen, Sequence.BEFORE_FIRST, before, limit);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                found.addAll(page);
                before = page.get(page.size() - 1).sequence();
                page = page(kitchen, Sequence.BEFORE_FIRST, before, limit);
            }
            assertThat(found).as("in pages of %d", limit).isEqualTo(wanted);
        }
        Sequence from = wanted.get(20).sequence();
        Sequence before = wanted.get(3).sequence();
        assertThat(page(kitchen, from, before, 100)).isEqualTo(wanted.subList(4, 21));
        assertThat(page(kitchen, from.next(), before.next(), 100)).isEqualTo(wanted.subList(3, 20));
        assertThat(page(kitchen, before, from, 100)).isEmpty();
        assertThat(page(kitchen, from, before, 2)).isEqualTo(wanted.subList(4, 6));
    }

    @Test
    @DisplayName("M4: finds what was appended at once, also after a crash")
    void finds_at_once_and_after_a_crash() {
        Room now = open();
        Room kitchen = now;
        for (int i = 0; i < Race.ROUNDS; i++) {
            RoomChange said = says(now, "this is line " + i + "!");
            now = append(said);
            finds(kitchen, "line " + i + "!", said.entries().get(0));
        }
        Entry first = log.get(1);
        now = does(now, new Intent.Edit(first, Samples.text("this was line zero")));
        does(now, new Intent.Delete(log.get(2)));

        MessageSearch reopened = reopen();

        assertThat(reopened.find(kitchen.id(), query("line zero"), Sequence.BEFORE_FIRST, END, 10))
                .containsExactly(new Message(first, Samples.text("this was line zero"), true));
        assertThat(reopened.find(kitchen.id(), query("is line"), Sequence.BEFORE_FIRST, END, 100))
                .hasSize(Race.ROUNDS - 2);
    }

    @Test
    @DisplayName("M5: finds nothing of another room")
    void keeps_rooms_apart() {
        Room kitchen = open();
        RoomChange said = says(kitchen, "in the kitchen");
        append(said);
        Room garden = append(Samples.opening(Samples.roomId(), ann));
        RoomChange outside = says(garden, "not in the kitchen");
        append(outside);

        finds(kitchen, "the kitchen", said.entries().get(0));
        finds(garden, "the kitchen", outside.entries().get(0));
        assertThat(messageSearch().find(Samples.roomId(), query("the kitchen"), Sequence.BEFORE_FIRST, END, 10))
                .isEmpty();
    }

    private Room open() {
        return append(Samples.opening(Samples.roomId(), ann));
    }

    private Room append(RoomChange change) {
        assertThat(roomLog().append(change)).isEqualTo(new Appended());
        log.addAll(change.entries());
        return change.after();
    }

    private Room does(Room room, Intent intent) {
        return append(Samples.change(room, List.of(Samples.draft(ann, intent))));
    }

    private RoomChange says(Room room, String... texts) {
        List<Draft> drafts = new ArrayList<>();
        for (String text : texts) {
            drafts.add(Samples.say(ann, text));
        }
        return Samples.change(room, drafts);
    }

    private void finds(Room room, String query, Entry... entries) {
        assertThat(search(room, query))
                .as("what is found by %s", query)
                .extracting(Message::entry)
                .containsExactly(entries);
    }

    private List<Message> search(Room room, String query) {
        return messageSearch().find(room.id(), query(query), Sequence.BEFORE_FIRST, END, 10);
    }

    private List<Entry> page(Room room, Sequence from, Sequence before, int limit) {
        return messageSearch().find(room.id(), query("needle"), from, before, limit).stream()
                .map(Message::entry)
                .toList();
    }

    private List<Message> find(SearchQuery query) {
        return messageSearch().find(log.get(0).room(), query, Sequence.BEFORE_FIRST, END, MessageSearch.LIMIT_MAX);
    }

    /** By a look at everything, in the one room there is. */
    private List<Message> expected(SearchQuery query) {
        var amendments = new Amendments();
        log.forEach(amendments::add);
        return log.reversed().stream()
                .flatMap(entry -> amendments.apply(entry).stream())
                .filter(message -> query.isFoundIn(message.text()))
                .toList();
    }

    private static SearchQuery query(String text) {
        return SearchQuery.parse(text).orElseThrow();
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
