package dev.sarangbang.domain.port;

import dev.sarangbang.domain.message.Message;
import dev.sarangbang.domain.message.SearchQuery;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.util.List;

/**
 * Finds messages in the log of one room. It belongs to one {@link RoomLog}, and comes with it or not at all: a chat does well
 * without.
 *
 * <p>What an implementation promises:
 *
 * <ol>
 *   <li>{@code M1} {@link #find} gives exactly those messages whose text {@linkplain SearchQuery#isFoundIn contains} the query, whatever
 *       else the query says: there is no language in it.
 *   <li>{@code M2} The text is that which the message has now, by {@link dev.sarangbang.domain.message.Amendments}; a deleted message is
 *       not found.
 *   <li>{@code M3} Only messages from the first place given on and before the second are found, newest first, and at most {@code
 *       limit}, with none left out in between.
 *   <li>{@code M4} What the log has answered {@link RoomLog.Appending.Appended} for is found, or not found any more, by every search that
 *       starts later, also after a crash.
 *   <li>{@code M5} Nothing is found in another room.
 * </ol>
 *
 * <p>All methods block, may be called from any thread, and throw {@link PortException} when the store fails.
 */
public interface MessageSearch {

    /** The most messages one search asks for. */
    int LIMIT_MAX = 100;

    /**
     * The newest messages of {@code room} that contain {@code query}.
     *
     * @param from the first place to look at
     * @param before the first place not to look at any more
     * @param limit 1 to {@value #LIMIT_MAX}
     */
    List<Message> find(RoomId room, SearchQuery query, Sequence from, Sequence before, int limit);
}
