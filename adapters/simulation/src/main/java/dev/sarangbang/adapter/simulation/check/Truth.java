package dev.sarangbang.adapter.simulation.check;

import static dev.sarangbang.adapter.simulation.check.Violation.unless;

import dev.sarangbang.application.RoomSummary;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.id.SnowflakeLayout;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.room.Member;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What really happened: what people asked for, what the log took, and what was promised to whom. Everything anyone is shown is held
 * against it at once, so that a violation is found where it arises.
 */
public final class Truth {

    /** What somebody asked for under a name of theirs. */
    private static final class Asked {
        private final Content content;
        private int attempts;
        private boolean refused;

        Asked(Content content) {
            this.content = content;
        }
    }

    private record Name(AccountId author, ClientMessageId clientId) {}

    private record Reader(AccountId account, Optional<DeviceId> device, RoomId room) {}

    /** How far a cursor or mark was asked to go, and how far it was confirmed to have gone. */
    private static final class Mark {
        private long asked;
        private long confirmed;
    }

    private final LongSupplier now;
    private final Map<RoomId, RoomTruth> rooms = new TreeMap<>(Comparator.comparingLong(RoomId::value));
    private final Map<Name, Asked> asked = new HashMap<>();
    private final Map<Name, Entry> named = new HashMap<>();
    private final Map<Reader, Mark> marks = new HashMap<>();
    private final Set<Long> ids = new HashSet<>();

    /** Nobody says anything twice, unless something goes wrong. */
    private final Set<String> said = new HashSet<>();

    /** Which process borrowed a node number last. */
    private final Map<Integer, Long> borrowers = new HashMap<>();

    /** Nothing has happened yet; {@code now} is the time in nanoseconds since the beginning. */
    public Truth(LongSupplier now) {
        this.now = now;
    }

    /** {@code author} asks for {@code content}, for the first time or again; returns how often by now. */
    public int asks(AccountId author, ClientMessageId clientId, Content content) {
        Asked request = asked.computeIfAbsent(new Name(author, clientId), ignored -> new Asked(content));
        request.attempts++;
        request.refused = false; // whoever asks again, perhaps on another device, may be luckier
        return request.attempts;
    }

    /** How often {@code author} has asked for what they call so. */
    public int attempts(AccountId author, ClientMessageId clientId) {
        Asked request = asked.get(new Name(author, clientId));
        return request == null ? 0 : request.attempts;
    }

    /** The log took {@code change}. */
    public void appended(RoomChange change) {
        RoomTruth room = rooms.computeIfAbsent(change.room(), RoomTruth::new);
        for (Entry entry : change.entries()) {
            room.append(entry, now.getAsLong());
            var name = new Name(entry.author(), entry.clientId());
            Asked request = asked.get(name);
            unless(
                    request != null && request.content.equals(entry.content()),
                    Invariant.NOTHING_INVENTED,
                    () -> entry + " was not asked for");
            if (entry.content() instanceof Content.Text(var text, var ignored)) {
                unless(said.add(text.value()), Invariant.NOTHING_TWICE, () -> entry + " was said before");
            }
            unless(named.put(name, entry) == null, Invariant.NOTHING_TWICE, () -> entry + " was there before");
            unless(request == null || !request.refused, Invariant.REFUSED_IS_UNDONE, () -> entry + " was refused");
        }
        unless(
                change.after().members().stream().map(Member::account).toList().equals(room.members()),
                Invariant.AUTHORISED,
                () -> "members " + change.after().members() + " instead of " + room.members());
    }

    /** What {@code author} asked for was answered with {@code entry}. */
    public void acknowledged(AccountId author, ClientMessageId clientId, Entry entry) {
        Entry real = named.get(new Name(author, clientId));
        unless(
                entry.equals(real)
                        && entry.equals(at(entry.room(), entry.sequence().value())),
                Invariant.ACKNOWLEDGED_IS_KEPT,
                () -> entry + " was acknowledged; in the log is " + real);
    }

    /** What {@code author} asked for was refused, or found to be so already. With a single attempt, that is for good. */
    public void refused(AccountId author, ClientMessageId clientId) {
        var name = new Name(author, clientId);
        Asked request = asked.get(name);
        if (request != null && request.attempts == 1) {
            unless(
                    !named.containsKey(name),
                    Invariant.REFUSED_IS_UNDONE,
                    () -> named.get(name) + " was answered as not done");
            request.refused = true;
        }
    }

    /** {@code account} is told that there is no such room for them, having asked {@code then}. */
    public void refusedToAStranger(AccountId account, RoomId id, Expectation then) {
        RoomTruth room = rooms.get(id);
        long joinedThen = then.of(id).joined();
        unless(
                room == null || joinedThen == 0 || !room.has(account) || room.joined(account) != joinedThen,
                Invariant.REFUSED_RIGHTLY,
                () -> account + " was told that there is no " + id + ", and was in it all the time");
    }

    /** {@code entry} is shown to {@code account}. */
    public void shown(AccountId account, Entry entry) {
        long place = entry.sequence().value();
        Entry real = at(entry.room(), place);
        unless(entry.equals(real), Invariant.ONE_ORDER, () -> "shown " + entry + ", in the log is " + real);
        unless(known(entry.room()).shows(account, place), Invariant.NO_LEAK, () -> entry + " was shown to " + account);
    }

    /** A page that starts right after {@code from} was asked for when the log ended at {@code headThen}. */
    public void synced(
            AccountId account,
            RoomId room,
            long from,
            int limit,
            List<Entry> page,
            boolean more,
            long head,
            long headThen) {
        page.forEach(entry -> shown(account, entry));
        RoomTruth truth = known(room);
        long last = page.isEmpty() ? from : page.get(page.size() - 1).sequence().value();
        boolean dense = page.isEmpty() || page.get(0).sequence().value() + page.size() - 1 == last;
        // Who came back meanwhile is shown their new stay alone.
        boolean first = page.isEmpty()
                || page.get(0).sequence().value() == from + 1
                || truth.isStayFrom(account, page.get(0).sequence().value());
        boolean honest = head >= headThen && head <= truth.size() && more == (last < head) && page.size() <= limit;
        boolean moves = !page.isEmpty() || from >= head;
        unless(
                dense && first && honest && moves,
                Invariant.SYNC_EXACT,
                () -> "after " + from + " of " + room + ": " + places(page) + ", more " + more + ", head " + head
                        + "; head was " + headThen + " and is " + truth.size());
    }

    /** A page that ends right before {@code before}. */
    public void recalled(AccountId account, RoomId room, long before, int limit, List<Entry> page, boolean more) {
        page.forEach(entry -> shown(account, entry));
        boolean dense = true;
        for (int i = 1; i < page.size(); i++) {
            dense &=
                    page.get(i).sequence().value() == page.get(i - 1).sequence().value() + 1;
        }
        boolean ends = page.isEmpty() || page.get(page.size() - 1).sequence().value() == before - 1;
        boolean begins = page.isEmpty()
                || more
                || known(room).isStayFrom(account, page.get(0).sequence().value());
        unless(
                dense && ends && begins && page.size() <= limit,
                Invariant.SYNC_EXACT,
                () -> "before " + before + " of " + room + ": " + places(page) + ", more " + more);
    }

    /** What a member is promised of their rooms, remembered when they ask. */
    public Expectation expect(AccountId account, DeviceId device) {
        Map<RoomId, Expectation.Room> theirs = new TreeMap<>(Comparator.comparingLong(RoomId::value));
        rooms.forEach((id, room) -> theirs.put(
                id,
                new Expectation.Room(
                        room.size(),
                        room.has(account) ? room.joined(account) : 0,
                        mark(account, Optional.of(device), id).confirmed,
                        mark(account, Optional.empty(), id).confirmed)));
        return new Expectation(now.getAsLong(), theirs);
    }

    /** The list of all their rooms is shown to {@code account}. */
    public void listed(AccountId account, DeviceId device, Expectation then, List<RoomSummary> summaries) {
        Set<RoomId> listed = new HashSet<>();
        for (RoomSummary summary : summaries) {
            listed.add(summary.room().id());
            summarised(account, device, then, summary);
        }
        unless(listed.size() == summaries.size(), Invariant.ROOMS_LISTED, () -> "a room twice in " + summaries);
        rooms.forEach((id, room) -> {
            long joinedThen = then.of(id).joined();
            boolean wasInAllTheTime = joinedThen > 0 && room.has(account) && room.joined(account) == joinedThen;
            unless(
                    !wasInAllTheTime || listed.contains(id),
                    Invariant.ROOMS_LISTED,
                    () -> id + " is missing from the rooms of " + account);
        });
    }

    /** One room is summed up for {@code account}. */
    public void summarised(AccountId account, DeviceId device, Expectation then, RoomSummary summary) {
        RoomId id = summary.room().id();
        RoomTruth room = known(id);
        unless(
                room.wasMemberSince(account, then.at())
                        && room.isStayFrom(account, summary.first().value()),
                Invariant.ROOMS_LISTED,
                () -> id + " is shown to " + account + ", who is not in it");
        long head = summary.room().head().sequence().value();
        Expectation.Room before = then.of(id);
        unless(
                head >= before.head() && head <= room.size(),
                Invariant.SYNC_EXACT,
                () -> "head " + head + " of " + id + ", which was " + before.head() + " and is " + room.size());
        summary.last().ifPresent(message -> previewed(account, room, message, head));
        long cursor = summary.cursor().value();
        long cursorAsked = mark(account, Optional.of(device), id).asked;
        unless(
                cursor >= before.cursor() && cursor <= cursorAsked,
                Invariant.CURSORS_HONEST,
                () -> "cursor " + cursor + " of " + device + " in " + id + ", not within " + before.cursor() + " and "
                        + cursorAsked);
        long read = summary.read().value();
        long acted = Math.max(summary.first().value(), room.lastBy(account, head));
        long readAsked = mark(account, Optional.empty(), id).asked;
        unless(
                read >= Math.max(before.read(), acted) && read <= Math.max(readAsked, acted),
                Invariant.READ_MARKS_HONEST,
                () -> "read " + read + " by " + account + " in " + id + ", not within " + before.read() + " and "
                        + readAsked + "; acted at " + acted);
        long unread = read >= head ? 0 : room.unread(account, read, head);
        unless(
                summary.unread() == unread,
                Invariant.UNREAD_RECOUNTED,
                () -> summary.unread() + " unread by " + account + " in " + id + " from " + read + " to " + head
                        + " instead of " + unread);
    }

    /** {@code message} is shown as the newest of a room whose log ended at {@code head}. */
    private void previewed(AccountId account, RoomTruth room, Message message, long head) {
        shown(account, message.entry());
        long place = message.entry().sequence().value();
        boolean newest = true;
        for (long later = place + 1; later <= head; later++) {
            newest &= room.reads(later, head).isEmpty();
        }
        boolean reads = room.reads(place, head).equals(Optional.of(message.text()));
        boolean isNewest = newest;
        unless(
                reads && isNewest,
                Invariant.PREVIEW_TRUE,
                () -> message + " is shown for " + place + (isNewest ? "" : ", which is not the newest"));
    }

    /** A device is about to confirm that it has everything up to {@code place}. */
    public void confirms(AccountId account, DeviceId device, RoomId room, long place) {
        Mark mark = mark(account, Optional.of(device), room);
        mark.asked = Math.max(mark.asked, place);
    }

    /** That was answered. */
    public void confirmed(AccountId account, DeviceId device, RoomId room, long place) {
        Mark mark = mark(account, Optional.of(device), room);
        mark.confirmed = Math.max(mark.confirmed, place);
    }

    /** Somebody is about to say that they have read up to {@code place}. */
    public void reads(AccountId account, RoomId room, long place) {
        Mark mark = mark(account, Optional.empty(), room);
        mark.asked = Math.max(mark.asked, place);
    }

    /** That was answered. */
    public void read(AccountId account, RoomId room, long place) {
        Mark mark = mark(account, Optional.empty(), room);
        mark.confirmed = Math.max(mark.confirmed, place);
    }

    /** Somebody is told that {@code account} has read up to {@code place}. */
    public void readShown(AccountId account, RoomId room, long place) {
        unless(
                place <= mark(account, Optional.empty(), room).asked,
                Invariant.READ_MARKS_HONEST,
                () -> account + " is shown to have read " + place + " in " + room);
    }

    /** How far a device has confirmed at most. */
    public long cursorAsked(AccountId account, DeviceId device, RoomId room) {
        return mark(account, Optional.of(device), room).asked;
    }

    /** {@code process} borrows a node number. */
    public void borrowed(int number, long process) {
        borrowers.put(number, process);
    }

    /** {@code process} gave out {@code id} for something that must differ from everything else. */
    public void givenOut(long id, long process) {
        unless(ids.add(id), Invariant.IDS_UNIQUE, () -> id + " was given out twice");
        int number = SnowflakeLayout.node(id);
        unless(
                borrowers.getOrDefault(number, process) == process,
                Invariant.IDS_UNIQUE,
                () -> id + " was given out under number " + number + ", which another node has borrowed since");
    }

    /** All rooms. */
    public List<RoomId> rooms() {
        return List.copyOf(rooms.keySet());
    }

    /** The rooms that {@code account} is in. */
    public List<RoomId> roomsOf(AccountId account) {
        List<RoomId> theirs = new ArrayList<>();
        rooms.forEach((id, room) -> {
            if (room.has(account)) {
                theirs.add(id);
            }
        });
        return theirs;
    }

    /** Where the log of {@code room} ends; 0 if there is none. */
    public long head(RoomId room) {
        RoomTruth truth = rooms.get(room);
        return truth == null ? 0 : truth.size();
    }

    /** The entry by which {@code account}, who is in {@code room}, came in. */
    public long joined(AccountId account, RoomId room) {
        return known(room).joined(account);
    }

    /** Whether {@code account} is in {@code room}. */
    public boolean isMember(AccountId account, RoomId room) {
        RoomTruth truth = rooms.get(room);
        return truth != null && truth.has(account);
    }

    /** Whether {@code account} was in {@code room} before and went out. */
    public boolean wasMember(AccountId account, RoomId room) {
        RoomTruth truth = rooms.get(room);
        return truth != null && !truth.has(account) && truth.wasMemberSince(account, 0);
    }

    /** Who is in {@code room}, in the order they came; the first is the host. */
    public List<AccountId> members(RoomId room) {
        return known(room).members();
    }

    /** The whole log of {@code room}. */
    public List<Entry> log(RoomId room) {
        return List.copyOf(known(room).entries());
    }

    /** How many messages of others stand after {@code read}. */
    public long unread(AccountId account, RoomId room, long read) {
        RoomTruth truth = known(room);
        return truth.unread(account, read, truth.size());
    }

    private Entry at(RoomId room, long place) {
        RoomTruth truth = rooms.get(room);
        if (truth == null || place > truth.size()) {
            throw new Violation(Invariant.ACKNOWLEDGED_IS_KEPT, "there is no entry " + place + " in " + room);
        }
        return truth.at(place);
    }

    /** A room of which somebody speaks who must know that there is one. */
    private RoomTruth known(RoomId id) {
        RoomTruth room = rooms.get(id);
        if (room == null) {
            throw new Violation(Invariant.ROOMS_LISTED, "there is no " + id);
        }
        return room;
    }

    private Mark mark(AccountId account, Optional<DeviceId> device, RoomId room) {
        return marks.computeIfAbsent(new Reader(account, device, room), ignored -> new Mark());
    }

    private static String places(List<Entry> page) {
        return page.isEmpty()
                ? "nothing"
                : page.size() + " from " + page.get(0).sequence() + " to "
                        + page.get(page.size() - 1).sequence();
    }
}
