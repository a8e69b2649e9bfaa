package dev.sarangbang.domain.port;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the log of every room, and the room as it stands at the end of it. The one source of truth: all else is derived
 * from it or can be lost.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code L1} A change is appended if and only if the log ends right before its first entry; otherwise the answer is
 *       {@link Appending.HeadMoved}, with the room as it now is, and nothing has changed.
 *   <li>{@code L2} Of several changes that expect the same end, however they race, from whatever thread or process, exactly
 *       one is appended.
 *   <li>{@code L3} A change is appended whole or not at all: no reader ever sees the room without its entries, nor some of
 *       the entries without the others.
 *   <li>{@code L4} Once {@link #append} has answered {@link Appending.Appended}, the change survives the crash of this process
 *       and every read that starts later, anywhere, sees it.
 *   <li>{@code L5} If any entry of a change has the author and client id of an entry that is in the room's log already, the
 *       answer is {@link Appending.AlreadyAppended} with those entries, nothing has changed, and this holds however long ago
 *       that was. It goes before {@code L1}.
 *   <li>{@code L6} {@link #head} and {@link #heads} give the room as its last appended change left it, field for field.
 *   <li>{@code L7} {@link #after} gives the entries right after a place, ascending, without holes, at most {@code limit};
 *       {@link #before} those right before a place, ascending too, where any place beyond the end is the end. Both cost what they
 *       return, not what the log holds.
 *   <li>{@code L8} {@link #find} gives the entry with that author and client id, or empty.
 *   <li>{@code L9} Rooms do not see each other's entries, heads or client ids.
 *   <li>{@code L10} An entry is read exactly as it was written: text code point for code point, instants to the
 *       millisecond.
 * </ol>
 *
 * <p>All methods block, may be called from any thread, and throw {@link PortException} when the store fails. A failed
 * {@link #append} <b>may have taken place</b>; {@code L5} makes it safe to repeat.
 */
public interface RoomLog {

    /** The most entries one read asks for. */
    int READ_LIMIT_MAX = 200;

    /** Appends {@code change}, if the log is where the change expects it. */
    Appending append(RoomChange change);

    /** The room, or empty if no room with this id was ever opened. */
    default Optional<Room> head(RoomId room) {
        return Optional.ofNullable(heads(List.of(room)).get(room));
    }

    /** Those of {@code rooms} that exist. */
    Map<RoomId, Room> heads(Collection<RoomId> rooms);

    /** At most {@code limit} entries that come right after {@code place}; empty at the end, or if there is no such room. */
    List<Entry> after(RoomId room, Sequence place, int limit);

    /** At most {@code limit} entries that come right before {@code place}, ascending; empty at the beginning. */
    List<Entry> before(RoomId room, Sequence place, int limit);

    /** The entry that {@code author} named {@code clientId}. */
    Optional<Entry> find(RoomId room, AccountId author, ClientMessageId clientId);

    /** How an append went. */
    sealed interface Appending {

        /** The change is in the log for good. */
        record Appended() implements Appending {}

        /** Somebody else's change came first. {@code room} is as it is now; empty if there is none, and one was expected. */
        record HeadMoved(Optional<Room> room) implements Appending {}

        /** These entries of the change are in the log from before, perhaps with another content or place. */
        record AlreadyAppended(List<Entry> entries) implements Appending {
            public AlreadyAppended {
                entries = List.copyOf(entries);
            }
        }
    }
}
