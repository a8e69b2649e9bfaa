package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells devices to look for what they may have missed. Whoever is told asks for all their rooms; so when it is all devices of a node, a
 * share of them is told at once and another with every tick, those first who have waited longest.
 */
final class Resyncs {

    private static final int SHARES = (int) Limits.RESYNC_SPREAD.dividedBy(Limits.TICK);

    private final LiveConnections connections;
    private final ReentrantLock lock = new ReentrantLock();

    /** Those to be told. Guarded by the lock, as is how many at once. */
    private final Set<LiveConnection> due = new LinkedHashSet<>();

    private int share = Limits.RESYNCS_AT_ONCE;

    Resyncs(LiveConnections connections) {
        this.connections = connections;
    }

    /** The devices of one account. */
    void of(AccountId account) {
        connections.of(account).forEach(Resyncs::tell);
    }

    /** Every device that is connected now. */
    void ofAll() {
        lock.lock();
        try {
            due.addAll(connections.all());
            share = Math.max(Limits.RESYNCS_AT_ONCE, Math.ceilDiv(due.size(), SHARES));
        } finally {
            lock.unlock();
        }
        goOn();
    }

    /** Tells the next share. */
    void goOn() {
        take().stream().filter(connections::hold).forEach(Resyncs::tell);
    }

    private List<LiveConnection> take() {
        lock.lock();
        try {
            List<LiveConnection> taken = new ArrayList<>();
            Iterator<LiveConnection> next = due.iterator();
            while (next.hasNext() && taken.size() < share) {
                taken.add(next.next());
                next.remove();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private static void tell(LiveConnection connection) {
        connection.device().push(new Event.Resync());
    }
}
