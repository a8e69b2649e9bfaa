package dev.sarangbang.adapter.simulation.client;

import dev.sarangbang.adapter.simulation.check.Expectation;
import dev.sarangbang.adapter.simulation.check.Invariant;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.check.Truth;
import dev.sarangbang.adapter.simulation.check.Violation;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Schedule;
import dev.sarangbang.adapter.simulation.wire.Frame.Answer;
import dev.sarangbang.adapter.simulation.wire.Request;
import dev.sarangbang.application.Conversation.Page;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for what the {@link Model} lacks, one request for each thing at a time. It keeps no list of what is to be done: that follows from
 * the model, so that nothing is forgotten over a lost connection. The same as the web client's {@code sync/driver.js}.
 */
final class Driver {

    private static final long MILLI = 1_000_000L;

    /** A hole is often filled by what is on its way already. */
    private static final long HOLE_PATIENCE_NANOS = 100 * MILLI;

    private static final long ASK_AGAIN_NANOS = 1_000 * MILLI;

    /** A page smaller than most gaps, so that there is more than one. */
    private static final int PAGE = 7;

    private final Scene scene;
    private final Schedule schedule;
    private final Truth truth;
    private final Device me;
    private final Connection connection;
    private final Model model;

    /** What is to go on once an answer was taken. */
    private final Runnable then;

    private final Map<String, String> answered = new HashMap<>();
    private final Map<String, Long> pausedUntil = new HashMap<>();
    private final Set<String> running = new HashSet<>();

    Driver(Scene scene, Device me, Connection connection, Model model, Runnable then) {
        this.scene = scene;
        this.schedule = scene.schedule();
        this.truth = scene.truth();
        this.me = me;
        this.connection = connection;
        this.model = model;
        this.then = then;
    }

    /** There is a new connection. */
    void connected() {
        answered.clear();
    }

    /** Nothing is answered any more. */
    void disconnected() {
        running.clear();
    }

    /** Asks for whatever is lacking. */
    void poke() {
        if (!connection.isOnline()) {
            return;
        }
        if (model.isStale()) {
            need("rooms", "", 0, this::askForRooms);
        }
        if (model.isViewUnknown()) {
            need("view", "", 0, this::view);
        }
        for (RoomId room : model.strangers()) {
            need("room " + room.value(), "", 0, () -> askForRoom(room));
        }
        for (RoomCopy copy : model.rooms()) {
            if (copy.isBehind()) {
                need(
                        "sync " + copy.id().value(),
                        copy.position() + " of " + copy.known(),
                        copy.hasHole() ? HOLE_PATIENCE_NANOS : 0,
                        () -> sync(copy.id()));
            }
            if (model.isInDoubt(copy)) {
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
        } else {
            connection.after(pause, () -> {
                if (connection.isOnline()) {
                    request.run();
                }
            });
        }
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
        then.run();
    }

    private void askForRooms() {
        Expectation expected = truth.expect(me.owner(), me.id());
        long missedThen = model.missed();
        connection.ask(
                Request.Rooms::new,
                answer -> needed("rooms", answer, () -> {
                    if (answer instanceof Answer.Rooms(var summaries)) {
                        model.listed(expected, summaries, missedThen);
                    }
                }));
    }

    private void askForRoom(RoomId room) {
        Expectation expected = truth.expect(me.owner(), me.id());
        long heardThen = model.heardOf(room);
        connection.ask(
                id -> new Request.OneRoom(id, room),
                answer -> needed("room " + room.value(), answer, () -> {
                    if (answer instanceof Answer.OneRoom(var snapshot)) {
                        snapshot.ifPresentOrElse(
                                found -> model.described(expected, found), () -> model.notThere(room, heardThen));
                    }
                }));
    }

    private void sync(RoomId room) {
        String key = "sync " + room.value();
        Optional<RoomCopy> behind = model.copyOf(room).filter(RoomCopy::isBehind);
        if (behind.isEmpty()) {
            running.remove(key);
            return;
        }
        RoomCopy copy = behind.get();
        long from = copy.position();
        long knownThen = copy.known();
        boolean hole = copy.hasHole();
        long headThen = truth.head(room);
        connection.ask(
                id -> new Request.Sync(id, room, copy.epoch(), new Sequence(from), PAGE),
                answer -> needed(key, answer, () -> {
                    if (answer instanceof Answer.Part(Page.Entries page)) {
                        truth.synced(
                                me.owner(),
                                room,
                                from,
                                PAGE,
                                page.entries(),
                                page.more(),
                                page.head().value(),
                                headThen);
                        model.synced(copy, page, knownThen);
                        if (hole && !copy.hasHole()) {
                            scene.note(Situation.HOLE_FILLED_BY_SYNC);
                        }
                    } else if (answer instanceof Answer.Part(Page.NoSuchRoom ignored)) {
                        model.notThere(room, knownThen);
                    } else {
                        throw new Violation(
                                Invariant.SYNC_EXACT, me.name() + " is answered " + answer + " to a sync of " + room);
                    }
                }));
    }

    /** Tells what is on the screen; again and again until the server knows. */
    private void view() {
        Optional<RoomId> shown = model.onScreen();
        long heardThen = shown.map(model::heardOf).orElse(0L);
        connection.ask(
                id -> new Request.View(id, shown),
                answer -> needed("view", answer, () -> {
                    if (answer instanceof Answer.Viewed(var visible) && visible) {
                        model.viewed(shown);
                    } else {
                        shown.ifPresent(room -> model.notThere(room, heardThen));
                    }
                }));
    }
}
