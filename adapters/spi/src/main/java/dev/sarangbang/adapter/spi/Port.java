package dev.sarangbang.adapter.spi;

import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.PasswordHasher;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.SyncQueues;
import java.util.List;

/**
 * A driven port, or what may be put before one, as something that can be named in a configuration and asked for. There is one instance for each.
 *
 * @param <P> the port
 */
public final class Port<P> {

    public static final Port<RoomLog> ROOM_LOG = new Port<>("room-log", RoomLog.class);
    public static final Port<DeviceCursors> DEVICE_CURSORS = new Port<>("device-cursors", DeviceCursors.class);
    public static final Port<ReadMarks> READ_MARKS = new Port<>("read-marks", ReadMarks.class);
    public static final Port<Accounts> ACCOUNTS = new Port<>("accounts", Accounts.class);
    public static final Port<LoginSessions> LOGIN_SESSIONS = new Port<>("login-sessions", LoginSessions.class);
    public static final Port<RoomDirectory> ROOM_DIRECTORY = new Port<>("room-directory", RoomDirectory.class);
    public static final Port<PresenceBoard> PRESENCE_BOARD = new Port<>("presence-board", PresenceBoard.class);
    public static final Port<HeldMessages> HELD_MESSAGES = new Port<>("held-messages", HeldMessages.class);
    public static final Port<SyncQueues> SYNC_QUEUES = new Port<>("sync-queues", SyncQueues.class);
    public static final Port<NodeIds> NODE_IDS = new Port<>("node-ids", NodeIds.class);
    public static final Port<PasswordHasher> PASSWORD_HASHER = new Port<>("password-hasher", PasswordHasher.class);

    /** Not chosen by itself: it comes with the room log, from the same adapter, if that offers it. */
    public static final Port<MessageSearch> MESSAGE_SEARCH = new Port<>("message-search", MessageSearch.class);

    /** What may stand between the server and its log; the log is whole without it. */
    public static final Port<RoomLogCache> ROOM_LOG_CACHE = new Port<>("room-log-cache", RoomLogCache.class);

    private static final List<Port<?>> ALL = List.of(
            ROOM_LOG,
            DEVICE_CURSORS,
            READ_MARKS,
            ACCOUNTS,
            LOGIN_SESSIONS,
            ROOM_DIRECTORY,
            PRESENCE_BOARD,
            HELD_MESSAGES,
            SYNC_QUEUES,
            NODE_IDS,
            PASSWORD_HASHER);

    private static final List<Port<?>> OPTIONAL = List.of(ROOM_LOG_CACHE);

    private final String name;
    private final Class<P> type;

    private Port(String name, Class<P> type) {
        this.name = name;
        this.type = type;
    }

    /** Every port that an adapter must be chosen for, in the order in which people think of them. */
    public static List<Port<?>> all() {
        return ALL;
    }

    /** Every port for which an adapter may be chosen, or none. */
    public static List<Port<?>> optional() {
        return OPTIONAL;
    }

    /** What configurations call it. */
    public String name() {
        return name;
    }

    /** Its interface. */
    public Class<P> type() {
        return type;
    }

    @Override
    public String toString() {
        return name;
    }
}
