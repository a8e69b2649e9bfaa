package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.adapter.contract.AccountsContract;
import dev.sarangbang.adapter.contract.DeviceCursorsContract;
import dev.sarangbang.adapter.contract.HeldMessagesContract;
import dev.sarangbang.adapter.contract.LoginSessionsContract;
import dev.sarangbang.adapter.contract.MessageSearchContract;
import dev.sarangbang.adapter.contract.NodeIdsContract;
import dev.sarangbang.adapter.contract.PasswordHasherContract;
import dev.sarangbang.adapter.contract.PresenceBoardContract;
import dev.sarangbang.adapter.contract.ReadMarksContract;
import dev.sarangbang.adapter.contract.RoomDirectoryContract;
import dev.sarangbang.adapter.contract.RoomLogContract;
import dev.sarangbang.adapter.contract.SyncQueuesContract;
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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The contracts, each over the adapter that is under test just now. JUnit makes these itself, hence the static field. */
final class UnderTest {

    private static final AtomicReference<Wrong<?>> NOW = new AtomicReference<>();

    private UnderTest() {}

    /** From now on the contracts are about this one. */
    static void set(Wrong<?> wrong) {
        NOW.set(wrong);
    }

    private static <P> P adapter(Class<P> port) {
        return port.cast(NOW.get().adapter().get());
    }

    private static <P> P reopened(Class<P> port, P before) {
        return port.cast(reopened(NOW.get(), before));
    }

    @SuppressWarnings("unchecked")
    private static <P> P reopened(Wrong<P> wrong, Object before) {
        return wrong.reopened().apply((P) before);
    }

    static class OfRoomLog extends RoomLogContract {
        private final RoomLog log = adapter(RoomLog.class);

        @Override
        protected RoomLog roomLog() {
            return log;
        }

        @Override
        protected RoomLog reopen() {
            return reopened(RoomLog.class, log);
        }
    }

    static class OfMessageSearch extends MessageSearchContract {
        private final SearchedLog searched = adapter(SearchedLog.class);

        @Override
        protected MessageSearch messageSearch() {
            return searched;
        }

        @Override
        protected RoomLog roomLog() {
            return searched.log();
        }

        @Override
        protected MessageSearch reopen() {
            return reopened(SearchedLog.class, searched);
        }
    }

    static class OfDeviceCursors extends DeviceCursorsContract {
        private final DeviceCursors cursors = adapter(DeviceCursors.class);

        @Override
        protected DeviceCursors deviceCursors() {
            return cursors;
        }

        @Override
        protected DeviceCursors reopen() {
            return reopened(DeviceCursors.class, cursors);
        }
    }

    static class OfReadMarks extends ReadMarksContract {
        private final ReadMarks marks = adapter(ReadMarks.class);

        @Override
        protected ReadMarks readMarks() {
            return marks;
        }

        @Override
        protected ReadMarks reopen() {
            return reopened(ReadMarks.class, marks);
        }
    }

    static class OfAccounts extends AccountsContract {
        private final Accounts accounts = adapter(Accounts.class);

        @Override
        protected Accounts accounts() {
            return accounts;
        }

        @Override
        protected Accounts reopen() {
            return reopened(Accounts.class, accounts);
        }
    }

    static class OfLoginSessions extends LoginSessionsContract {
        private final LoginSessions sessions = adapter(LoginSessions.class);

        @Override
        protected LoginSessions loginSessions() {
            return sessions;
        }

        @Override
        protected LoginSessions reopen() {
            return reopened(LoginSessions.class, sessions);
        }
    }

    static class OfRoomDirectory extends RoomDirectoryContract {
        private final RoomDirectory directory = adapter(RoomDirectory.class);

        @Override
        protected RoomDirectory roomDirectory() {
            return directory;
        }

        @Override
        protected RoomDirectory reopen() {
            return reopened(RoomDirectory.class, directory);
        }
    }

    static class OfPresenceBoard extends PresenceBoardContract {
        private final PresenceBoard board = adapter(PresenceBoard.class);

        @Override
        protected PresenceBoard presenceBoard() {
            return board;
        }
    }

    static class OfHeldMessages extends HeldMessagesContract {
        private final HeldMessages held = adapter(HeldMessages.class);

        @Override
        protected HeldMessages heldMessages() {
            return held;
        }
    }

    static class OfNodeIds extends NodeIdsContract {
        private final NodeIds ids = adapter(NodeIds.class);

        @Override
        protected NodeIds nodeIds() {
            return ids;
        }
    }

    static class OfPasswordHasher extends PasswordHasherContract {
        @Override
        protected PasswordHasher passwordHasher() {
            return adapter(PasswordHasher.class);
        }
    }

    static class OfSyncQueues extends SyncQueuesContract {
        private final FakeBroker broker = adapter(FakeBroker.class);

        @Override
        protected SyncQueues node() {
            return broker.node();
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(1);
        }

        @Override
        protected Outage outage() {
            broker.fail();
            return broker::recover;
        }
    }
}
