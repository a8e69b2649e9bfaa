package dev.sarangbang.application;

import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Map;

/** What a device is told without having asked. All of it is hints. */
public sealed interface Event {

    /** Something happened. */
    record Happened(Notice notice) implements Event {}

    /** A sign of life, with where the log of the room in view ends, so that a lost last push is noticed. */
    record Heads(Map<RoomId, Sequence> heads) implements Event {
        public Heads {
            heads = Map.copyOf(heads);
        }
    }

    /** Something may have been missed, anywhere: look at all rooms. */
    record Resync() implements Event {}

    /** Whether a slow device does without it first. */
    default boolean isEphemeral() {
        return this instanceof Happened(var notice) && notice.isEphemeral();
    }
}
