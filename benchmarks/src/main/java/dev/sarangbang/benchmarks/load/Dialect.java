package dev.sarangbang.benchmarks.load;

import io.netty.buffer.ByteBuf;

/** How to speak to the kind of server under load. The driver knows only seats, message numbers and sequences. */
interface Dialect {

    /** What a server sent, as far as the driver cares. */
    enum Kind {
        /** The answer to a message of this seat. */
        ACKNOWLEDGED,
        /** Somebody else's message. */
        DELIVERED,
        /** A message that was not taken. */
        REFUSED,
        OTHER
    }

    /** The path to connect to. */
    String path(Seat seat);

    /** The {@code Cookie} header to connect with, or an empty string. */
    String cookie(Seat seat);

    /** The subprotocol to ask for, or an empty string. */
    String subprotocol();

    /** Frames to send once connected. */
    String greeting(Seat seat);

    /** The frame that says message {@code number} of {@code plan}. */
    String message(Seat seat, int number, Plan plan);

    /** Reads a frame into {@code into}. Called for every frame, so it does no more than it must. */
    Kind read(ByteBuf frame, Seat seat, Reading into);

    /** What was found in a frame. */
    final class Reading {
        /** The message's number; -1 if it is not one of this run. */
        int number;
        /** Its place in the room's log; -1 if the server has no such thing. */
        long sequence;
    }
}
