package dev.sarangbang.adapter.simulation.server;

import dev.sarangbang.adapter.memory.InMemoryAccounts;
import dev.sarangbang.adapter.memory.InMemoryDeviceCursors;
import dev.sarangbang.adapter.memory.InMemoryHeldMessages;
import dev.sarangbang.adapter.memory.InMemoryLoginSessions;
import dev.sarangbang.adapter.memory.InMemoryPresenceBoard;
import dev.sarangbang.adapter.memory.InMemoryReadMarks;
import dev.sarangbang.adapter.memory.InMemoryRoomDirectory;
import dev.sarangbang.adapter.memory.InMemoryRoomLog;
import dev.sarangbang.adapter.simulation.check.Situation;
import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.DeviceCursors;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.port.LoginSessions;
import dev.sarangbang.domain.port.NodeIds;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.port.ReadMarks;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.port.RoomLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The stores that all nodes share. They outlive every node; those that may lose everything at any time, do. */
public final class Stores {

    private final Scene scene;
    private final RoomLog log = new InMemoryRoomLog();
    private final DeviceCursors cursors = new InMemoryDeviceCursors();
    private final ReadMarks marks = new InMemoryReadMarks();
    private final Accounts accounts = new InMemoryAccounts();
    private final LoginSessions logins = new InMemoryLoginSessions();
    private final RoomDirectory directory = new InMemoryRoomDirectory();
    private final NodeIds nodeIds;
    private PresenceBoard board = new InMemoryPresenceBoard();
    private HeldMessages held;
    private final Map<Integer, Server> borrowers = new HashMap<>();

    public Stores(Scene scene) {
        this.scene = scene;
        this.nodeIds = new ThriftyNodeIds();
        this.held = newHold();
    }

    public RoomLog log() {
        return log;
    }

    public DeviceCursors cursors() {
        return cursors;
    }

    public ReadMarks marks() {
        return marks;
    }

    public Accounts accounts() {
        return accounts;
    }

    public LoginSessions logins() {
        return logins;
    }

    public RoomDirectory directory() {
        return directory;
    }

    public NodeIds nodeIds() {
        return nodeIds;
    }

    public PresenceBoard board() {
        return board;
    }

    public HeldMessages held() {
        return held;
    }

    /** The process to which a node number was lent last. */
    Optional<Server> borrower(int number) {
        return Optional.ofNullable(borrowers.get(number));
    }

    void lentTo(int number, Server server) {
        borrowers.put(number, server);
    }

    /** The board forgets everyone. */
    public void emptyBoard() {
        scene.note(Situation.BOARD_EMPTIED);
        board = new InMemoryPresenceBoard();
    }

    /** All held messages are lost. */
    public void emptyHold() {
        scene.note(Situation.HOLD_EMPTIED);
        held = newHold();
    }

    private HeldMessages newHold() {
        return new InMemoryHeldMessages(scene::trueTime);
    }
}
