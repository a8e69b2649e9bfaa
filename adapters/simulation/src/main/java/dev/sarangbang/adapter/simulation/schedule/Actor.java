package dev.sarangbang.adapter.simulation.schedule;

import java.util.concurrent.locks.LockSupport;

/** Code that may block in virtual time: a thread of which the {@link Schedule} sees to it that it runs only when it is its turn. */
public final class Actor {

    private final Schedule schedule;
    private final Thread thread;
    private boolean started;
    private boolean finished;
    private boolean killed;

    Actor(Schedule schedule, Runnable body) {
        this.schedule = schedule;
        this.thread = Thread.ofVirtual().unstarted(() -> live(body));
    }

    /** Whether it has come to its end. */
    public boolean isFinished() {
        return finished;
    }

    /** Lets it go no further: when it is its turn next, it unwinds. */
    public void kill() {
        killed = true;
    }

    /** Called by the actor itself: lets others run until {@link Schedule#resume} is called for this one. */
    public void park() {
        endureKilling();
        schedule.passTurn();
        awaitTurn();
        endureKilling();
    }

    /** Throws if the actor has been killed. */
    public void endureKilling() {
        if (killed) {
            throw new Killed();
        }
    }

    /** Starts it or lets it go on; returns once it parks or ends. Called by the schedule's own thread. */
    void run() {
        schedule.turn = thread;
        if (started) {
            LockSupport.unpark(thread);
        } else {
            started = true;
            thread.start();
        }
        schedule.awaitOwnTurn();
    }

    private void live(Runnable body) {
        try {
            endureKilling();
            body.run();
        } catch (Killed e) {
            return; // as intended; the turn is passed on below
        } catch (Throwable e) {
            schedule.fail(e);
        } finally {
            finished = true;
            schedule.passTurn();
        }
    }

    private void awaitTurn() {
        while (schedule.turn != thread) {
            LockSupport.park(this);
        }
    }
}
