package dev.sarangbang.benchmarks.load;

import io.netty.buffer.ByteBuf;

/**
 * What the bare broadcast server speaks: a path for each room, and texts that begin with their number. Everyone in the room
 * hears every message, the author too, whose own is the nearest thing to an acknowledgement.
 */
final class BareDialect implements Dialect {

    private static final Bytes MARK = new Bytes("#");

    @Override
    public String path(Seat seat) {
        return "/room/" + seat.room;
    }

    @Override
    public String cookie(Seat seat) {
        return "";
    }

    @Override
    public String subprotocol() {
        return "";
    }

    @Override
    public String greeting(Seat seat) {
        return "";
    }

    @Override
    public String message(Seat seat, int number, Plan plan) {
        return seat.place + "#" + number + " " + plan.padding();
    }

    @Override
    public Kind read(ByteBuf frame, Seat seat, Reading into) {
        into.number = (int) Bytes.number(frame, MARK.endIn(frame));
        into.sequence = -1;
        if (into.number < 0) {
            return Kind.OTHER;
        }
        boolean own = Bytes.number(frame, frame.readerIndex()) == seat.place;
        return own ? Kind.ACKNOWLEDGED : Kind.DELIVERED;
    }
}
