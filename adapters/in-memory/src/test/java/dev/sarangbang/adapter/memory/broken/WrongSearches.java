package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Wrong searches. */
final class WrongSearches {

    private static final Sequence END = new Sequence(Long.MAX_VALUE);
    private static final int MANY = 10_000;

    private WrongSearches() {}

    static List<Wrong<?>> all() {
        return List.of(
                search("M1", "finds whole words only", () -> new SearchedLog() {
                    @Override
                    public List<Message> find(
                            RoomId room, SearchQuery query, Sequence from, Sequence before, int limit) {
                        return super.find(room, query, from, before, limit).stream()
                                .filter(message -> Arrays.asList(
                                                SearchQuery.fold(message.text().value())
                                                        .split("\\W+", -1))
                                        .contains(query.folded()))
                                .toList();
                    }
                }),
                search("M1", "finds capitals only as capitals", () -> new SearchedLog() {
                    @Override
                    public List<Message> find(
                            RoomId room, SearchQuery query, Sequence from, Sequence before, int limit) {
                        return super.find(room, query, from, before, limit).stream()
                                .filter(message -> message.text().value().contains(query.folded()))
                                .toList();
                    }
                }),
                search("M2", "finds what was said first", () -> new SearchedLog() {
                    @Override
                    public List<Message> find(
                            RoomId room, SearchQuery query, Sequence from, Sequence before, int limit) {
                        List<Message> found = new ArrayList<>();
                        for (Entry entry :
                                log().after(room, Sequence.BEFORE_FIRST, MANY).reversed()) {
                            if (entry.content() instanceof Content.Text(var text, var ignored)
                                    && query.isFoundIn(text)) {
                                found.add(new Message(entry, text, false));
                            }
                        }
                        return found;
                    }
                }),
                search("M3", "finds the oldest first", () -> new SearchedLog() {
                    @Override
                    public List<Message> find(
                            RoomId room, SearchQuery query, Sequence from, Sequence before, int limit) {
                        List<Message> all =
                                super.find(room, query, from, before, MANY).reversed();
                        return all.subList(0, Math.min(limit, all.size()));
                    }
                }),
                search("M3", "finds what stands before the first place", () -> new SearchedLog() {
                    @Override
                    public List<Message> find(
                            RoomId room, SearchQuery query, Sequence from, Sequence before, int limit) {
                        return super.find(room, query, Sequence.BEFORE_FIRST, before, limit);
                    }
                }),
                search("M4", "finds what was there when it was first asked", () -> new SearchedLog() {
                    private final Collection<Entry> indexed = new ConcurrentLinkedQueue<>();

                    @Override
                    public List<Message> find(
                            RoomId room, SearchQuery query, Sequence from, Sequence before, int limit) {
                        if (indexed.isEmpty()) {
                            indexed.addAll(log().after(room, Sequence.BEFORE_FIRST, MANY));
                        }
                        return super.find(room, query, from, before, limit).stream()
                                .filter(message -> indexed.contains(message.entry()))
                                .toList();
                    }
                }),
                Wrong.forgetful("M4", UnderTest.OfMessageSearch.class, SearchedLog::new),
                search("M5", "finds whatever anybody said anywhere", Everywhere::new));
    }

    private static Wrong<SearchedLog> search(String promise, String how, Supplier<SearchedLog> search) {
        return new Wrong<>(promise, how, UnderTest.OfMessageSearch.class, search);
    }

    private static final class Everywhere extends SearchedLog {
        private final Collection<RoomId> rooms = new ConcurrentLinkedQueue<>();

        @Override
        RoomLog log() {
            RoomLog real = super.log();
            return new RightRoomLog() {
                @Override
                public Appending append(RoomChange change) {
                    rooms.add(change.room());
                    return real.append(change);
                }
            };
        }

        @Override
        public List<Message> find(RoomId room, SearchQuery query, Sequence from, Sequence before, int limit) {
            return rooms.stream()
                    .distinct()
                    .flatMap(each -> super.find(each, query, from, END, limit).stream())
                    .toList();
        }
    }
}
