package dev.sarangbang.testing.servers;

import java.time.Duration;

/** What happens to bytes that go one way, for all connections of a proxy. */
final class Line {

    private Duration delay = Duration.ZERO;
    private boolean dropping;
    private boolean holding;

    synchronized void delay(Duration by) {
        delay = by;
        notifyAll();
    }

    synchronized void drop() {
        dropping = true;
        notifyAll();
    }

    synchronized void hold() {
        holding = true;
    }

    synchronized void heal() {
        delay = Duration.ZERO;
        dropping = false;
        holding = false;
        notifyAll();
    }

    /** Waits as long as bytes that were read at {@code readAt} must wait. True if they are then to be passed on, false if they vanish. */
    synchronized boolean passes(long readAt) throws InterruptedException {
        while (true) {
            if (dropping) {
                return false;
            }
            long left = delay.toNanos() - (System.nanoTime() - readAt);
            if (holding) {
                wait();
            } else if (left > 0) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } else {
                return true;
            }
        }
    }
}
