package dev.sarangbang.adapter.simulation.client;

import static dev.sarangbang.adapter.simulation.check.Violation.unless;

import dev.sarangbang.adapter.simulation.check.Expectation;
import dev.sarangbang.adapter.simulation.check.Invariant;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.check.Truth;
import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.application.Conversation.Page;
import dev.sarangbang.application.Event;
import dev.sarangbang.application.RoomSnapshot;
import dev.sarangbang.application.RoomSummary;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.room.RoomId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything a device was told, and how each event and answer changes it; the same as the web client's {@code state/model.js}. All of
 * it is held against the {@link Truth}.
 */
final class Model {

    private static final long SECOND = 1_000_000_000L;

    /** Longer than it takes anyone to hear of something while nothing is slow. */
    private static final long HEARD_OF_NANOS = 5 * SECOND;

    /** Faults that may make the board, or what is told of it, wrong for a while. */
    private static final Set<Fault> BOARD_TROUBLES = Set.of(
            Fault.REFUSED,
            Fault.ANSWER_LOST,
            Fault.APPLIED_LATE,
            Fault.SLOW,
            Fault.DOWN,
            Fault.PAUSE,
            Fault.CLOCK_JUMP,
            Fault.CLOCK_DRIFT,
            Fault.LEASE_LOST,
            Fault.BOARD_EMPTIED,
            Fault.PUSH_DELAYED,
            Fault.PUSH_DOUBLED,
            Fault.PUSH_OVERTAKEN,
            Fault.SLOW_DEVICE);

    /** Who must know of what changes. */
    interface Watcher {

        /** There may be more of some room than before. */
        void grew();

        /** The room is not among theirs any more. */
        void gone(RoomId room);
    }

    private final Scene scene;
    private final Truth truth;
    private final Village village;
    private final Device me;
    private final Watcher watcher;

    /** Whether it wants all of a room's log, or only what comes after it learnt of the room. */
    private final boolean wantsAll;

    private final boolean isWatchingTheBoard;

    private final Map<RoomId, RoomCopy> rooms = new TreeMap<>(Comparator.comparingLong(RoomId::value));

    /** Rooms heard of and not known yet, with the highest place heard of. */
    private final Map<RoomId, Long> strangers = new TreeMap<>(Comparator.comparingLong(RoomId::value));

    private final Map<AccountId, Boolean> presence = new HashMap<>();

    /** Rooms on the screen of which it is not known who is in them and who of those is here. */
    private final Set<RoomId> undescribed = new HashSet<>();

    private Optional<RoomId> open = Optional.empty();

    /** The room that the server takes to be on the screen. */
    private Optional<RoomId> viewed = Optional.empty();

    /** How often the list of rooms may have become wrong, and how many of those times it was asked for since. */
    private long missed;

    private long madeGood;

    Model(Scene scene, Village village, Device me, boolean wantsAll, Watcher watcher) {
        this.scene = scene;
        this.truth = scene.truth();
        this.village = village;
        this.me = me;
        this.wantsAll = wantsAll;
        this.watcher = watcher;
        this.isWatchingTheBoard = BOARD_TROUBLES.stream().noneMatch(scene.plan()::has);
    }

    // ---- what is known

    /** The rooms, in no order that means anything. */
    List<RoomCopy> rooms() {
        return List.copyOf(rooms.values());
    }

    Optional<RoomCopy> copyOf(RoomId room) {
        return Optional.ofNullable(rooms.get(room));
    }

    /** Which room was brought on the screen, be it there or not. */
    Optional<RoomId> open() {
        return open;
    }

    /** The room on the screen. */
    Optional<RoomId> onScreen() {
        return open.filter(rooms::containsKey);
    }

    /** How {@code account} is shown, if it is. */
    Optional<Boolean> shows(AccountId account) {
        return Optional.ofNullable(presence.get(account));
    }

    /** How far the log of {@code room} is known to go; 0 if nothing of it is known. */
    long heardOf(RoomId room) {
        return copyOf(room).map(RoomCopy::known).orElseGet(() -> strangers.getOrDefault(room, 0L));
    }

    long missed() {
        return missed;
    }

    // ---- what is lacking

    /** Whether the list of rooms may be wrong. */
    boolean isStale() {
        return missed > madeGood;
    }

    /** Rooms heard of and not known yet. */
    List<RoomId> strangers() {
        return List.copyOf(strangers.keySet());
    }

    /** Whether only the server can tell how {@code copy} is. */
    boolean isInDoubt(RoomCopy copy) {
        return copy.isDoubtful() || open.equals(Optional.of(copy.id())) && undescribed.contains(copy.id());
    }

    /** Whether the server takes something else for what is on the screen. */
    boolean isViewUnknown() {
        return !onScreen().equals(viewed);
    }

    /** Whether it lacks nothing it knows of. */
    boolean isWhole() {
        return strangers.isEmpty() && !isStale() && rooms.values().stream().noneMatch(RoomCopy::isBehind);
    }

    // ---- what changes it

    /** A room comes on the screen, or none does. */
    void open(Optional<RoomId> room) {
        open = room;
        room.ifPresent(undescribed::add);
    }

    /** The server knows now what is on the screen. */
    void viewed(Optional<RoomId> room) {
        viewed = room;
    }

    /** The device starts anew, with what it had written down of its rooms or without. */
    void restart(boolean withLog) {
        if (withLog) {
            rooms.values().forEach(copy -> copy.cutBack(truth.cursorAsked(me.owner(), me.id(), copy.id())));
        } else {
            rooms.clear();
        }
        strangers.clear();
        presence.clear();
        madeGood = missed;
    }

    /** The list that comes with a new connection, which does not know yet what is on the screen. */
    void welcomed(Expectation then, List<RoomSummary> summaries) {
        viewed = Optional.empty();
        listed(then, summaries, madeGood);
    }

    /** The room was heard of by the answer to a request that changed it. */
    void heard(RoomId room, long place) {
        copyOf(room).ifPresent(copy -> copy.heard(place));
    }

    /** They are in a room of which no more is known than that its log goes as far as {@code place}. */
    void cameIn(RoomId room, long place) {
        strangers.merge(room, place, Math::max);
    }

    void told(Event event) {
        switch (event) {
            case Event.Happened(Notice.Appended(var entry)) -> {
                truth.shown(me.owner(), entry);
                if (!truth.isMember(me.owner(), entry.room())) {
                    scene.note(Situation.PUSHED_AFTER_LEAVING);
                }
                arrived(entry);
            }
            case Event.Happened(Notice.ReadMoved(var room, var account, var sequence)) -> {
                truth.readShown(account, room, sequence.value());
                if (account.equals(me.owner())) {
                    copyOf(room).ifPresent(copy -> copy.readUpTo(sequence.value()));
                }
            }
            case Event.Happened(Notice.PresenceChanged(var account, var how)) -> seen(account, how);
            case Event.Happened(Notice.Typing ignored) -> {}
            case Event.Happened(Notice.SessionEnded ignored) -> {}
            case Event.Heads(var heads) -> {
                heads.forEach((room, head) -> copyOf(room).ifPresent(copy -> copy.heard(head.value())));
                // A heartbeat without the room on the screen may mean that they are in it no more.
                viewed.filter(room -> !heads.containsKey(room)).ifPresent(undescribed::add);
            }
            case Event.Resync() -> missed++;
        }
    }

    private void seen(AccountId account, Presence how) {
        boolean wrong = isWatchingTheBoard
                && !how.isOnline()
                && village.hasBeenHereSince(account, scene.schedule().now() - HEARD_OF_NANOS);
        unless(!wrong, Invariant.PRESENCE_STEADY, () -> account + " is here, and shown to " + me.name() + " as gone");
        presence.put(account, how.isOnline());
    }

    /** A live entry, pushed or answered with. */
    void arrived(Entry entry) {
        RoomCopy copy = rooms.get(entry.room());
        long place = entry.sequence().value();
        boolean ends = endsMyStay(entry);
        if (copy == null) {
            if (ends) {
                missed++;
            } else {
                strangers.merge(entry.room(), place, Math::max);
            }
            return;
        }
        if (ends && place > copy.first()) {
            left(entry.room());
            return;
        }
        if (place <= copy.position()) {
            scene.note(Situation.PUSH_SEEN_TWICE);
        } else if (place > copy.position() + 1) {
            scene.note(Situation.HOLE_SEEN);
        }
        if (entry.content() instanceof Content.MemberJoined) {
            undescribed.add(entry.room()); // whether they are here, no entry tells
        }
        copy.take(entry);
        watcher.grew();
    }

    private boolean endsMyStay(Entry entry) {
        return switch (entry.content()) {
            case Content.MemberLeft ignored -> entry.author().equals(me.owner());
            case Content.MemberRemoved(var member) -> member.equals(me.owner());
            default -> false;
        };
    }

    /** An answer that is on its way may be from before: the list is asked for again, and comes after it. */
    void left(RoomId room) {
        without(room);
        missed++;
    }

    void without(RoomId room) {
        rooms.remove(room);
        strangers.remove(room);
        watcher.gone(room);
    }

    /** They are not in the room, says an answer; unless they came back after it was asked for, when {@code heardThen} was known. */
    void notThere(RoomId room, long heardThen) {
        if (heardOf(room) <= heardThen) {
            without(room);
        }
    }

    /** All their rooms, asked for when so much had been missed. */
    void listed(Expectation then, List<RoomSummary> summaries, long missedThen) {
        truth.listed(me.owner(), me.id(), then, summaries);
        Set<RoomId> listed = new HashSet<>();
        for (RoomSummary summary : summaries) {
            listed.add(summary.room().id());
            undescribed.add(summary.room().id());
            merge(summary);
        }
        for (RoomCopy copy : rooms()) {
            if (!listed.contains(copy.id())) {
                unlisted(copy);
            }
        }
        madeGood = missedThen;
    }

    /** They are in the room no more, unless the list is from before they came back: then there is more than what is held. */
    private void unlisted(RoomCopy copy) {
        without(copy.id());
        if (copy.isBehind()) {
            cameIn(copy.id(), copy.known());
        }
    }

    /** One room whole, and who is in it. */
    void described(Expectation then, RoomSnapshot snapshot) {
        truth.summarised(me.owner(), me.id(), then, snapshot.summary());
        snapshot.guests().forEach(guest -> seen(guest.account().id(), guest.presence()));
        merge(snapshot.summary());
        RoomId room = snapshot.summary().room().id();
        long head = snapshot.summary().room().head().sequence().value();
        if (copyOf(room).filter(copy -> copy.position() > head).isEmpty()) {
            undescribed.remove(room);
        }
    }

    private void merge(RoomSummary summary) {
        RoomId id = summary.room().id();
        village.pass(id, summary.room().invite());
        long head = summary.room().head().sequence().value();
        RoomCopy copy = rooms.get(id);
        if (copy == null || !copy.isOf(summary)) {
            copy = new RoomCopy(summary, me.owner(), wantsAll ? summary.first().value() - 1 : head);
            rooms.put(id, copy);
        } else {
            copy.learn(summary);
            if (!wantsAll && copy.entries().isEmpty() && head > copy.position()) {
                copy.restartAt(head);
            }
        }
        copy.heard(strangers.getOrDefault(id, 0L));
        strangers.remove(id);
        watcher.grew();
    }

    /** A part of the log right after what is here, asked for when {@code knownThen} was known. */
    void synced(RoomCopy copy, Page.Entries page, long knownThen) {
        boolean gone = page.entries().stream()
                .anyMatch(entry -> endsMyStay(entry) && entry.sequence().value() > copy.first());
        if (gone) {
            without(copy.id());
        } else if (rooms.get(copy.id()) == copy) {
            copy.takePage(page.entries(), page.more(), page.head().value(), knownThen);
            undescribed.add(copy.id());
            watcher.grew();
        }
    }
}
