package dev.sarangbang.adapter.simulation.client;

import dev.sarangbang.application.RoomSummary;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A room as one device holds it: one stretch of its log without a hole, and what is shown of it. The same as the web client's
 * {@code state/log.js} and {@code state/room.js}.
 */
public final class RoomCopy {

    /** Entries beyond a hole that are kept while it is being filled. */
    private static final int AHEAD_MAX = 200;

    private final RoomId id;
    private final Epoch epoch;
    private final AccountId me;
    private long first;
    private long from;
    private final List<Entry> entries = new ArrayList<>();
    private final TreeMap<Long, Entry> ahead = new TreeMap<>();

    /** The highest place the server is known to have. */
    private long known;

    /** The place up to which {@link #unread} counts. */
    private long factsAt;

    private long read;
    private long unread;
    private boolean doubtful;

    /** Holds nothing, and takes what comes after {@code position}. */
    RoomCopy(RoomSummary summary, AccountId me, long position) {
        this.id = summary.room().id();
        this.epoch = summary.room().epoch();
        this.me = me;
        this.first = summary.first().value();
        this.from = position + 1;
        this.known = position;
        learn(summary);
    }

    public RoomId id() {
        return id;
    }

    Epoch epoch() {
        return epoch;
    }

    long first() {
        return first;
    }

    /** The place of the first entry held. */
    public long from() {
        return from;
    }

    /** The place of the last entry held: everything between is here. */
    public long position() {
        return from + entries.size() - 1;
    }

    public List<Entry> entries() {
        return entries;
    }

    public long unread() {
        return unread;
    }

    /** The place up to which the owner has read. */
    public long readPlace() {
        return read;
    }

    long read() {
        return read;
    }

    /** Whether only the server can tell how the room is. */
    public boolean isDoubtful() {
        return doubtful;
    }

    /** Whether the server is known to have more. */
    public boolean isBehind() {
        return position() < known;
    }

    boolean hasHole() {
        return !ahead.isEmpty();
    }

    long known() {
        return known;
    }

    /** Whether what {@code summary} tells is about the same stay in the same room. */
    boolean isOf(RoomSummary summary) {
        return epoch.equals(summary.room().epoch()) && first == summary.first().value();
    }

    /** What the server says of the room, and then what is known here to have happened after it. */
    void learn(RoomSummary summary) {
        long head = summary.room().head().sequence().value();
        heard(head);
        if (head < factsAt && from > head + 1) {
            return; // older than what is known, and what lies between is not here
        }
        long knownAt = factsAt;
        long knownRead = read;
        factsAt = head;
        read = summary.read().value();
        unread = summary.unread();
        doubtful = false;
        catchUp();
        if (head <= knownAt) {
            readUpTo(knownRead); // our own mark may be on its way to the server
        }
    }

    /** The server told of a head; what it says may be older than what is known. */
    void heard(long head) {
        known = Math.max(known, head);
    }

    /** Holds nothing any more, and takes what comes after {@code head}. */
    void restartAt(long head) {
        entries.clear();
        ahead.clear();
        from = head + 1;
        heard(head);
    }

    /** Forgets what comes after {@code place}, as it was never written down. */
    void cutBack(long place) {
        while (!entries.isEmpty() && position() > place) {
            entries.remove(entries.size() - 1);
        }
        ahead.clear();
        known = position();
        factsAt = 0;
    }

    /** A live entry: taken if it is next, dropped if it is here, and a sign of a hole if it is further on. */
    void take(Entry entry) {
        long place = entry.sequence().value();
        if (place <= position()) {
            return;
        }
        heard(place);
        if (place > position() + 1) {
            if (ahead.size() < AHEAD_MAX) {
                ahead.put(place, entry);
            }
            return;
        }
        entries.add(entry);
        closeUp();
    }

    /** The answer to a sync that was asked for when {@code knownThen} was known. */
    void takePage(List<Entry> page, boolean more, long head, long knownThen) {
        long before = position();
        List<Entry> next =
                page.stream().filter(entry -> entry.sequence().value() > before).toList();
        if (!next.isEmpty() && next.get(0).sequence().value() > before + 1) {
            doubtful = true; // they went out and came back: what is held is of the stay before
            return;
        }
        known = more || known > knownThen ? Math.max(known, head) : head;
        entries.addAll(next);
        closeUp();
    }

    /** The answer to a request for what stands before the first entry held. */
    void takeHistory(List<Entry> page) {
        List<Entry> older =
                page.stream().filter(entry -> entry.sequence().value() < from).toList();
        for (int i = 0; i < older.size(); i++) {
            if (older.get(i).sequence().value() != from - older.size() + i) {
                return;
            }
        }
        entries.addAll(0, older);
        from -= older.size();
    }

    /** This person has read up to {@code place}, here or on another device. */
    void readUpTo(long place) {
        if (place <= read) {
            return;
        }
        read = place;
        if (unread == 0 || place >= factsAt) {
            unread = 0;
        } else if (from <= place + 1 && position() >= factsAt) {
            unread = entries.stream()
                    .filter(entry -> isUnread(entry) && entry.sequence().value() <= factsAt)
                    .count();
        } else {
            doubtful = true;
        }
    }

    private void closeUp() {
        for (Entry next = ahead.remove(position() + 1); next != null; next = ahead.remove(position() + 1)) {
            entries.add(next);
        }
        ahead.headMap(position(), true).clear();
        heard(position());
        catchUp();
    }

    private void catchUp() {
        for (long place = Math.max(factsAt + 1, from); place <= position(); place++) {
            Entry entry = entries.get((int) (place - from));
            factsAt = place;
            if (entry.author().equals(me)) {
                read = Math.max(read, place); // who does anything in a room has read what stands above
                unread = 0;
            }
            unread += isUnread(entry) ? 1 : 0;
        }
    }

    private boolean isUnread(Entry entry) {
        return entry.content().isMessage()
                && !entry.author().equals(me)
                && entry.sequence().value() > read;
    }
}
