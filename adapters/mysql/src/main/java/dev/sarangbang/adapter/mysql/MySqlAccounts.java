package dev.sarangbang.adapter.mysql;

import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.PortException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps accounts. The unique key of the username is what gives it to one account (A1). */
final class MySqlAccounts implements Accounts {

    /** The most accounts asked for in one statement. */
    private static final int ASKED_AT_ONCE_MAX = 200;

    private static final String REGISTER =
            "INSERT INTO accounts (id, username, display_name, created_at, password_hash) VALUES (?, ?, ?, ?, ?)";
    private static final String OWNER = "SELECT id FROM accounts WHERE username = ?";
    private static final String FIND =
            "SELECT id, username, display_name, created_at FROM accounts WHERE id IN (<ids>)";
    private static final String FIND_BY_USERNAME =
            "SELECT id, username, display_name, created_at, password_hash FROM accounts WHERE username = ?";

    private static final String REPLACE_HASH =
            "UPDATE accounts SET password_hash = ? WHERE id = ? AND password_hash = ?";

    private final Database database;

    MySqlAccounts(Database database) {
        this.database = database;
    }

    @Override
    public Registration register(Credentials credentials) {
        Account account = credentials.account();
        AccountId owner = database.answer(handle -> {
            boolean added = Database.add(
                    handle,
                    REGISTER,
                    account.id().value(),
                    account.username().value(),
                    account.displayName().value(),
                    account.createdAt().toEpochMilli(),
                    credentials.passwordHash().encoded());
            return added ? account.id() : owner(handle, account.username());
        });
        return owner.equals(account.id()) ? new Registration.Registered() : new Registration.UsernameTaken();
    }

    @Override
    public Map<AccountId, Account> find(Collection<AccountId> accounts) {
        Map<AccountId, Account> found = new HashMap<>();
        List<Long> ids = accounts.stream().map(AccountId::value).distinct().toList();
        for (int from = 0; from < ids.size(); from += ASKED_AT_ONCE_MAX) {
            List<Long> some = ids.subList(from, Math.min(from + ASKED_AT_ONCE_MAX, ids.size()));
            for (Account account : database.answer(handle -> find(handle, some))) {
                found.put(account.id(), account);
            }
        }
        return found;
    }

    @Override
    public Optional<Credentials> findByUsername(Username username) {
        return database.answer(handle -> handle.select(FIND_BY_USERNAME, username.value())
                .map(Database.rows(row -> new Credentials(account(row), new PasswordHash(row.getString(5)))))
                .findFirst());
    }

    @Override
    public boolean replaceHash(AccountId account, PasswordHash known, PasswordHash next) {
        return database.answer(handle -> handle.execute(REPLACE_HASH, next.encoded(), account.value(), known.encoded()))
                == 1;
    }

    /** Who has a name that somebody has: accounts are never removed. */
    private static AccountId owner(Handle handle, Username username) {
        return handle.select(OWNER, username.value())
                .map(Database.rows(row -> new AccountId(row.getLong(1))))
                .findFirst()
                .orElseThrow(() -> new PortException.Corrupt("another account has the same id"));
    }

    private static List<Account> find(Handle handle, List<Long> ids) {
        return handle.createQuery(FIND)
                .bindList("ids", ids)
                .map(Database.rows(MySqlAccounts::account))
                .list();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new AccountId(row.getLong(1)),
                new Username(row.getString(2)),
                new DisplayName(row.getString(3)),
                Instant.ofEpochMilli(row.getLong(4)));
    }
}
