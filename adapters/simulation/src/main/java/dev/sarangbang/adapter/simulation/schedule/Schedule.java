package dev.sarangbang.adapter.simulation.schedule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time and everything that is to happen in it. Events happen one after the other, ordered by their time, then by the lane of
 * whoever they concern, then by when they were put in; so the order in which unrelated ones were put in changes nothing.
 *
 * <p>Runs on the thread that calls {@link #runUntil}; actors have threads of their own, but only one of all these threads runs at a
 * time, and what one did is seen by the next. A virtual thread is best: to hand the turn over costs a microsecond then.
 */
public final class Schedule {

    private record Event(long at, long lane, long order, Runnable run) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            if (byTime != 0) {
                return byTime;
            }
            int byLane = Long.compare(lane, other.lane);
            return byLane != 0 ? byLane : Long.compare(order, other.order);
        }
    }

    /** More at one instant would be a circle: time would stand still. */
    private static final int AT_ONCE_MAX = 1_000_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Set<Actor> actors = new LinkedHashSet<>();
    private final Thread own = Thread.currentThread();
    private long now;
    private long orders;
    private @Nullable Actor current;
    private @Nullable Throwable failure;

    /** Whose turn it is; the memory effects of one turn are seen by the next. */
    volatile Thread turn = own;

    /** Nanoseconds since the beginning. */
    public long now() {
        return now;
    }

    /** The actor whose turn it is; only to be asked by code that runs in one. */
    public Actor current() {
        if (current == null) {
            throw new IllegalStateException("called from outside of any actor: it would block the world");
        }
        return current;
    }

    /** Whether the code that asks runs in an actor. */
    public boolean isInActor() {
        return current != null;
    }

    /** Lets {@code run} happen {@code nanos} from now. It must not block. */
    public void after(long nanos, long lane, Runnable run) {
        at(now + nanos, lane, run);
    }

    /** Lets {@code run} happen at a time that is not past. It must not block. */
    public void at(long time, long lane, Runnable run) {
        events.add(new Event(Math.max(now, time), lane, orders++, run));
    }

    /** A new actor, which begins when it is {@linkplain #resume resumed} first. */
    public Actor actor(Runnable body) {
        var actor = new Actor(this, body);
        actors.add(actor);
        return actor;
    }

    /** Gives an actor its turn, and returns when it parks or ends. Not to be called by an actor. */
    public void resume(Actor actor) {
        if (actor.isFinished()) {
            return;
        }
        current = actor;
        actor.run();
        current = null;
        if (actor.isFinished()) {
            actors.remove(actor);
        }
        throwFailure();
    }

    /** Lets everything happen that is due by {@code time}. Throws what any of it threw. */
    public void runUntil(long time) {
        int atOnce = 0;
        for (Event next = events.peek(); next != null && next.at() <= time; next = events.peek()) {
            events.remove();
            atOnce = next.at() == now ? atOnce + 1 : 0;
            if (atOnce > AT_ONCE_MAX) {
                throw new IllegalStateException("time stands still");
            }
            now = next.at();
            next.run().run();
        }
        now = time;
    }

    /** Ends all actors. */
    public void close() {
        for (Actor actor : List.copyOf(actors)) {
            actor.kill();
            current = actor;
            actor.run();
        }
        current = null;
        actors.clear();
        events.clear();
    }

    void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    void passTurn() {
        turn = own;
        LockSupport.unpark(own);
    }

    void awaitOwnTurn() {
        while (turn != own) {
            LockSupport.park(this);
        }
    }

    private void throwFailure() {
        Throwable cause = failure;
        failure = null;
        switch (cause) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(cause);
        }
    }
}
