package dev.sarangbang.application;

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
import java.util.Optional;

/**
 * Every driven port: to run the chat, supply these. Whoever opened them closes them.
 *
 * @param messageSearch the one that belongs to the room log, if it has one: without, nobody can search
 */
public record Ports(
        RoomLog roomLog,
        DeviceCursors deviceCursors,
        ReadMarks readMarks,
        Accounts accounts,
        LoginSessions loginSessions,
        RoomDirectory roomDirectory,
        PresenceBoard presenceBoard,
        HeldMessages heldMessages,
        SyncQueues syncQueues,
        NodeIds nodeIds,
        PasswordHasher passwordHasher,
        Optional<MessageSearch> messageSearch) {

    /** Without search. */
    public Ports(
            RoomLog roomLog,
            DeviceCursors deviceCursors,
            ReadMarks readMarks,
            Accounts accounts,
            LoginSessions loginSessions,
            RoomDirectory roomDirectory,
            PresenceBoard presenceBoard,
            HeldMessages heldMessages,
            SyncQueues syncQueues,
            NodeIds nodeIds,
            PasswordHasher passwordHasher) {
        this(
                roomLog,
                deviceCursors,
                readMarks,
                accounts,
                loginSessions,
                roomDirectory,
                presenceBoard,
                heldMessages,
                syncQueues,
                nodeIds,
                passwordHasher,
                Optional.empty());
    }
}
