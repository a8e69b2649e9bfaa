package dev.sarangbang.adapter.simulation.scene;

import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.fault.Ordinals;
import dev.sarangbang.adapter.simulation.fault.Plan;
import dev.sarangbang.adapter.simulation.schedule.Chance;

/** Whether things go wrong. They do so from when the storm begins until it is over. */
public final class Weather {

    private final Plan plan;
    private final Ordinals ordinals;
    private boolean stormy;
    private boolean hushed;
    private boolean muted;

    Weather(Plan plan) {
        this.plan = plan;
        this.ordinals = new Ordinals(plan.leftOut());
    }

    /** From now on things go wrong. */
    public void begin() {
        stormy = true;
    }

    /** From now on nothing goes wrong any more. */
    public void end() {
        stormy = false;
    }

    /** From now on, or no longer, every push is lost in silence. */
    public void hush(boolean everyPush) {
        hushed = everyPush;
    }

    /** From now on, or no longer, nobody is answered whether an append has happened. It does. */
    public void mute(boolean everyAppend) {
        muted = everyAppend;
    }

    /** Whether no append is answered. */
    public boolean isMuted() {
        return muted;
    }

    /** Whether every push is lost in silence. */
    public boolean isHushed() {
        return hushed;
    }

    /** Whether things may go wrong now. */
    public boolean isStormy() {
        return stormy;
    }

    /** Whether {@code fault} strikes now, as it does once in {@code n} times if it does at all. */
    public boolean strikes(Fault fault, Chance chance, int n) {
        return stormy && plan.has(fault) && chance.oneIn(n) && ordinals.happens();
    }

    /** Whether somebody does what they are about to do. Numbered with the faults. */
    public boolean allowsAct() {
        return ordinals.happens();
    }

    /** How many faults struck and acts were done. */
    public int ordinals() {
        return ordinals.count();
    }
}
