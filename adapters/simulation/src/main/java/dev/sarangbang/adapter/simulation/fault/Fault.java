package dev.sarangbang.adapter.simulation.fault;

/** A kind of thing that goes wrong. A seed has some of them, so that each is also met without the others. */
public enum Fault {
    /** A node dies between two port calls, and comes back after a while. */
    CRASH,
    /** A node stands still, as when it is suspended, perhaps for longer than its leases live. */
    PAUSE,
    /** A port call fails, and nothing has happened. */
    REFUSED,
    /** A port call fails, and it has happened. */
    ANSWER_LOST,
    /** A port call fails, and happens later. */
    APPLIED_LATE,
    /** A port call takes long. */
    SLOW,
    /** All calls of one port of one node fail for a while. */
    DOWN,
    /** A node's wall clock jumps, ahead or back. */
    CLOCK_JUMP,
    /** A node's clocks run too fast or too slow. */
    CLOCK_DRIFT,
    /** A node is told that its number is another's now. */
    LEASE_LOST,
    /** Pushes get lost, and the node is told so afterwards. */
    PUSH_DROPPED,
    /** Pushes get lost, and nobody is told. */
    PUSH_DROPPED_IN_SILENCE,
    PUSH_DOUBLED,
    PUSH_OVERTAKEN,
    PUSH_DELAYED,
    /** The store of held messages forgets everything. */
    HOLD_EMPTIED,
    /** The presence board forgets everything. */
    BOARD_EMPTIED,
    /** All connections are cut at once. */
    STORM,
    /** A device takes what it is sent slowly. */
    SLOW_DEVICE,
    /** A connection is cut; perhaps one side does not hear of it. */
    CUT,
    /** A device starts anew, with or without the entries it has kept. */
    DEVICE_RESTART,
    /** Somebody logs out, and in again. */
    LOGOUT
}
