package dev.sarangbang.adapter.simulation.wire;

import dev.sarangbang.application.ChangeOutcome;
import dev.sarangbang.application.Conversation;
import dev.sarangbang.application.Event;
import dev.sarangbang.application.RoomSnapshot;
import dev.sarangbang.application.RoomSummary;
import dev.sarangbang.domain.message.ClientMessageId;
import java.util.List;
import java.util.Optional;

/** What a node sends to a device. */
public sealed interface Frame {

    /** Whether a slow device does without it first. */
    default boolean isEphemeral() {
        return this instanceof Pushed(var event) && event.isEphemeral();
    }

    /** Unasked. */
    record Pushed(Event event) implements Frame {}

    /** The answer to a request. */
    record Answered(ClientMessageId id, Answer answer) implements Frame {}

    /** What an answer says. */
    sealed interface Answer {

        record Welcome(List<RoomSummary> rooms) implements Answer {}

        record Rooms(List<RoomSummary> rooms) implements Answer {}

        record OneRoom(Optional<RoomSnapshot> room) implements Answer {}

        record Change(ChangeOutcome outcome) implements Answer {}

        record Part(Conversation.Page page) implements Answer {}

        record Marked(Conversation.MarkOutcome outcome) implements Answer {}

        record Viewed(boolean visible) implements Answer {}

        /** A store did not answer: the outcome is not known. */
        record Unavailable() implements Answer {}
    }
}
