package dev.sarangbang.adapter.simulation.wire;

import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.fault.Fault;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.adapter.simulation.schedule.Schedule;

/**
 * One connection: what is sent arrives in order, after a while, unless the connection ends first. What waits for a device that does not
 * take it is bounded: then it does without what is ephemeral, and when that does not help the connection ends.
 *
 * <p>Decides everything by itself, so that two connections to which something is sent at the same moment do not influence each other.
 */
public final class Link {

    /** Why a connection ended, to the device: what it does next depends on it. */
    public enum Ending {
        BROKEN,
        TOO_SLOW,
        LOGGED_OUT
    }

    /** The end at which the device is. */
    public interface DeviceEnd {
        void received(Frame frame);

        void ended(Ending why);
    }

    /** The end at which the node is. */
    public interface NodeEnd {
        void received(Request request);

        void ended();
    }

    /** Frames that may wait for one device. */
    public static final int FRAMES_WAITING_MAX = 400;

    /** So long may a frame wait, by the limits of the real edge. */
    private static final long AGE_MAX_NANOS = 10_000_000_000L;

    /** With so many waiting, ephemeral frames are left out. */
    private static final int EPHEMERAL_WAITING_MAX = 20;

    private static final long FAST_NANOS = 100_000;
    private static final long USUAL_NANOS = 20_000_000;
    private static final long SLOW_FRAME_MAX_NANOS = 2_000_000_000;
    private static final long SILENT_MAX_NANOS = 40_000_000_000L;
    private static final int SLOW_ONE_IN = 4;

    private final Scene scene;
    private final Schedule schedule;
    private final Chance chance;
    private final long lane;
    private final DeviceEnd device;
    private final NodeEnd node;
    private final long frameNanos;
    private long nextUp;
    private long nextDown;
    private int waiting;
    private boolean deviceGone;
    private boolean nodeGone;
    private boolean severed;

    public Link(Scene scene, DeviceEnd device, java.util.function.Function<Link, NodeEnd> node) {
        this.scene = scene;
        this.schedule = scene.schedule();
        this.lane = scene.newLane();
        this.chance = scene.chance("link", lane);
        this.device = device;
        boolean slow = scene.weather().strikes(Fault.SLOW_DEVICE, chance, SLOW_ONE_IN);
        this.frameNanos = slow ? chance.between(SLOW_FRAME_MAX_NANOS / 10, SLOW_FRAME_MAX_NANOS) : 0;
        this.node = node.apply(this);
    }

    public long lane() {
        return lane;
    }

    /** Whether the node still takes it for open. */
    public boolean isOpenAtNode() {
        return !nodeGone;
    }

    /** Whether both sides hear each other. */
    public boolean isWhole() {
        return !severed && !deviceGone && !nodeGone;
    }

    /** From the device to the node. */
    public void ask(Request request) {
        if (deviceGone) {
            return;
        }
        nextUp = Math.max(nextUp + 1, schedule.now() + travel());
        schedule.at(nextUp, lane, () -> {
            if (!nodeGone && !severed) {
                node.received(request);
            }
        });
    }

    /** From the node to the device. */
    public void push(Frame frame) {
        if (nodeGone) {
            return;
        }
        if (frame.isEphemeral() && waiting >= EPHEMERAL_WAITING_MAX) {
            scene.note(Situation.EPHEMERAL_DROPPED);
            return;
        }
        boolean tooOld = nextDown - schedule.now() > AGE_MAX_NANOS;
        if (waiting >= FRAMES_WAITING_MAX || tooOld) {
            scene.note(Situation.DEVICE_TOO_SLOW);
            endFromNode(Ending.TOO_SLOW);
            return;
        }
        waiting++;
        long slow = scene.weather().isStormy() ? frameNanos : 0;
        nextDown = Math.max(nextDown + slow + 1, schedule.now() + travel());
        schedule.at(nextDown, lane, () -> {
            waiting--;
            if (!deviceGone && !severed) {
                device.received(frame);
            }
        });
    }

    /** The node ends it: it takes nothing any more, and the device hears of it after what is on its way. */
    public void endFromNode(Ending why) {
        if (nodeGone) {
            return;
        }
        nodeGone = true;
        nextDown = Math.max(nextDown + 1, schedule.now() + travel());
        schedule.at(nextDown, lane, () -> tellDevice(why));
        schedule.after(0, lane, node::ended);
    }

    /** The device ends it, or its network does; the node hears of it soon, or, in silence, much later. */
    public void endFromDevice(boolean inSilence) {
        if (deviceGone) {
            return;
        }
        deviceGone = true;
        long later = inSilence ? chance.between(USUAL_NANOS, SILENT_MAX_NANOS) : travel();
        schedule.at(Math.max(nextUp + 1, schedule.now() + later), lane, this::tellNode);
    }

    /** It is cut in the middle: each side hears of it when it does. */
    public void cut(boolean deviceHearsLate, boolean nodeHearsLate) {
        scene.note(Situation.CONNECTION_CUT);
        long deviceLater = deviceHearsLate ? chance.between(USUAL_NANOS, SILENT_MAX_NANOS) : travel();
        long nodeLater = nodeHearsLate ? chance.between(USUAL_NANOS, SILENT_MAX_NANOS) : travel();
        schedule.after(deviceLater, lane, () -> tellDevice(Ending.BROKEN));
        schedule.after(nodeLater, lane, this::tellNode);
        severed = true;
    }

    /** The node's process died. */
    public void nodeDied(boolean deviceHearsLate) {
        nodeGone = true;
        long later = deviceHearsLate ? chance.between(USUAL_NANOS, SILENT_MAX_NANOS) : travel();
        schedule.after(later, lane, () -> tellDevice(Ending.BROKEN));
    }

    private void tellDevice(Ending why) {
        if (!deviceGone) {
            deviceGone = true;
            device.ended(why);
        }
    }

    private void tellNode() {
        if (!nodeGone) {
            nodeGone = true;
            node.ended();
        }
    }

    private long travel() {
        return chance.spread(FAST_NANOS, USUAL_NANOS);
    }
}
