package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.SyncQueues;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The queues this node hears: of everyone connected here, and for a while of those who just were. */
final class OpenQueues {

    private final SyncQueues queues;
    private final LiveConnections connections;
    private final Set<AccountId> open = ConcurrentHashMap.newKeySet();

    /** Those whose queue may be closed although it should be open: to close it, or to open it again, was not answered. */
    private final Set<AccountId> inDoubt = ConcurrentHashMap.newKeySet();

    OpenQueues(SyncQueues queues, LiveConnections connections) {
        this.queues = queues;
        this.connections = connections;
    }

    /** Makes sure that what is meant for {@code account} from now on is heard here. The connection is known already. */
    void open(AccountId account) {
        open.add(account);
        queues.open(account);
    }

    /**
     * Closes the queues of those who have gone. Who comes back in the middle of it finds theirs open again, and is told to look
     * for what fell in between.
     */
    void closeUnused() {
        for (AccountId account : List.copyOf(open)) {
            boolean isGone = !connections.has(account);
            if (isGone || inDoubt.contains(account)) {
                inDoubt.add(account);
                if (isGone) {
                    queues.close(account);
                    open.remove(account);
                }
                List<LiveConnection> back = connections.of(account);
                if (!back.isEmpty()) {
                    open(account);
                    back.forEach(connection -> connection.device().push(new Event.Resync()));
                }
                inDoubt.remove(account);
            }
        }
    }
}
