package dev.sarangbang.adapter.simulation.server;

import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Actor;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.adapter.simulation.schedule.Schedule;
import dev.sarangbang.application.ChatApplication;
import dev.sarangbang.application.Limits;
import dev.sarangbang.application.Surroundings;
import dev.sarangbang.domain.port.PortException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One life of a node: a process, from its start until it crashes. */
public final class Server {

    private static final long TASK_BEGINS_NANOS = 50_000;
    private static final long PAUSE_NANOS = 200_000;

    /** Few, so that lanes wait for each other; and as many as there usually are. */
    private static final List<Integer> APPENDS_AT_ONCE = List.of(1, 2, Surroundings.APPENDS_AT_ONCE_DEFAULT);

    private static final long START_AGAIN_NANOS = 700_000_000;

    private final Scene scene;
    private final Schedule schedule;
    private final String name;
    private final long lane;
    private final Chance chance;
    private final Broker.End queues;
    private final ChatApplication chat;
    private final Set<Actor> actors = new LinkedHashSet<>();
    private final Set<Edge> edges = new LinkedHashSet<>();
    private boolean alive = true;
    private boolean ready;
    private long pausedUntil;
    private int appendsUnderWay;

    Server(Scene scene, String name, Stores stores, Broker broker, NodeClock clock) {
        this.scene = scene;
        this.schedule = scene.schedule();
        this.name = name;
        this.lane = scene.newLane();
        this.chance = scene.chance("server", lane);
        var gate = new PortGate(scene, this, scene.chance("gate", lane));
        this.queues = broker.join(this, gate);
        var ports = new GatedPorts(scene, stores, this, gate, scene.chance("ports", lane)).with(queues);
        var surroundings = new Surroundings(
                clock,
                clock::steadyNanos,
                scene.chance("secrets", lane).generator(),
                this::begin,
                () -> sleep(PAUSE_NANOS),
                scene.chance("appends at once", 0).oneOf(APPENDS_AT_ONCE));
        this.chat = new ChatApplication(ports, surroundings, new Counter(scene, name));
    }

    /** Which node it runs on. */
    public String name() {
        return name;
    }

    long lane() {
        return lane;
    }

    /** Whether the process is there. */
    public boolean isAlive() {
        return alive;
    }

    /** Whether it has started and takes connections. */
    public boolean isReady() {
        return alive && ready;
    }

    /** What runs in it. */
    public ChatApplication chat() {
        return chat;
    }

    /** Starts, trying again until it can. */
    void start() {
        begin(() -> {
            while (!ready) {
                try {
                    chat.start();
                    ready = true;
                    scene.tell(name, () -> "is ready");
                    schedule.after(Limits.TICK.toNanos(), lane, this::tick);
                } catch (PortException e) {
                    scene.tell(name, () -> "cannot start: " + e.getMessage());
                    sleep(START_AGAIN_NANOS);
                }
            }
        });
    }

    /** Runs a task of its own. */
    void begin(Runnable task) {
        if (!alive) {
            return;
        }
        Actor actor = schedule.actor(task);
        actors.add(actor);
        resumeAfter(chance.spread(100, TASK_BEGINS_NANOS), actor);
    }

    /** Lets an actor of this process go on after a while, or when it runs again. */
    void resumeAfter(long nanos, Actor actor) {
        schedule.after(nanos, lane, () -> resume(actor));
    }

    /** Called by an actor of this process: lets time pass. */
    void sleep(long nanos) {
        Actor actor = schedule.current();
        resumeAfter(nanos, actor);
        actor.park();
    }

    /** Stands still for so long. */
    void pause(long nanos) {
        pausedUntil = Math.max(pausedUntil, schedule.now() + nanos);
        scene.tell(name, () -> "stands still for " + nanos / 1_000_000 + " ms");
    }

    /** Whether it stands still. */
    public boolean isPaused() {
        return pausedUntil > schedule.now();
    }

    /** Until when it stood still last, or does. */
    public long pausedUntil() {
        return pausedUntil;
    }

    /** The process is gone, in the middle of whatever it did. */
    void crash(boolean devicesHearLate) {
        scene.note(Situation.NODE_CRASHED);
        if (appendsUnderWay > 0) {
            scene.note(Situation.NODE_CRASHED_WITH_AN_APPEND_UNDER_WAY);
        }
        scene.tell(name, () -> "crashes");
        alive = false;
        queues.leave();
        for (Actor actor : actors) {
            actor.kill();
        }
        for (Edge edge : List.copyOf(edges)) {
            edge.link().nodeDied(devicesHearLate);
        }
        edges.clear();
    }

    void appendBegins() {
        appendsUnderWay++;
    }

    void appendEnds() {
        appendsUnderWay--;
    }

    void joined(Edge edge) {
        edges.add(edge);
    }

    void left(Edge edge) {
        edges.remove(edge);
    }

    /** The connections of this process, as it sees them. */
    public List<Edge> edges() {
        return new ArrayList<>(edges);
    }

    private void tick() {
        if (!alive) {
            return;
        }
        if (isPaused()) {
            schedule.at(pausedUntil, lane, this::tick);
            return;
        }
        chat.tick();
        schedule.after(Limits.TICK.toNanos(), lane, this::tick);
    }

    private void resume(Actor actor) {
        if (alive && isPaused()) {
            schedule.at(pausedUntil, lane, () -> resume(actor));
            return;
        }
        schedule.resume(actor);
        if (actor.isFinished()) {
            actors.remove(actor);
        }
    }
}
