package dev.sarangbang.adapter.websocket.net;

import io.netty.channel.EventLoop;
import io.netty.util.internal.PlatformDependent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the connections of one event loop: watches their deadlines, and takes what other threads want to send to them.
 *
 * <p>Whoever sends leaves a push and wakes the loop only if nobody has; the loop takes all pushes there are, puts each frame
 * into the outboxes it is for, and then flushes each of these once. So a message to ten members costs one wake-up at most and a
 * burst of messages to one client costs one system call.
 */
final class LoopKeeper {

    /** A frame and those of this loop's connections that it is for. */
    private record Push(OutgoingFrame frame, List<WebSocketConnection> targets) {}

    private static final Logger LOG = System.getLogger(LoopKeeper.class.getName());

    /** After so many, others have their turn on the loop. */
    private static final int PUSHES_AT_ONCE_MAX = 1_024;

    private final EventLoop loop;
    private final LongSupplier nanoClock;

    private final Queue<Push> pushes = PlatformDependent.newMpscQueue();
    private final AtomicInteger pushesWaiting = new AtomicInteger();
    private final AtomicBoolean awake = new AtomicBoolean();

    private final List<Watched> watched = new ArrayList<>();
    private final List<WebSocketConnection> touched = new ArrayList<>();
    private @Nullable Duration draining;

    LoopKeeper(EventLoop loop, LongSupplier nanoClock) {
        this.loop = loop;
        this.nanoClock = nanoClock;
    }

    void start() {
        long every = EdgeLimits.SWEEP_EVERY.toNanos();
        var unused = loop.scheduleWithFixedDelay(this::sweep, every, every, TimeUnit.NANOSECONDS);
    }

    EventLoop loop() {
        return loop;
    }

    long now() {
        return nanoClock.getAsLong();
    }

    /** Sends {@code frame} to {@code targets}, all of them of this loop. From any thread. */
    void push(OutgoingFrame frame, List<WebSocketConnection> targets) {
        if (pushesWaiting.incrementAndGet() > EdgeLimits.LOOP_PUSHES_MAX) {
            pushesWaiting.decrementAndGet();
            for (WebSocketConnection target : targets) {
                target.overrun();
            }
            return;
        }
        for (WebSocketConnection target : targets) {
            target.sent(frame.length());
        }
        pushes.add(new Push(frame, targets));
        if (!awake.get() && awake.compareAndSet(false, true)) {
            loop.execute(this::deliver);
        }
    }

    /** Begins to watch; who comes while everybody goes has to go, too. On the loop. */
    void watch(Watched connection) {
        connection.place = watched.size();
        watched.add(connection);
        Duration spread = draining;
        if (spread != null) {
            guarded(connection, () -> connection.drain(spread));
        }
    }

    /** Stops watching; may be repeated. On the loop. */
    void unwatch(Watched connection) {
        if (connection.place < 0) {
            return;
        }
        Watched last = watched.remove(watched.size() - 1);
        if (connection.place < watched.size()) {
            watched.set(connection.place, last);
            last.place = connection.place;
        }
        connection.place = -1;
    }

    /** How many are watched. On the loop. */
    int watched() {
        return watched.size();
    }

    /** Looks at every deadline. On the loop. */
    void sweep() {
        try {
            long now = now();
            for (Watched connection : List.copyOf(watched)) {
                guarded(connection, () -> connection.sweep(now));
            }
        } catch (Throwable e) {
            // Thrown on, it would be the last sweep of this loop.
            LOG.log(Level.ERROR, "deadlines could not be looked at", e);
        }
    }

    /** Lets every connection go away for a restart, to come back within {@code spread}. On the loop. */
    void drain(Duration spread) {
        draining = spread;
        for (Watched connection : List.copyOf(watched)) {
            guarded(connection, () -> connection.drain(spread));
        }
    }

    private void deliver() {
        try {
            deliverSome();
        } finally {
            awake.set(false);
            if (!pushes.isEmpty() && awake.compareAndSet(false, true)) {
                loop.execute(this::deliver);
            }
        }
    }

    private void deliverSome() {
        int taken = 0;
        for (Push push = pushes.poll(); push != null; push = taken < PUSHES_AT_ONCE_MAX ? pushes.poll() : null) {
            taken++;
            OutgoingFrame frame = push.frame;
            for (WebSocketConnection target : push.targets) {
                guarded(target, () -> {
                    if (target.take(frame)) {
                        touched.add(target);
                    }
                });
            }
        }
        pushesWaiting.addAndGet(-taken);
        for (WebSocketConnection target : touched) {
            guarded(target, target::flush);
        }
        touched.clear();
    }

    /** What goes wrong with one connection must not keep the others from what is theirs. */
    private static void guarded(Watched connection, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "a connection could not be looked after", e);
            connection.abort();
        }
    }
}
