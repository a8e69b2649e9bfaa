package dev.sarangbang.adapter.simulation.scene;

import dev.sarangbang.adapter.simulation.check.History;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.check.Situations;
import dev.sarangbang.adapter.simulation.check.Truth;
import dev.sarangbang.adapter.simulation.fault.Plan;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.adapter.simulation.schedule.Schedule;
import java.time.Instant;
import java.util.function.Supplier;

/** One simulated world, as each of its parts sees it. Used by one thread at a time. */
public final class Scene {

    /** When the world begins. */
    private static final Instant DAWN = Instant.parse("2030-01-01T00:00:00Z");

    private final Plan plan;
    private final Schedule schedule = new Schedule();
    private final Situations situations = new Situations();
    private final History history;
    private final Truth truth = new Truth(schedule::now);
    private final Weather weather;
    private long portCalls;
    private long lanes;

    /** The world of {@code plan}, with its history written down if that is wanted. */
    public Scene(Plan plan, boolean historyWanted) {
        this.plan = plan;
        this.history = new History(schedule::now, historyWanted);
        this.weather = new Weather(plan);
    }

    public Plan plan() {
        return plan;
    }

    public Schedule schedule() {
        return schedule;
    }

    public Truth truth() {
        return truth;
    }

    public Weather weather() {
        return weather;
    }

    public Situations situations() {
        return situations;
    }

    /** Something worth counting came about. */
    public void note(Situation situation) {
        situations.note(situation);
    }

    /** Something worth reading happened. */
    public void tell(String who, Supplier<String> what) {
        history.tell(who, what);
    }

    public History history() {
        return history;
    }

    /** A stream of decisions for one purpose of one thing. */
    public Chance chance(String purpose, long thing) {
        return Chance.of(plan.seed(), purpose, thing);
    }

    /** A number for someone new, by which events of one moment are told apart. */
    public long newLane() {
        return ++lanes;
    }

    /** What time it really is: the time of those stores that many nodes share. */
    public Instant trueTime() {
        return DAWN.plusNanos(schedule.now());
    }

    /** A port is being called. */
    public void portCalled() {
        portCalls++;
    }

    /** How many times a port was called. */
    public long portCalls() {
        return portCalls;
    }
}
