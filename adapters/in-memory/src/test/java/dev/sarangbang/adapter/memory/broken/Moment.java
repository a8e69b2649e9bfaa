package dev.sarangbang.adapter.memory.broken;

import java.util.concurrent.locks.LockSupport;

/** What lies between looking and acting in an adapter that does not do both at once. */
final class Moment {

    private static final long NANOS = 300_000;

    private Moment() {}

    /** Long enough for others to come in between. */
    static void pass() {
        LockSupport.parkNanos(NANOS);
    }
}
