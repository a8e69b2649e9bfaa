package dev.sarangbang.benchmarks.load;

/** One connection of the load: member {@code place} of room {@code room}. Used by its event loop alone. */
final class Seat {
    final int room;
    final int place;

    /** What identifies the room to the server; set before connecting. */
    final String roomId;

    /** What identifies the member to the server; set before connecting. */
    final String session;

    /** The sequence up to which this seat has heard everything; -1 before the first. */
    long heardUpTo = -1;

    Seat(int room, int place, String roomId, String session) {
        this.room = room;
        this.place = place;
        this.roomId = roomId;
        this.session = session;
    }
}
