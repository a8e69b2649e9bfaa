package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.adapter.websocket.net.OutgoingFrame;
import dev.sarangbang.application.Event;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Encodes each event once for all devices that hear it. One event object is pushed to all of them in one go, so the frames of a
 * few latest events are enough; two threads that push at once seldom share a place, and if they do, a frame is made again.
 */
final class EventFrames {

    private static final int PLACES = 64;

    private record Encoded(Event event, Optional<OutgoingFrame> frame) {}

    private final AtomicReferenceArray<Encoded> latest = new AtomicReferenceArray<>(PLACES);

    /** The frame for {@code event}; empty if clients are not told of it. */
    @SuppressWarnings(
            "ReferenceEquality") // one object is one push; comparing the contents would cost more than encoding them
    Optional<OutgoingFrame> of(Event event) {
        int place = System.identityHashCode(event) % PLACES;
        Encoded here = latest.getAcquire(place);
        if (here != null && here.event() == event) {
            return here.frame();
        }
        Optional<OutgoingFrame> frame = Frames.event(event);
        latest.setRelease(place, new Encoded(event, frame));
        return frame;
    }
}
