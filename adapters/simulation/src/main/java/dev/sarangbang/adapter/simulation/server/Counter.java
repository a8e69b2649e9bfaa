package dev.sarangbang.adapter.simulation.server;

import dev.sarangbang.adapter.simulation.check.Invariant;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.check.Violation;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.application.Meter;
import dev.sarangbang.domain.port.PortException;

/** Hears of what a node counts. */
final class Counter implements Meter {

    private final Scene scene;
    private final String name;

    Counter(Scene scene, String name) {
        this.scene = scene;
        this.name = name;
    }

    @Override
    public void headMoved() {
        scene.note(Situation.HEAD_MOVED_UNDER_A_LANE);
    }

    @Override
    public void inDoubt() {
        scene.note(Situation.APPEND_IN_DOUBT);
    }

    @Override
    public void busy() {
        scene.note(Situation.LANE_FULL);
    }

    @Override
    public void unknown() {
        scene.note(Situation.ANSWERED_UNKNOWN);
    }

    @Override
    public void retried() {
        scene.note(Situation.RETRY_RECOGNISED);
    }

    @Override
    public void heldUsed() {
        scene.note(Situation.SYNC_FROM_HELD_MESSAGES);
    }

    @Override
    public void degraded(String what, RuntimeException cause) {
        if (!(cause instanceof PortException)) {
            throw new Violation(Invariant.NO_BUG, name + " while at " + what + ": " + cause);
        }
    }
}
