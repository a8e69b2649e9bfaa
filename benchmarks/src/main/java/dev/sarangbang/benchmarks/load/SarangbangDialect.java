package dev.sarangbang.benchmarks.load;

import io.netty.buffer.ByteBuf;

/** The protocol of {@code docs/protocol.md}, as far as the load needs it. */
final class SarangbangDialect implements Dialect {

    private static final Bytes SENT = new Bytes("\"type\":\"sent\"");
    private static final Bytes ENTRY = new Bytes("\"type\":\"entry\"");
    private static final Bytes ERROR = new Bytes("\"type\":\"error\"");
    private static final Bytes ID = new Bytes("\"id\":\"m");
    private static final Bytes SEQUENCE = new Bytes("\"sequence\":");

    /** Tells the requests of one run from those of another: ids are remembered by the server for ever. */
    private final String run;

    SarangbangDialect(String run) {
        this.run = run;
    }

    @Override
    public String path(Seat seat) {
        return "/ws";
    }

    @Override
    public String cookie(Seat seat) {
        return seat.session;
    }

    @Override
    public String subprotocol() {
        return "sarangbang.v1";
    }

    @Override
    public String greeting(Seat seat) {
        return "{\"type\":\"hello\",\"id\":\"hello\",\"device\":\"load-" + seat.place + "\"}";
    }

    @Override
    public String message(Seat seat, int number, Plan plan) {
        return "{\"type\":\"send\",\"id\":\"m" + number + "-" + plan.name() + "-" + run + "\",\"room\":\"" + seat.roomId
                + "\",\"text\":\"" + plan.padding() + "\"}";
    }

    @Override
    public Kind read(ByteBuf frame, Seat seat, Reading into) {
        Kind kind = kind(frame);
        if (kind != Kind.OTHER) {
            into.number = (int) Bytes.number(frame, ID.endIn(frame));
            into.sequence = kind == Kind.REFUSED ? -1 : Bytes.number(frame, SEQUENCE.endIn(frame));
        }
        return kind;
    }

    private static Kind kind(ByteBuf frame) {
        if (ENTRY.endIn(frame) >= 0) {
            return Kind.DELIVERED;
        }
        if (SENT.endIn(frame) >= 0) {
            return Kind.ACKNOWLEDGED;
        }
        return ERROR.endIn(frame) >= 0 ? Kind.REFUSED : Kind.OTHER;
    }
}
