package dev.sarangbang.adapter.simulation.server;

import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Chance;

/** A machine on which one server process after the other runs, and the troubles of machines. */
public final class Node {

    private static final long SECOND = 1_000_000_000L;
    private static final long TROUBLE_EVERY_NANOS = SECOND;
    private static final int CRASH_ONE_IN = 15;
    private static final int PAUSE_ONE_IN = 15;
    private static final int LONG_PAUSE_ONE_IN = 3;
    private static final int CLOCK_ONE_IN = 10;

    /** Two jumps in opposite directions, one after the other, are within the hour that ids are given out for. */
    private static final long CLOCK_WRONG_MAX_NANOS = 1_700 * SECOND;

    /** So long a node that is to stand still waits for a device that knocks. */
    private static final long GREETING_AWAITED_NANOS = 3 * SECOND;

    private static final long LOOK_EVERY_NANOS = 50_000;

    private static final int DRIFT_MAX_PER_MILLION = 500;

    private final Scene scene;
    private final Stores stores;
    private final Broker broker;
    private final String name;
    private final long lane;
    private final Chance chance;
    private final NodeClock clock;
    private Server server;
    private boolean down;

    public Node(Scene scene, Stores stores, Broker broker, int index) {
        this.scene = scene;
        this.stores = stores;
        this.broker = broker;
        this.name = "node" + (index + 1);
        this.lane = scene.newLane();
        this.chance = scene.chance("node", index);
        this.clock = new NodeClock(scene);
        this.server = new Server(scene, name, stores, broker, clock);
    }

    /** The process that runs on it, or ran last. */
    public Server server() {
        return server;
    }

    /** Starts its first process. */
    public void start() {
        server.start();
        scene.schedule().after(TROUBLE_EVERY_NANOS, lane, this::trouble);
    }

    /** Until when it stands still, or now. */
    public long awakeAt() {
        return Math.max(scene.schedule().now(), server.pausedUntil());
    }

    /** Nothing is wrong with it any more; it must be awake. */
    public void heal() {
        clock.driftBy(0);
        clock.jumpTo(0);
        if (down) {
            restart();
        }
    }

    /** It crashes at once; comes back after a while, or when healed. */
    public void crash(boolean devicesHearLate) {
        if (down) {
            return;
        }
        down = true;
        server.crash(devicesHearLate);
        scene.schedule().after(chance.spread(SECOND / 10, 20 * SECOND), lane, () -> {
            if (down) {
                restart();
            }
        });
    }

    private void restart() {
        down = false;
        server = new Server(scene, name, stores, broker, clock);
        server.start();
    }

    private void trouble() {
        scene.schedule().after(TROUBLE_EVERY_NANOS, lane, this::trouble);
        if (!scene.weather().isStormy()) {
            return;
        }
        if (scene.weather().strikes(Fault.CLOCK_DRIFT, chance, CLOCK_ONE_IN)) {
            clock.driftBy((int) chance.between(-DRIFT_MAX_PER_MILLION, DRIFT_MAX_PER_MILLION));
        }
        if (scene.weather().strikes(Fault.CLOCK_JUMP, chance, CLOCK_ONE_IN)) {
            jump();
        }
        if (scene.weather().strikes(Fault.PAUSE, chance, PAUSE_ONE_IN) && !down) {
            pause();
        }
        if (scene.weather().strikes(Fault.CRASH, chance, CRASH_ONE_IN)) {
            // Not on the second, but anywhere between two port calls.
            boolean late = chance.oneIn(3);
            scene.schedule().after(chance.between(0, TROUBLE_EVERY_NANOS), lane, () -> crash(late));
        }
    }

    /**
     * Stands still until after its number could be lent again, while {@code other} starts anew just then, and borrows it. It
     * does so in the middle of greeting a device, whose connection needs an id right after.
     */
    public void hibernate(Node other) {
        hibernateSoon(other, scene.schedule().now() + GREETING_AWAITED_NANOS);
    }

    private void hibernateSoon(Node other, long latest) {
        boolean greets = server.edges().stream().anyMatch(Edge::isGreeting);
        if (greets) {
            scene.note(Situation.NODE_PAUSED_WITH_A_GREETING_UNDER_WAY);
        }
        if (greets || scene.schedule().now() >= latest) {
            hibernateNow(other);
        } else {
            scene.schedule().after(LOOK_EVERY_NANOS, lane, () -> hibernateSoon(other, latest));
        }
    }

    private void hibernateNow(Node other) {
        long lease = ThriftyNodeIds.SHORT_LEASE.toNanos();
        scene.note(Situation.NODE_PAUSED_BEYOND_ITS_LEASE);
        server.pause(lease + chance.between(30 * SECOND, 60 * SECOND));
        scene.schedule().after(lease + chance.between(SECOND, 15 * SECOND), lane, () -> other.crash(false));
        scene.schedule().after(lease + 16 * SECOND, lane, () -> {
            if (other.down) {
                other.restart();
            }
        });
    }

    private void jump() {
        long wrong = chance.spread(SECOND / 1_000, CLOCK_WRONG_MAX_NANOS) * (chance.oneIn(2) ? 1 : -1);
        scene.note(wrong < clock.offsetNanos() ? Situation.CLOCK_WENT_BACK : Situation.CLOCK_LEAPT_AHEAD);
        scene.tell(name, () -> "clock jumps to " + wrong / 1_000_000 + " ms off");
        clock.jumpTo(wrong);
    }

    private void pause() {
        boolean isLong = chance.oneIn(LONG_PAUSE_ONE_IN);
        server.pause(isLong ? chance.between(30 * SECOND, 90 * SECOND) : chance.spread(SECOND / 100, 20 * SECOND));
    }
}
