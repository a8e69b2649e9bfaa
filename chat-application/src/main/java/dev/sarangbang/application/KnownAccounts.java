package dev.sarangbang.application;

import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.PortException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers accounts that were looked up, of which nothing ever changes: so that people who open their rooms neither ask for the same
 * names again and again, nor depend on being answered. Remembers so many, and forgets those first that were not asked for longest.
 * May be used from any thread.
 */
final class KnownAccounts {

    private final Accounts accounts;
    private final Meter meter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AccountId, Account> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Account> eldest) {
            return size() > Limits.ACCOUNTS_REMEMBERED_MAX;
        }
    };

    KnownAccounts(Accounts accounts, Meter meter) {
        this.accounts = accounts;
        this.meter = meter;
    }

    /** Those of {@code wanted} that exist. Throws {@link PortException} if that is not known of all. */
    Map<AccountId, Account> find(Collection<AccountId> wanted) {
        Map<AccountId, Account> found = remembered(wanted);
        List<AccountId> others =
                wanted.stream().filter(account -> !found.containsKey(account)).toList();
        if (!others.isEmpty()) {
            Map<AccountId, Account> more = accounts.find(others);
            remember(more);
            found.putAll(more);
        }
        return found;
    }

    /** Those of {@code wanted} that are known to exist: during an outage perhaps not all who do. */
    Map<AccountId, Account> findSome(Collection<AccountId> wanted) {
        try {
            return find(wanted);
        } catch (PortException.Unavailable e) {
            meter.degraded("names", e);
            return remembered(wanted);
        }
    }

    private Map<AccountId, Account> remembered(Collection<AccountId> wanted) {
        Map<AccountId, Account> found = new HashMap<>();
        lock.lock();
        try {
            for (AccountId account : wanted) {
                Account seen = known.get(account);
                if (seen != null) {
                    found.put(account, seen);
                }
            }
        } finally {
            lock.unlock();
        }
        return found;
    }

    private void remember(Map<AccountId, Account> found) {
        lock.lock();
        try {
            known.putAll(found);
        } finally {
            lock.unlock();
        }
    }
}
