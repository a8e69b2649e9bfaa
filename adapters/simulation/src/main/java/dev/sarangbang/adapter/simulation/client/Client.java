package dev.sarangbang.adapter.simulation.client;

import static dev.sarangbang.adapter.simulation.check.Violation.unless;

import dev.sarangbang.adapter.simulation.check.Expectation;
import dev.sarangbang.adapter.simulation.check.Invariant;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.check.Truth;
import dev.sarangbang.adapter.simulation.check.Violation;
import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.adapter.simulation.schedule.Schedule;
import dev.sarangbang.adapter.simulation.server.Edge;
import dev.sarangbang.adapter.simulation.server.Server;
import dev.sarangbang.adapter.simulation.wire.Frame;
import dev.sarangbang.adapter.simulation.wire.Frame.Answer;
import dev.sarangbang.adapter.simulation.wire.Link;
import dev.sarangbang.adapter.simulation.wire.Request;
import dev.sarangbang.application.ChangeOutcome;
import dev.sarangbang.application.Conversation.MarkOutcome;
import dev.sarangbang.application.Conversation.Page;
import dev.sarangbang.application.Event;
import dev.sarangbang.application.RoomSnapshot;
import dev.sarangbang.application.RoomSummary;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One device: connects, and connects again; holds its rooms and asks for what it lacks; sends what its owner says until it knows what
 * came of it. Everything it is told it holds against the {@link Truth}.
 */
public final class Client {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final long WELCOME_NANOS = 10 * SECOND;
    private static final long SILENCE_NANOS = 30 * SECOND;
    private static final long LASTED_NANOS = 10 * SECOND;
    private static final long BACKOFF_FIRST_NANOS = SECOND;
    private static final long BACKOFF_LONGEST_NANOS = 30 * SECOND;
    private static final long ACK_DELAY_NANOS = SECOND;
    private static final long HOLE_PATIENCE_NANOS = 100 * MILLI;
    private static final long ASK_AGAIN_NANOS = SECOND;

    /** A page smaller than most gaps, so that there is more than one. */
    private static final int PAGE = 7;

    private static final int HISTORY_PAGE = 5;

    /** More requests under way at once than a lane takes drafts, and fewer than frames may wait for their answers. */
    private static final int UNDER_WAY_MAX = 300;

    /** Longer than any request takes while the node does not stand still. */
    private static final long ANSWER_NANOS = 120 * SECOND;

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

    private record Pending(Request request, long since, Consumer<Answer> then) {}

    private record Confirmation(ClientMessageId id, long sentAs, long place) {}

    private final Scene scene;
    private final Schedule schedule;
    private final Truth truth;
    private final Village village;
    private final String name;
    private final AccountId me;
    private final DeviceId device;
    private final Chance chance;
    private final long lane;

    /** Whether it wants all of a room's log, or only what comes after it learnt of the room. */
    private final boolean wantsAll;

    /** Whether it sends what waits without waiting for the answer to what went before. */
    private final boolean isEager;

    private final boolean isWatchingTheBoard;

    private SessionToken token;
    private @Nullable Link link;
    private @Nullable Server server;
    private @Nullable Link abandoned;
    private boolean welcomed;
    private boolean away = true;
    private int life;
    private int failures;
    private long welcomedAt;
    private long heardAt;
    private final Map<ClientMessageId, Pending> pending = new LinkedHashMap<>();
    private final Map<RoomId, RoomCopy> rooms = new TreeMap<>(Comparator.comparing(RoomId::value));
    private final Map<RoomId, Long> strangers = new TreeMap<>(Comparator.comparing(RoomId::value));
    private final List<Errand> errands = new ArrayList<>();
    private final Map<AccountId, Boolean> presence = new HashMap<>();
    private final Map<RoomId, Long> told = new HashMap<>();
    private final Map<RoomId, List<Confirmation>> sent = new HashMap<>();
    private final Map<String, String> answered = new HashMap<>();
    private final Map<String, Long> pausedUntil = new HashMap<>();
    private final Set<String> running = new HashSet<>();

    /** Rooms on the screen of which it is not known who is in them and who of those is here. */
    private final Set<RoomId> undescribed = new HashSet<>();

    private Optional<RoomId> open = Optional.empty();

    /** The room that the server takes to be on the screen. */
    private Optional<RoomId> viewed = Optional.empty();

    /** How often the list of rooms may have become wrong, and how many of those times it was asked for since. */
    private long missed;

    private long madeGood;

    private boolean confirmationDue;
    private long ids;
    private long sends;

    /**
     * @param mustBeEager whether it must send what waits without waiting for answers; otherwise chance decides
     */
    public Client(Scene scene, Village village, AccountId me, String name, SessionToken token, boolean mustBeEager) {
        this.scene = scene;
        this.schedule = scene.schedule();
        this.truth = scene.truth();
        this.village = village;
        this.me = me;
        this.name = name;
        this.device = new DeviceId(name);
        this.token = token;
        this.lane = scene.newLane();
        this.chance = scene.chance("client", lane);
        this.wantsAll = chance.oneIn(2);
        this.isEager = chance.oneIn(3) || mustBeEager;
        this.isWatchingTheBoard = BOARD_TROUBLES.stream().noneMatch(scene.plan()::has);
    }

    // ---- what others may know of it

    public String name() {
        return name;
    }

    public AccountId me() {
        return me;
    }

    public DeviceId device() {
        return device;
    }

    public long lane() {
        return lane;
    }

    public boolean isOnline() {
        return welcomed;
    }

    /** Its rooms, in no order that means anything. */
    public List<RoomCopy> rooms() {
        return List.copyOf(rooms.values());
    }

    /** Its copy of {@code room}, if it has one. */
    public Optional<RoomCopy> copyOf(RoomId room) {
        return Optional.ofNullable(rooms.get(room));
    }

    /** Which room is on the screen. */
    public Optional<RoomId> open() {
        return open;
    }

    /** How {@code account} is shown, if it is. */
    public Optional<Boolean> shows(AccountId account) {
        return Optional.ofNullable(presence.get(account));
    }

    /** What its owner said or wanted that has not come to an end. */
    public int errands() {
        return errands.size();
    }

    /** Whether it wants for nothing it knows of. */
    public boolean isContent() {
        return welcomed
                && errands.isEmpty()
                && strangers.isEmpty()
                && missed == madeGood
                && rooms.values().stream().noneMatch(RoomCopy::isBehind);
    }

    // ---- what its owner does

    /** Comes online, and stays so as well as it can. */
    public void arrive() {
        if (away) {
            away = false;
            connect();
        }
    }

    /** Goes offline, in the proper way. */
    public void goAway() {
        away = true;
        drop(false);
    }

    /** Says something. */
    public ClientMessageId say(RoomId room, Content.Text text) {
        var id = newId();
        errands.add(new Errand(new Request.Send(id, room, text.text()), text, Optional.of(room)));
        send();
        return id;
    }

    /** Hands the message that waits longest to another device of the same person too: both send it. */
    void shareWith(Client sibling) {
        for (Errand errand : errands) {
            boolean isThere = sibling.errands.stream()
                    .anyMatch(other ->
                            other.request().id().equals(errand.request().id()));
            if (errand.isMessage() && !isThere) {
                scene.note(Situation.SAME_ID_FROM_TWO_DEVICES);
                sibling.errands.add(new Errand(errand.request(), errand.content(), errand.room()));
                sibling.send();
                return;
            }
        }
    }

    /** Wants something else to happen to a room, or a new one. */
    void want(Function<ClientMessageId, Request> request, Content content, Optional<RoomId> room) {
        errands.add(new Errand(request.apply(newId()), content, room));
        send();
    }

    /** Brings a room on the screen, or none. */
    public void openRoom(Optional<RoomId> room) {
        open = room;
        room.ifPresent(undescribed::add);
        poke();
    }

    /** Has read all there is of the room on the screen. */
    public void readOpenRoom() {
        open.map(rooms::get).filter(copy -> !copy.entries().isEmpty()).ifPresent(copy -> read(copy, copy.position()));
    }

    void read(RoomCopy copy, long place) {
        if (place <= copy.read() || place < copy.first()) {
            return;
        }
        copy.readUpTo(place);
        truth.reads(me, copy.id(), place);
        ask(id -> new Request.Read(id, copy.id(), copy.epoch(), new Sequence(place)), answer -> {
            if (answer instanceof Answer.Marked(var outcome)) {
                checkMark(outcome, copy.id(), place);
                if (outcome == MarkOutcome.MARKED) {
                    truth.read(me, copy.id(), place);
                }
            }
        });
    }

    void type(RoomId room) {
        ask(id -> new Request.Typing(id, room), answer -> {});
        // Nothing comes back.
        pending.values().removeIf(waiting -> waiting.request() instanceof Request.Typing);
    }

    void recall() {
        open.map(rooms::get).filter(copy -> copy.from() > copy.first()).ifPresent(this::recall);
    }

    /** Asks for what comes after {@code place}, wherever that is, and only looks whether the answer is right. */
    void syncFrom(RoomCopy copy, long place, int limit) {
        long headThen = truth.head(copy.id());
        ask(id -> new Request.Sync(id, copy.id(), copy.epoch(), new Sequence(place), limit), answer -> {
            if (answer instanceof Answer.Part(Page.Entries page)) {
                truth.synced(
                        me,
                        copy.id(),
                        place,
                        limit,
                        page.entries(),
                        page.more(),
                        page.head().value(),
                        headThen);
            }
        });
    }

    /** A new connection, before the old one is known to have ended. */
    void reconnect() {
        if (welcomed) {
            abandoned = link;
            drop(true);
            connect();
        }
    }

    /** The network fails it. */
    public void cut(boolean deviceHearsLate, boolean nodeHearsLate) {
        if (link != null) {
            link.cut(deviceHearsLate, nodeHearsLate);
        }
    }

    /** Starts anew, with what it had written down of its rooms or without. What is to be sent is written down always. */
    void restart(boolean withLog) {
        scene.note(withLog ? Situation.DEVICE_RESTARTED_WITH_ITS_LOG : Situation.DEVICE_RESTARTED_WITHOUT_ITS_LOG);
        scene.tell(name, () -> withLog ? "starts anew with its log" : "starts anew with nothing");
        drop(true);
        life++;
        if (withLog) {
            rooms.values().forEach(copy -> copy.cutBack(truth.cursorAsked(me, device, copy.id())));
        } else {
            rooms.clear();
        }
        strangers.clear();
        presence.clear();
        told.clear();
        madeGood = missed;
        if (!away) {
            connect();
        }
    }

    void logOut() {
        if (server != null && welcomed) {
            scene.note(Situation.LOGGED_OUT_WHILE_CONNECTED);
            scene.tell(name, () -> "logs out");
            village.logOut(token, server);
        }
    }

    // ---- the connection

    private void connect() {
        drop(true);
        Server candidate = village.server(chance.below(Integer.MAX_VALUE));
        if (!candidate.isReady()) {
            connectLater();
            return;
        }
        welcomed = false;
        server = candidate;
        var end = new End();
        Link mine = new Link(scene, end, newLink -> new Edge(scene, candidate, newLink, token));
        end.link = mine;
        link = mine;
        heardAt = schedule.now();
        scene.tell(name, () -> "connects to " + candidate.name());
        Expectation then = truth.expect(me, device);
        ask(id -> new Request.Hello(id, device), answer -> {
            if (answer instanceof Answer.Welcome(var summaries)) {
                welcome(then, summaries);
            } else {
                lost(Link.Ending.BROKEN);
            }
        });
        schedule.after(WELCOME_NANOS, lane, () -> {
            if (link == mine && !welcomed) {
                lost(Link.Ending.BROKEN);
            }
        });
    }

    private final class End implements Link.DeviceEnd {
        private @Nullable Link link;

        @Override
        public void received(Frame frame) {
            if (link == Client.this.link) {
                heard(frame);
            }
        }

        @Override
        public void ended(Link.Ending why) {
            if (link == Client.this.link) {
                lost(why);
            }
        }
    }

    private void welcome(Expectation then, List<RoomSummary> summaries) {
        scene.tell(name, () -> "is welcomed by " + (server == null ? "nobody" : server.name()));
        welcomed = true;
        welcomedAt = schedule.now();
        if (abandoned != null && abandoned.isOpenAtNode()) {
            scene.note(Situation.OLD_CONNECTION_CLOSED_AFTER_THE_NEW_ONE_OPENED);
        }
        abandoned = null;
        answered.clear();
        viewed = Optional.empty();
        listed(then, summaries, madeGood);
        watch();
        send();
        poke();
        confirmLater();
    }

    private void watch() {
        Link mine = link;
        schedule.at(heardAt + SILENCE_NANOS, lane, () -> {
            if (link != mine || !welcomed) {
                return;
            }
            if (schedule.now() - heardAt >= SILENCE_NANOS) {
                scene.note(Situation.SILENT_CONNECTION_NOTICED);
                lost(Link.Ending.BROKEN);
            } else {
                checkAnswers();
                watch();
            }
        });
    }

    private void checkAnswers() {
        boolean mustAnswer = link != null
                && link.isWhole()
                && server != null
                && server.isAlive()
                && schedule.now() - server.pausedUntil() > ANSWER_NANOS;
        for (Pending waiting : pending.values()) {
            unless(
                    !mustAnswer || schedule.now() - waiting.since() < ANSWER_NANOS,
                    Invariant.ANSWERED_IN_TIME,
                    () -> name + " waits for the answer to " + waiting.request());
        }
    }

    private void lost(Link.Ending why) {
        boolean lasted = welcomed && schedule.now() - welcomedAt >= LASTED_NANOS;
        boolean wasWelcomed = welcomed;
        scene.tell(name, () -> "lost its connection: " + why);
        drop(true);
        if (lasted) {
            failures = 0;
        }
        if (away) {
            return;
        }
        if (why == Link.Ending.LOGGED_OUT) {
            logIn();
        } else if (why == Link.Ending.TOO_SLOW && failures == 0 && wasWelcomed) {
            failures++;
            connect();
        } else {
            connectLater();
        }
    }

    private void connectLater() {
        long ceiling = Math.min(BACKOFF_LONGEST_NANOS, BACKOFF_FIRST_NANOS << Math.min(failures, 10));
        failures++;
        int mine = life;
        schedule.after(chance.between(1, ceiling), lane, () -> {
            if (link == null && !away && mine == life) {
                connect();
            }
        });
    }

    private void logIn() {
        Server candidate = village.server(chance.below(Integer.MAX_VALUE));
        long tried = schedule.now();
        int mine = life;
        if (candidate.isReady()) {
            village.logIn(me, candidate, fresh -> {
                if (mine == life && link == null && !away) {
                    token = fresh;
                    connect();
                }
            });
        }
        schedule.after(chance.between(2 * SECOND, 9 * SECOND), lane, () -> {
            if (link == null && !away && mine == life && schedule.now() > tried) {
                logIn();
            }
        });
    }

    private void drop(boolean inSilenceIfUnlucky) {
        Link old = link;
        boolean byCrash = server != null && !server.isAlive();
        link = null;
        server = null;
        welcomed = false;
        if (old != null) {
            old.endFromDevice(inSilenceIfUnlucky && scene.weather().isStormy() && chance.oneIn(2));
        }
        pending.clear();
        sent.clear();
        running.clear();
        errands.forEach(errand -> errand.interrupted(byCrash));
    }

    private void ask(Function<ClientMessageId, Request> request, Consumer<Answer> then) {
        ask(request.apply(newId()), then);
    }

    private void ask(Request request, Consumer<Answer> then) {
        if (link == null || !welcomed && !(request instanceof Request.Hello)) {
            return;
        }
        pending.put(request.id(), new Pending(request, schedule.now(), then));
        scene.tell(name, () -> "asks " + request);
        link.ask(request);
    }

    private void heard(Frame frame) {
        heardAt = schedule.now();
        switch (frame) {
            case Frame.Answered(var id, var answer) -> {
                Pending waiting = pending.remove(id);
                unless(waiting != null, Invariant.ANSWERED_ONCE, () -> name + " is answered " + answer + " to nothing");
                scene.tell(name, () -> "hears " + answer + " to " + id.value());
                waiting.then().accept(answer);
            }
            case Frame.Pushed(var event) -> {
                scene.tell(name, () -> "is told " + event);
                told(event);
            }
        }
    }

    // ---- what it is told

    private void told(Event event) {
        switch (event) {
            case Event.Happened(Notice.Appended(var entry)) -> {
                truth.shown(me, entry);
                if (!truth.isMember(me, entry.room())) {
                    scene.note(Situation.PUSHED_AFTER_LEAVING);
                }
                arrived(entry);
            }
            case Event.Happened(Notice.ReadMoved(var room, var account, var sequence)) -> {
                truth.readShown(account, room, sequence.value());
                if (account.equals(me)) {
                    copyOf(room).ifPresent(copy -> copy.readUpTo(sequence.value()));
                }
            }
            case Event.Happened(Notice.PresenceChanged(var account, var how)) -> seen(account, how);
            case Event.Happened(Notice.Typing ignored) -> {}
            case Event.Happened(Notice.SessionEnded ignored) -> {}
            case Event.Heads(var heads) ->
                heads.forEach((room, head) -> copyOf(room).ifPresent(copy -> copy.heard(head.value())));
            case Event.Resync() -> missed++;
        }
        poke();
    }

    private void seen(AccountId account, Presence how) {
        boolean wrong = isWatchingTheBoard
                && !how.isOnline()
                && village.hasBeenHereSince(account, schedule.now() - HEARD_OF_NANOS);
        unless(!wrong, Invariant.PRESENCE_STEADY, () -> account + " is here, and shown to " + name + " as gone");
        presence.put(account, how.isOnline());
    }

    private void arrived(Entry entry) {
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
        confirmLater();
    }

    private boolean endsMyStay(Entry entry) {
        return switch (entry.content()) {
            case Content.MemberLeft ignored -> entry.author().equals(me);
            case Content.MemberRemoved(var member) -> member.equals(me);
            default -> false;
        };
    }

    /** An answer that is on its way may be from before: the list is asked for again, and comes after it. */
    private void left(RoomId room) {
        without(room);
        missed++;
    }

    private void without(RoomId room) {
        rooms.remove(room);
        strangers.remove(room);
        errands.removeIf(errand ->
                errand.isMessage() && !errand.isUnderWay() && errand.room().equals(Optional.of(room)));
    }

    private void listed(Expectation then, List<RoomSummary> summaries, long missedThen) {
        truth.listed(me, device, then, summaries);
        Set<RoomId> listed = new HashSet<>();
        for (RoomSummary summary : summaries) {
            listed.add(summary.room().id());
            undescribed.add(summary.room().id());
            merge(summary);
        }
        for (RoomCopy copy : rooms()) {
            if (!listed.contains(copy.id())) {
                without(copy.id());
            }
        }
        madeGood = missedThen;
    }

    private boolean isShown(RoomId room) {
        return open.equals(Optional.of(room));
    }

    private void described(Expectation then, RoomSnapshot snapshot) {
        truth.summarised(me, device, then, snapshot.summary());
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
            copy = new RoomCopy(summary, me, wantsAll ? summary.first().value() - 1 : head);
            rooms.put(id, copy);
        } else {
            copy.learn(summary);
            if (!wantsAll && copy.entries().isEmpty() && head > copy.position()) {
                copy.restartAt(head);
            }
        }
        copy.heard(strangers.getOrDefault(id, 0L));
        strangers.remove(id);
        confirmLater();
    }

    // ---- what it lacks

    private void poke() {
        if (!welcomed) {
            return;
        }
        if (missed > madeGood) {
            need("rooms", "", 0, this::askForRooms);
        }
        if (!onScreen().equals(viewed)) {
            need("view", "", 0, this::view);
        }
        for (RoomId room : List.copyOf(strangers.keySet())) {
            need("room " + room.value(), "", 0, () -> askForRoom(room));
        }
        for (RoomCopy copy : rooms()) {
            if (copy.isBehind()) {
                need(
                        "sync " + copy.id().value(),
                        copy.position() + " of " + copy.known(),
                        copy.hasHole() ? HOLE_PATIENCE_NANOS : 0,
                        () -> sync(copy.id()));
            }
            if (copy.isDoubtful() || isShown(copy.id()) && undescribed.contains(copy.id())) {
                need("room " + copy.id().value(), "", 0, () -> askForRoom(copy.id()));
            }
        }
    }

    private void need(String key, String details, long patience, Runnable request) {
        if (!running.add(key)) {
            return;
        }
        long pause = Math.max(0, pausedUntil.getOrDefault(key, 0L) - schedule.now());
        if (pause == 0) {
            pause = details.equals(answered.get(key)) ? ASK_AGAIN_NANOS : patience;
        }
        answered.put(key, details);
        if (pause == 0) {
            request.run();
            return;
        }
        Link mine = link;
        schedule.after(pause, lane, () -> {
            if (link == mine && welcomed) {
                request.run();
            }
        });
    }

    /** Takes an answer to what was needed; asks again later if there was none to speak of. */
    private void needed(String key, Answer answer, Runnable use) {
        running.remove(key);
        if (answer instanceof Answer.Unavailable) {
            pausedUntil.put(key, schedule.now() + ASK_AGAIN_NANOS);
        } else {
            use.run();
        }
        poke();
        send();
    }

    private void askForRooms() {
        Expectation then = truth.expect(me, device);
        long missedThen = missed;
        ask(
                Request.Rooms::new,
                answer -> needed("rooms", answer, () -> {
                    if (answer instanceof Answer.Rooms(var summaries)) {
                        listed(then, summaries, missedThen);
                    }
                }));
    }

    private void askForRoom(RoomId room) {
        Expectation then = truth.expect(me, device);
        long heardThen = heardOf(room);
        ask(
                id -> new Request.OneRoom(id, room),
                answer -> needed("room " + room.value(), answer, () -> {
                    if (answer instanceof Answer.OneRoom(var snapshot)) {
                        snapshot.ifPresentOrElse(found -> described(then, found), () -> notThere(room, heardThen));
                    }
                }));
    }

    /** How far the log of {@code room} is known to go; 0 if nothing of it is known. */
    private long heardOf(RoomId room) {
        return copyOf(room).map(RoomCopy::known).orElseGet(() -> strangers.getOrDefault(room, 0L));
    }

    /** They are not in the room, says an answer; unless they came back after it was asked for, when {@code heardThen} was known. */
    private void notThere(RoomId room, long heardThen) {
        if (heardOf(room) <= heardThen) {
            without(room);
        }
    }

    private void sync(RoomId room) {
        String key = "sync " + room.value();
        RoomCopy copy = rooms.get(room);
        if (copy == null || !copy.isBehind()) {
            running.remove(key);
            return;
        }
        long from = copy.position();
        long knownThen = copy.known();
        boolean hole = copy.hasHole();
        long headThen = truth.head(room);
        ask(
                id -> new Request.Sync(id, room, copy.epoch(), new Sequence(from), PAGE),
                answer -> needed(key, answer, () -> {
                    if (answer instanceof Answer.Part(Page.Entries page)) {
                        synced(copy, from, headThen, knownThen, page);
                        if (hole && !copy.hasHole()) {
                            scene.note(Situation.HOLE_FILLED_BY_SYNC);
                        }
                    } else {
                        lostRoom(room, knownThen, answer);
                    }
                }));
    }

    private void synced(RoomCopy copy, long from, long headThen, long knownThen, Page.Entries page) {
        truth.synced(
                me,
                copy.id(),
                from,
                PAGE,
                page.entries(),
                page.more(),
                page.head().value(),
                headThen);
        boolean gone = page.entries().stream()
                .anyMatch(entry -> endsMyStay(entry) && entry.sequence().value() > copy.first());
        if (gone) {
            without(copy.id());
        } else if (rooms.get(copy.id()) == copy) {
            copy.takePage(page.entries(), page.more(), page.head().value(), knownThen);
            undescribed.add(copy.id());
            confirmLater();
        }
    }

    private void recall(RoomCopy copy) {
        long before = copy.from();
        ask(id -> new Request.Recall(id, copy.id(), new Sequence(before), HISTORY_PAGE), answer -> {
            if (answer instanceof Answer.Part(Page.Entries page)) {
                truth.recalled(me, copy.id(), before, HISTORY_PAGE, page.entries(), page.more());
                if (rooms.get(copy.id()) == copy) {
                    copy.takeHistory(page.entries());
                }
            }
        });
    }

    /** There is no such room any more, or its log is another. */
    private void lostRoom(RoomId room, long knownThen, Answer answer) {
        if (answer instanceof Answer.Part(Page.NoSuchRoom ignored)) {
            notThere(room, knownThen);
        } else {
            throw new Violation(Invariant.SYNC_EXACT, name + " is answered " + answer + " to a sync of " + room);
        }
    }

    private Optional<RoomId> onScreen() {
        return open.filter(rooms::containsKey);
    }

    /** Tells what is on the screen; again and again until the server knows. */
    private void view() {
        Optional<RoomId> shown = onScreen();
        long heardThen = shown.map(this::heardOf).orElse(0L);
        ask(
                id -> new Request.View(id, shown),
                answer -> needed("view", answer, () -> {
                    if (answer instanceof Answer.Viewed(var visible) && visible) {
                        viewed = shown;
                    } else {
                        shown.ifPresent(room -> notThere(room, heardThen));
                    }
                }));
    }

    // ---- what it tells

    private void confirmLater() {
        if (confirmationDue || !welcomed) {
            return;
        }
        confirmationDue = true;
        schedule.after(ACK_DELAY_NANOS, lane, () -> {
            confirmationDue = false;
            rooms().forEach(this::confirm);
        });
    }

    private void confirm(RoomCopy copy) {
        long place = copy.position();
        if (!welcomed || copy.entries().isEmpty() || told.getOrDefault(copy.id(), 0L) >= place) {
            return;
        }
        told.put(copy.id(), place);
        truth.confirms(me, device, copy.id(), place);
        ask(id -> new Request.Confirm(id, copy.id(), copy.epoch(), new Sequence(place)), answer -> {
            if (answer instanceof Answer.Marked(var outcome)) {
                checkMark(outcome, copy.id(), place);
                if (outcome == MarkOutcome.MARKED) {
                    truth.confirmed(me, device, copy.id(), place);
                }
            } else {
                told.remove(copy.id());
                confirmLater();
            }
        });
    }

    private void checkMark(MarkOutcome outcome, RoomId room, long place) {
        unless(
                outcome != MarkOutcome.BAD_POSITION,
                Invariant.CURSORS_HONEST,
                () -> name + " was told that there is no place " + place + " in " + room);
    }

    // ---- what it sends

    private void send() {
        if (!welcomed) {
            return;
        }
        long now = schedule.now();
        Set<RoomId> busy = new HashSet<>();
        long underWay = errands.stream().filter(Errand::isUnderWay).count();
        long next = Long.MAX_VALUE;
        for (Errand errand : List.copyOf(errands)) {
            boolean mayGo =
                    errand.room().map(room -> isEager || !busy.contains(room)).orElse(true);
            errand.room().ifPresent(busy::add);
            if (mayGo && errand.isDue(now) && underWay < UNDER_WAY_MAX) {
                underWay++;
                send(errand);
            } else if (mayGo && !errand.isUnderWay() && !errand.isDue(now)) {
                // One that is due waits for an answer to another, which comes back here.
                next = Math.min(next, errand.notBefore());
            }
        }
        if (next < Long.MAX_VALUE) {
            Link mine = link;
            schedule.at(next, lane, () -> {
                if (link == mine) {
                    send();
                }
            });
        }
    }

    private void send(Errand errand) {
        errand.begins();
        Request request = errand.request();
        truth.asks(me, request.id(), errand.content());
        long number = sends++;
        Expectation then = truth.expect(me, device);
        ask(request, answer -> {
            if (answer instanceof Answer.Change(var outcome)) {
                cameOf(errand, outcome, number, then);
            } else {
                errand.putOff(schedule.now());
            }
            send();
        });
    }

    private void cameOf(Errand errand, ChangeOutcome outcome, long number, Expectation then) {
        ClientMessageId id = errand.request().id();
        switch (outcome) {
            case ChangeOutcome.Changed(var entry) -> {
                errands.remove(errand);
                truth.acknowledged(me, id, entry);
                if (errand.metACrash()) {
                    scene.note(Situation.RETRY_AFTER_A_CRASH);
                }
                checkOrder(errand, number, entry);
                if (errand.isMessage()) {
                    arrived(entry);
                } else {
                    changed(errand, entry);
                }
            }
            case ChangeOutcome.AlreadySo() -> {
                errands.remove(errand);
                truth.refused(me, id);
            }
            case ChangeOutcome.Refused(var reason) -> {
                errands.remove(errand);
                refused(errand, reason, then);
            }
            case ChangeOutcome.Busy() -> errand.putOff(schedule.now());
            case ChangeOutcome.Unknown() -> errand.putOff(schedule.now());
        }
        poke();
    }

    private void refused(Errand errand, ChangeOutcome.Reason reason, Expectation then) {
        truth.refused(me, errand.request().id());
        switch (reason) {
            case ROOM_FULL -> scene.note(Situation.ROOM_FULL);
            case NO_SUCH_ROOM -> {
                scene.note(Situation.REFUSED_TO_A_STRANGER);
                errand.room().ifPresent(room -> truth.refusedToAStranger(me, room, then));
                if (errand.isMessage()) {
                    errand.room().ifPresent(this::left);
                }
            }
            case ID_REUSED ->
                throw new Violation(
                        Invariant.REFUSED_IS_UNDONE, name + " asked for the same again: " + errand.request());
            case NO_SUCH_MESSAGE,
                    NOT_AUTHOR,
                    NOT_HOST,
                    NO_SUCH_MEMBER,
                    INVITE_INVALID,
                    NO_SUCH_ACCOUNT,
                    TOO_MANY_ROOMS -> {}
        }
    }

    private void changed(Errand errand, Entry entry) {
        RoomId room = entry.room();
        switch (errand.request()) {
            case Request.Leave ignored -> {
                // The answer to a retry may be older than that they were invited again.
                if (copyOf(room)
                        .filter(copy -> copy.first() < entry.sequence().value())
                        .isPresent()) {
                    left(room);
                }
            }
            case Request.Create ignored ->
                strangers.merge(room, entry.sequence().value(), Math::max);
            case Request.Join ignored -> {
                scene.note(Situation.JOINED_BY_LINK);
                strangers.merge(room, entry.sequence().value(), Math::max);
            }
            default ->
                copyOf(room).ifPresent(copy -> copy.heard(entry.sequence().value()));
        }
    }

    private void checkOrder(Errand errand, long number, Entry entry) {
        ClientMessageId id = errand.request().id();
        if (truth.attempts(me, id) != 1) {
            return;
        }
        List<Confirmation> before = sent.computeIfAbsent(entry.room(), ignored -> new ArrayList<>());
        long place = entry.sequence().value();
        for (Confirmation other : before) {
            boolean inOrder = (other.sentAs() < number) == (other.place() < place);
            unless(
                    inOrder || truth.attempts(me, other.id()) != 1,
                    Invariant.SENDER_ORDER,
                    () -> name + " sent " + other + " and " + new Confirmation(id, number, place));
        }
        before.add(new Confirmation(id, number, place));
    }

    private ClientMessageId newId() {
        ids++;
        return new ClientMessageId(name + "-" + ids);
    }

    @Override
    public String toString() {
        return name;
    }
}
