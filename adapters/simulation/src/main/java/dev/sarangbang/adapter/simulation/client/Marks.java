package dev.sarangbang.adapter.simulation.client;

import static dev.sarangbang.adapter.simulation.check.Violation.unless;

import dev.sarangbang.adapter.simulation.check.Invariant;
import dev.sarangbang.adapter.simulation.check.Truth;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Schedule;
import dev.sarangbang.adapter.simulation.wire.Frame.Answer;
import dev.sarangbang.adapter.simulation.wire.Request;
import dev.sarangbang.application.Conversation.MarkOutcome;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.HashMap;
import java.util.Map;

/** Tells the server how much the device has, a little later and for all rooms at once, and how far its owner has read. */
final class Marks {

    private static final long ACK_DELAY_NANOS = 1_000_000_000L;

    private final Schedule schedule;
    private final Truth truth;
    private final Device me;
    private final Connection connection;
    private final Model model;
    private final Map<RoomId, Long> told = new HashMap<>();
    private boolean confirmationDue;

    Marks(Scene scene, Device me, Connection connection, Model model) {
        this.schedule = scene.schedule();
        this.truth = scene.truth();
        this.me = me;
        this.connection = connection;
        this.model = model;
    }

    /** What the device has told is not known to it any more. */
    void forget() {
        told.clear();
    }

    /** The owner has read up to {@code place}. */
    void read(RoomCopy copy, long place) {
        if (place <= copy.read() || place < copy.first()) {
            return;
        }
        copy.readUpTo(place);
        truth.reads(me.owner(), copy.id(), place);
        connection.ask(id -> new Request.Read(id, copy.id(), copy.epoch(), new Sequence(place)), answer -> {
            if (answer instanceof Answer.Marked(var outcome)) {
                check(outcome, copy.id(), place);
                if (outcome == MarkOutcome.MARKED) {
                    truth.read(me.owner(), copy.id(), place);
                }
            }
        });
    }

    void confirmLater() {
        if (confirmationDue || !connection.isOnline()) {
            return;
        }
        confirmationDue = true;
        schedule.after(ACK_DELAY_NANOS, me.lane(), () -> {
            confirmationDue = false;
            model.rooms().forEach(this::confirm);
        });
    }

    private void confirm(RoomCopy copy) {
        long place = copy.position();
        if (!connection.isOnline() || copy.entries().isEmpty() || told.getOrDefault(copy.id(), 0L) >= place) {
            return;
        }
        told.put(copy.id(), place);
        truth.confirms(me.owner(), me.id(), copy.id(), place);
        connection.ask(id -> new Request.Confirm(id, copy.id(), copy.epoch(), new Sequence(place)), answer -> {
            if (answer instanceof Answer.Marked(var outcome)) {
                check(outcome, copy.id(), place);
                if (outcome == MarkOutcome.MARKED) {
                    truth.confirmed(me.owner(), me.id(), copy.id(), place);
                }
            } else {
                told.remove(copy.id());
                confirmLater();
            }
        });
    }

    private void check(MarkOutcome outcome, RoomId room, long place) {
        unless(
                outcome != MarkOutcome.BAD_POSITION,
                Invariant.CURSORS_HONEST,
                () -> me.name() + " was told that there is no place " + place + " in " + room);
    }
}
