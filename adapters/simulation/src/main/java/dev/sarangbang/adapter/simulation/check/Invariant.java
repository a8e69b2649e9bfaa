package dev.sarangbang.adapter.simulation.check;

/** What is always so, or has to become so once the faults stop. {@code docs/guarantees.md} says how each comes about. */
public enum Invariant {
    ACKNOWLEDGED_IS_KEPT("an acknowledged entry is in the log, at its place, as it was sent"),
    NOTHING_TWICE("what was sent under one client id is in the log once at most"),
    NOTHING_INVENTED("every entry is what its author asked for"),
    DENSE("the entries of a room are 1, 2, 3 … at every moment"),
    IDS_ASCEND("message ids ascend with the log of a room"),
    IDS_UNIQUE("no two nodes give out the same id"),
    ONE_ORDER("whatever a device is shown of a place in a log is the entry that is there"),
    SENDER_ORDER("what is sent one after the other over one connection keeps its order"),
    SYNC_EXACT("a sync or a page of history is exactly the part of the log that was asked for"),
    CURSORS_HONEST("a device's cursor is never behind what was confirmed, nor beyond what the device has"),
    READ_MARKS_HONEST("a person's read mark is never behind what was confirmed, nor beyond what was read"),
    UNREAD_RECOUNTED("unread is what a recount of the log gives"),
    PREVIEW_TRUE(
            "the message a room is previewed by is its newest, as it reads after all edits, and never a deleted one"),
    TEN_AT_MOST("a room has ten members at most"),
    AUTHORISED("only members, and where it needs one only the host, change a room"),
    NO_LEAK("nobody is shown an entry from before they joined or after they left"),
    ROOMS_LISTED("everyone is told of all the rooms they are in, and of no others"),
    ANSWERED_ONCE("a request is answered once"),
    ANSWERED_IN_TIME("a request is answered in time, or its connection ends"),
    REFUSED_RIGHTLY("nobody is told that there is no such room who is in it"),
    REFUSED_IS_UNDONE("what was refused has not happened and does not happen later"),
    PRESENCE_STEADY("who stays connected is never shown as gone, as long as the board works"),
    PRESENCE_SETTLES("once the leases have run out, everyone is shown as they are"),
    LOGGED_OUT_IS_OUT("the connections of an ended login are closed in time"),
    BOUNDED("queues stay below their bounds"),
    CONVERGES("when the faults stop, every device has everything within a bound"),
    NO_BUG("nothing throws what is not an outage");

    private final String meaning;

    Invariant(String meaning) {
        this.meaning = meaning;
    }

    /** In a sentence. */
    public String meaning() {
        return meaning;
    }
}
