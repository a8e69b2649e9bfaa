package dev.sarangbang.adapter.simulation.client;

import static dev.sarangbang.adapter.simulation.check.Violation.unless;

import dev.sarangbang.adapter.simulation.check.Expectation;
import dev.sarangbang.adapter.simulation.check.Invariant;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.check.Truth;
import dev.sarangbang.adapter.simulation.check.Violation;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Schedule;
import dev.sarangbang.adapter.simulation.wire.Frame.Answer;
import dev.sarangbang.adapter.simulation.wire.Request;
import dev.sarangbang.application.ChangeOutcome;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.RoomId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends what the owner says and wants, each under one id until it is known what came of it; the same as the web client's
 * {@code sync/sender.js}.
 */
final class Sender {

    /** More requests under way at once than a lane takes drafts, and fewer than frames may wait for their answers. */
    private static final int UNDER_WAY_MAX = 300;

    private record Confirmation(ClientMessageId id, long sentAs, long place) {}

    private final Scene scene;
    private final Schedule schedule;
    private final Truth truth;
    private final Device me;
    private final Connection connection;
    private final Model model;

    /** Whether it sends what waits without waiting for the answer to what went before. */
    private final boolean isEager;

    /** What is to go on once an answer was taken. */
    private final Runnable then;

    private final List<Errand> errands = new ArrayList<>();
    private final Map<RoomId, List<Confirmation>> sent = new HashMap<>();
    private long sends;

    Sender(Scene scene, Device me, Connection connection, Model model, boolean isEager, Runnable then) {
        this.scene = scene;
        this.schedule = scene.schedule();
        this.truth = scene.truth();
        this.me = me;
        this.connection = connection;
        this.model = model;
        this.isEager = isEager;
        this.then = then;
    }

    /** What was said or wanted that has not come to an end. */
    List<Errand> errands() {
        return errands;
    }

    void add(Errand errand) {
        errands.add(errand);
        send();
    }

    /** The connection is gone; what was under way may have arrived or not. */
    void disconnected(boolean byCrash) {
        sent.clear();
        errands.forEach(errand -> errand.interrupted(byCrash));
    }

    /** What waits to be said in {@code room} is not said any more. */
    void forget(RoomId room) {
        errands.removeIf(errand ->
                errand.isMessage() && !errand.isUnderWay() && errand.room().equals(Optional.of(room)));
    }

    /** Sends whatever may go. */
    void send() {
        if (!connection.isOnline()) {
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
            connection.at(next, this::send);
        }
    }

    private void send(Errand errand) {
        errand.begins();
        Request request = errand.request();
        truth.asks(me.owner(), request.id(), errand.content());
        long number = sends++;
        Expectation expected = truth.expect(me.owner(), me.id());
        connection.ask(request, answer -> {
            if (answer instanceof Answer.Change(var outcome)) {
                cameOf(errand, outcome, number, expected);
            } else {
                errand.putOff(schedule.now());
            }
            send();
        });
    }

    private void cameOf(Errand errand, ChangeOutcome outcome, long number, Expectation expected) {
        ClientMessageId id = errand.request().id();
        switch (outcome) {
            case ChangeOutcome.Changed(var entry) -> {
                errands.remove(errand);
                truth.acknowledged(me.owner(), id, entry);
                if (errand.metACrash()) {
                    scene.note(Situation.RETRY_AFTER_A_CRASH);
                }
                checkOrder(errand, number, entry);
                if (errand.isMessage()) {
                    model.arrived(entry);
                } else {
                    changed(errand, entry);
                }
            }
            case ChangeOutcome.AlreadySo() -> {
                errands.remove(errand);
                truth.refused(me.owner(), id);
            }
            case ChangeOutcome.Refused(var reason) -> {
                errands.remove(errand);
                refused(errand, reason, expected);
            }
            case ChangeOutcome.Busy() -> errand.putOff(schedule.now());
            case ChangeOutcome.Unknown() -> errand.putOff(schedule.now());
        }
        then.run();
    }

    private void refused(Errand errand, ChangeOutcome.Reason reason, Expectation expected) {
        truth.refused(me.owner(), errand.request().id());
        switch (reason) {
            case ROOM_FULL -> scene.note(Situation.ROOM_FULL);
            case NO_SUCH_ROOM -> {
                scene.note(Situation.REFUSED_TO_A_STRANGER);
                errand.room().ifPresent(room -> truth.refusedToAStranger(me.owner(), room, expected));
                if (errand.isMessage()) {
                    errand.room().ifPresent(model::left);
                }
            }
            case ID_REUSED ->
                throw new Violation(
                        Invariant.REFUSED_IS_UNDONE, me.name() + " asked for the same again: " + errand.request());
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
                if (model.copyOf(room)
                        .filter(copy -> copy.first() < entry.sequence().value())
                        .isPresent()) {
                    model.left(room);
                }
            }
            case Request.Create ignored -> model.cameIn(room, entry.sequence().value());
            case Request.Join ignored -> {
                scene.note(Situation.JOINED_BY_LINK);
                model.cameIn(room, entry.sequence().value());
            }
            default -> model.heard(room, entry.sequence().value());
        }
    }

    private void checkOrder(Errand errand, long number, Entry entry) {
        ClientMessageId id = errand.request().id();
        if (truth.attempts(me.owner(), id) != 1) {
            return;
        }
        List<Confirmation> before = sent.computeIfAbsent(entry.room(), ignored -> new ArrayList<>());
        long place = entry.sequence().value();
        for (Confirmation other : before) {
            boolean inOrder = (other.sentAs() < number) == (other.place() < place);
            unless(
                    inOrder || truth.attempts(me.owner(), other.id()) != 1,
                    Invariant.SENDER_ORDER,
                    () -> me.name() + " sent " + other + " and " + new Confirmation(id, number, place));
        }
        before.add(new Confirmation(id, number, place));
    }
}
