package dev.sarangbang.adapter.simulation.client;

import dev.sarangbang.adapter.simulation.wire.Request;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.room.RoomId;
import java.util.Optional;

/** Something a person wants to happen to a room: made under one id, and again under that id until it is known what came of it. */
final class Errand {

    /** Attempts that may go wrong before the person is asked; they then try again later. */
    static final int TRIES_MAX = 5;

    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final long ASKED_AGAIN_NANOS = 6_000_000_000L;

    private final Request request;
    private final Content content;
    private final Optional<RoomId> room;
    private boolean underWay;
    private int tries;
    private long notBefore;
    private boolean nodeDied;

    Errand(Request request, Content content, Optional<RoomId> room) {
        this.request = request;
        this.content = content;
        this.room = room;
    }

    Request request() {
        return request;
    }

    /** What an entry made of it says. */
    Content content() {
        return content;
    }

    /** The room it is about; empty if it makes one. */
    Optional<RoomId> room() {
        return room;
    }

    boolean isMessage() {
        return request instanceof Request.Send || request instanceof Request.Answer;
    }

    boolean isUnderWay() {
        return underWay;
    }

    boolean isDue(long now) {
        return !underWay && notBefore <= now;
    }

    long notBefore() {
        return notBefore;
    }

    void begins() {
        underWay = true;
    }

    /** The connection is gone; what was under way may have arrived or not. */
    void interrupted(boolean byCrash) {
        nodeDied |= underWay && byCrash;
        underWay = false;
        notBefore = 0;
    }

    /** The server said: try again. */
    void putOff(long now) {
        underWay = false;
        tries++;
        if (tries % TRIES_MAX == 0) {
            notBefore = now + ASKED_AGAIN_NANOS;
        } else {
            notBefore = now + (PAUSE_NANOS << (tries % TRIES_MAX - 1));
        }
    }

    /** Whether a node died while it had it. */
    boolean metACrash() {
        return nodeDied;
    }
}
