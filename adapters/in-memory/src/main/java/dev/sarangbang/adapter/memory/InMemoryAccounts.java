package dev.sarangbang.adapter.memory;

import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.Accounts.Registration.Registered;
import dev.sarangbang.domain.port.Accounts.Registration.UsernameTaken;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps accounts in memory. */
public final class InMemoryAccounts implements Accounts {

    private final Map<Username, Credentials> byUsername = new ConcurrentHashMap<>();
    private final Map<AccountId, Account> byId = new ConcurrentHashMap<>();

    @Override
    public Registration register(Credentials credentials) {
        Account account = credentials.account();
        Credentials holder = byUsername.computeIfAbsent(account.username(), ignored -> {
            byId.put(account.id(), account);
            return credentials;
        });
        return holder.account().id().equals(account.id()) ? new Registered() : new UsernameTaken();
    }

    @Override
    public Map<AccountId, Account> find(Collection<AccountId> accounts) {
        Map<AccountId, Account> found = new HashMap<>();
        for (AccountId id : accounts) {
            Optional.ofNullable(byId.get(id)).ifPresent(account -> found.put(id, account));
        }
        return found;
    }

    @Override
    public Optional<Credentials> findByUsername(Username username) {
        return Optional.ofNullable(byUsername.get(username));
    }

    @Override
    public boolean replaceHash(AccountId account, PasswordHash known, PasswordHash next) {
        Account holder = byId.get(account);
        return holder != null
                && byUsername.replace(holder.username(), new Credentials(holder, known), new Credentials(holder, next));
    }
}
