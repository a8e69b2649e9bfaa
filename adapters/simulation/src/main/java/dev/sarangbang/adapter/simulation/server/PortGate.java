package dev.sarangbang.adapter.simulation.server;

import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Actor;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.adapter.simulation.schedule.Schedule;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomLog;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Through which every port call of one life of a node goes. A call is two journeys, there and back, and anything may happen to the rest
 * of the world meanwhile, and to the call: it may be refused, its answer may be lost, it may take effect when nobody counts on it any
 * more. What a store does, it does at one moment.
 */
final class PortGate {

    private static final long FAST_NANOS = 30_000;
    private static final long USUAL_NANOS = 3_000_000;
    private static final long SLOW_NANOS = 80_000_000;
    private static final long VERY_SLOW_NANOS = 3_000_000_000L;
    private static final long LATE_NANOS = 8_000_000_000L;
    private static final long DOWN_MIN_NANOS = 300_000_000;
    private static final long DOWN_MAX_NANOS = 9_000_000_000L;
    private static final long TIMEOUT_NANOS = 1_000_000_000L;

    private static final int REFUSED_ONE_IN = 25;
    private static final int ANSWER_LOST_ONE_IN = 20;
    private static final int APPLIED_LATE_ONE_IN = 30;
    private static final int SLOW_ONE_IN = 20;
    private static final int DOWN_ONE_IN = 300;

    private final Scene scene;
    private final Schedule schedule;
    private final Server server;
    private final Chance chance;
    private final Map<String, Long> downUntil = new HashMap<>();

    PortGate(Scene scene, Server server, Chance chance) {
        this.scene = scene;
        this.schedule = scene.schedule();
        this.server = server;
        this.chance = chance;
    }

    /** What a call came to. */
    private static final class Outcome<T> {
        private @Nullable T value;
        private @Nullable RuntimeException failure;

        void settle(Supplier<T> effect) {
            try {
                value = effect.get();
            } catch (PortException e) {
                failure = e;
            }
        }

        String said() {
            return failure == null ? String.valueOf(value) : "✗ " + failure.getMessage();
        }

        /** The stores answer null to nothing, except those whose answer is nothing. */
        @SuppressWarnings("NullAway")
        T orThrow() {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }

    /** Reads: it does not matter when, nor whether nobody hears of it. */
    <T> T ask(String port, Supplier<String> what, Supplier<T> effect) {
        return call(port, what, effect, false);
    }

    /** Changes something. */
    <T> T change(String port, Supplier<String> what, Supplier<T> effect) {
        return call(port, what, effect, true);
    }

    /** Changes something, and answers nothing. */
    void change(String port, Supplier<String> what, Runnable effect) {
        call(
                port,
                what,
                () -> {
                    effect.run();
                    return true;
                },
                true);
    }

    /** Changes something over a channel of this node's own: it is never overtaken by what is asked later, so never applied late. */
    <T> T inOrder(String port, Supplier<String> what, Supplier<T> effect) {
        return call(port, what, effect, false);
    }

    /** A call that neither waits for the world nor fails: but others may run while it is made. */
    void breathe() {
        scene.portCalled();
        if (schedule.isInActor()) {
            server.sleep(chance.spread(100, FAST_NANOS));
        }
    }

    private <T> T call(String port, Supplier<String> what, Supplier<T> effect, boolean changes) {
        scene.portCalled();
        Actor caller = schedule.current();
        caller.endureKilling();
        var outcome = new Outcome<T>();
        long there = travel();
        long back = travel();
        if (isDown(port)) {
            fail(outcome, what, "down");
            back = chance.spread(FAST_NANOS, TIMEOUT_NANOS);
        } else if (strikes(Fault.REFUSED, REFUSED_ONE_IN, Situation.PORT_REFUSED)) {
            fail(outcome, what, "refused");
        } else if (changes && port.equals("log") && scene.weather().isMuted()) {
            scene.note(Situation.LAST_WORD_IN_DOUBT);
            arrive(there, () -> new Outcome<T>().settle(effect));
            fail(outcome, what, "answer lost");
        } else if (strikes(Fault.ANSWER_LOST, ANSWER_LOST_ONE_IN, Situation.PORT_ANSWER_LOST)) {
            arrive(there, () -> new Outcome<T>().settle(effect));
            fail(outcome, what, "answer lost");
            back += chance.spread(FAST_NANOS, TIMEOUT_NANOS);
        } else if (changes && strikes(Fault.APPLIED_LATE, APPLIED_LATE_ONE_IN, Situation.PORT_APPLIED_LATE)) {
            long late = chance.spread(USUAL_NANOS, LATE_NANOS);
            arrive(there + late, () -> {
                scene.tell(server.name(), () -> "late: " + what.get());
                if (effect.get() instanceof RoomLog.Appending.Appended) {
                    scene.note(Situation.APPEND_APPLIED_LATE);
                }
            });
            fail(outcome, what, "applied late");
            back += chance.spread(FAST_NANOS, TIMEOUT_NANOS);
        } else {
            arrive(there, () -> {
                outcome.settle(effect);
                scene.tell(server.name(), () -> what.get() + " → " + outcome.said());
            });
        }
        server.resumeAfter(there + back, caller);
        caller.park();
        return outcome.orThrow();
    }

    /** At the store. A request that was on its way when the node died may have got there, or not. */
    private void arrive(long nanos, Runnable effect) {
        boolean survives = chance.oneIn(2);
        schedule.after(nanos, server.lane(), () -> {
            if (server.isAlive() || survives) {
                effect.run();
            }
        });
    }

    private void fail(Outcome<?> outcome, Supplier<String> what, String how) {
        outcome.failure = new PortException.Unavailable(how);
        scene.tell(server.name(), () -> what.get() + " ✗ " + how);
    }

    private boolean strikes(Fault fault, int oneIn, Situation situation) {
        boolean strikes = scene.weather().strikes(fault, chance, oneIn);
        if (strikes) {
            scene.note(situation);
        }
        return strikes;
    }

    private boolean isDown(String port) {
        if (scene.weather().strikes(Fault.DOWN, chance, DOWN_ONE_IN)) {
            scene.note(Situation.PORT_DOWN);
            downUntil.put(port, schedule.now() + chance.spread(DOWN_MIN_NANOS, DOWN_MAX_NANOS));
        }
        return scene.weather().isStormy() && downUntil.getOrDefault(port, 0L) > schedule.now();
    }

    private long travel() {
        boolean slow = scene.weather().strikes(Fault.SLOW, chance, SLOW_ONE_IN);
        return slow ? chance.spread(SLOW_NANOS, VERY_SLOW_NANOS) : chance.spread(FAST_NANOS, USUAL_NANOS);
    }
}
