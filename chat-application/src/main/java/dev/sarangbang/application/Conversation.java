package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Amendments;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;
import java.util.function.Consumer;

/**
 * Talking in a room, and catching up with what was said. Whoever is not in the room is told that there is no such room.
 *
 * <p>What says or changes something takes the caller's own name for it, by which a retry is recognised, and answers through {@code
 * reply}: exactly once, on any thread, when it is in the log for good or will not be. What is asked for one room one after the other
 * takes effect in that order. All but {@link #send} block while they read, and throw {@link
 * dev.sarangbang.domain.port.PortException} on an outage, in which case {@code reply} is not called; they may all be repeated.
 */
public interface Conversation {

    /** Says something. Never blocks. */
    void send(Lobby.Target target, MessageText text, Consumer<? super ChangeOutcome> reply);

    /** Says something in answer to the message at {@code to}, which the caller must be able to see. */
    void answer(Lobby.Target target, Sequence to, MessageText text, Consumer<? super ChangeOutcome> reply);

    /** Gives the caller's own message another text. How edits and deletions add up is told by {@link Amendments}. */
    void edit(Lobby.Target target, Sequence message, MessageText text, Consumer<? super ChangeOutcome> reply);

    /** Takes the caller's own message back: readers no longer show it. Its text stays in the log. */
    void delete(Lobby.Target target, Sequence message, Consumer<? super ChangeOutcome> reply);

    /**
     * What comes right after {@code after}, for a device that has everything up to there, and not before the entry by which the
     * caller joined. Costs what it returns.
     *
     * @param limit 1 to {@link Limits#PAGE_ENTRIES_MAX}
     */
    Page sync(AccountId caller, RoomId room, Epoch epoch, Sequence after, int limit);

    /** What stands right before {@code before}, ascending; {@code limit} as in {@link #sync}. */
    Page history(AccountId caller, RoomId room, Sequence before, int limit);

    /**
     * The newest messages before {@code before} that contain {@code query}, as they read now, of those that the caller may see.
     *
     * @param limit 1 to {@link Limits#FOUND_MESSAGES_MAX}
     */
    Finding search(AccountId caller, RoomId room, SearchQuery query, Sequence before, int limit);

    /** Confirms that a device has every entry up to and with {@code sequence}. Never moves back. */
    MarkOutcome confirm(AccountId caller, DeviceId device, RoomId room, Epoch epoch, Sequence sequence);

    /** Notes that the caller has read up to and with {@code sequence}, and tells the members. Never moves back. */
    MarkOutcome markRead(AccountId caller, RoomId room, Epoch epoch, Sequence sequence);

    /** Tells the other members that the caller is writing. A hint: nothing is answered, nothing is kept. */
    void typing(AccountId caller, RoomId room);

    /** Part of a room's log. */
    sealed interface Page {

        /**
         * Entries without holes, ascending.
         *
         * @param more whether there is more in the direction asked for
         * @param head where the log ended when this was read
         */
        record Entries(Epoch epoch, List<Entry> entries, boolean more, Sequence head) implements Page {
            public Entries {
                entries = List.copyOf(entries);
            }
        }

        /** The position is not of this log: load the room afresh. */
        record Reset(Epoch epoch, Sequence head) implements Page {}

        /** There is no such room, or the caller is not in it. */
        record NoSuchRoom() implements Page {}
    }

    /** How a search went. */
    sealed interface Finding {

        /**
         * What was found, newest first.
         *
         * @param more whether there is more of it further back
         */
        record Found(List<Message> messages, boolean more) implements Finding {
            public Found {
                messages = List.copyOf(messages);
            }
        }

        /** There is no such room, or the caller is not in it. */
        record NoSuchRoom() implements Finding {}

        /** The room log that was chosen cannot be searched. */
        record CannotSearch() implements Finding {}
    }

    /** How moving a cursor or a read mark went. */
    enum MarkOutcome {
        /** It is there, or was beyond already. */
        MARKED,
        /** The place is beyond the end of the log, or of another epoch. */
        BAD_POSITION,
        /** There is no such room, or the caller is not in it. */
        NO_SUCH_ROOM
    }
}
