package dev.sarangbang.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.Head;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes has lost nothing that it acknowledged, and doubled nothing. */
class CrashTest {

    private static final int KILLS = 6;
    private static final int LIES_MAX = 5;

    @TempDir
    private Path directory;

    @Test
    void everything_acknowledged_is_there_in_order_and_once_after_every_kill() throws Exception {
        List<Acknowledged> acknowledged = new ArrayList<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            int before = acknowledged.size();
            acknowledged.addAll(talkUntilKilled("honest", kill * 150));

            assertThat(acknowledged).hasSizeGreaterThan(before);
            assertThat(lost(acknowledged)).as("lost after kill %d", kill).isEmpty();
        }
    }

    /** Though it was killed before it had indexed the last of it. */
    @Test
    void everything_acknowledged_before_a_kill_is_found_by_searching() throws Exception {
        List<Acknowledged> acknowledged = talkUntilKilled("honest", 300);

        try (var store = SqliteStore.open(directory, WriteListener.NONE)) {
            List<Acknowledged> messages = acknowledged.stream()
                    .filter(entry -> entry.sequence() > 1) // that is the opening
                    .toList();
            assertThat(messages)
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(store.messageSearch()
                                    .find(
                                            new RoomId(entry.room()),
                                            SearchQuery.parse(entry.clientId()).orElseThrow(),
                                            Sequence.BEFORE_FIRST,
                                            new Sequence(Long.MAX_VALUE),
                                            10))
                            .extracting(message -> Acknowledged.of(message.entry()))
                            .containsExactly(entry));
        }
    }

    /** The test above would find a store that acknowledges too early. */
    @Test
    void what_was_acknowledged_before_its_commit_is_found_missing() throws Exception {
        List<Acknowledged> lost = List.of();
        for (int lie = 0; lost.isEmpty() && lie < LIES_MAX; lie++) {
            lost = lost(talkUntilKilled("lying", 300));
        }

        assertThat(lost).isNotEmpty();
    }

    private List<Acknowledged> talkUntilKilled(String how, int acknowledgements)
            throws IOException, InterruptedException {
        List<Acknowledged> acknowledged = new ArrayList<>();
        try (var process = ChildProcess.run(TalkingProcess.class, directory.toString(), how)) {
            while (acknowledged.size() < acknowledgements) {
                acknowledged.add(Acknowledged.parse(process.nextLine().orElseThrow()));
            }
            process.kill(line -> acknowledged.add(Acknowledged.parse(line)));
        }
        return acknowledged;
    }

    /** Reads every log whole, sees that it is in order, and gives those that are not in it. */
    private List<Acknowledged> lost(List<Acknowledged> acknowledged) {
        Set<Acknowledged> stored = new HashSet<>();
        try (var store = SqliteStore.open(directory, WriteListener.NONE)) {
            for (int room = 1; room <= TalkingProcess.ROOMS; room++) {
                stored.addAll(wholeLog(store.roomLog(), new RoomId(room)));
            }
        }
        return acknowledged.stream().filter(entry -> !stored.contains(entry)).toList();
    }

    private static List<Acknowledged> wholeLog(RoomLog log, RoomId id) {
        List<Entry> entries = new ArrayList<>();
        List<Entry> page = log.after(id, Sequence.BEFORE_FIRST, RoomLog.READ_LIMIT_MAX);
        while (!page.isEmpty()) {
            entries.addAll(page);
            page = log.after(id, page.get(page.size() - 1).sequence(), RoomLog.READ_LIMIT_MAX);
        }
        Head end = entries.isEmpty() ? null : Head.at(entries.get(entries.size() - 1));
        assertThat(log.head(id).map(Room::head).orElse(null)).isEqualTo(end);
        Set<ClientMessageId> names = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            assertThat(entry.sequence().value()).isEqualTo(i + 1);
            assertThat(names.add(entry.clientId())).as("stored twice").isTrue();
            if (entry.content() instanceof Content.Text(var text, var ignored)) {
                assertThat(text.value()).isEqualTo(TalkingProcess.textOf(entry.clientId()));
            }
        }
        return entries.stream().map(Acknowledged::of).toList();
    }

    private record Acknowledged(long room, long sequence, String clientId) {
        static Acknowledged of(Entry entry) {
            return new Acknowledged(
                    entry.room().value(),
                    entry.sequence().value(),
                    entry.clientId().value());
        }

        static Acknowledged parse(String line) {
            String[] fields = line.split(" ");
            return new Acknowledged(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]);
        }
    }
}
